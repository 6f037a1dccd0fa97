namespace Utrex.Generators.Specification;

/// <summary>
/// Tells a file that belongs to a specification though it does not say so from the files of others, such as appsettings.json. A file says so
/// by its <c>$schema</c>; where somebody forgot it, the file is not ignored in silence.
/// </summary>
internal static class SpecificationContent
{
    private const string Name = "specification.json";

    private static readonly string[] Folders = ["records", "codes", "rules", "lookups", "maps"];

    private static readonly string[][] Kinds =
    [
        ["id", "fields"],
        ["record", "rules"],
        ["id", "codes"],
        ["id", "columns", "rows"],
        ["map", "objects"],
        ["submissions"],
    ];

    /// <summary>Whether the content is that of a file of a specification.</summary>
    public static bool IsLike(JsonNode root, string path) =>
        Array.Exists(Kinds, names => Array.TrueForAll(names, name => root[name] is not null))
        || (root["records"] is not null && (IsSpecification(path) || (root["namespace"] is not null && root["className"] is not null)));

    /// <summary>Whether the file stands where only files of a specification stand, once there is one above it.</summary>
    public static bool IsPlace(string path)
    {
        var folder = ParsedFile.FolderOf(path);
        return IsSpecification(path) || Folders.Contains(folder.Substring(folder.LastIndexOf('/') + 1), StringComparer.Ordinal);
    }

    /// <summary>Whether the file has the name of the file that makes a folder a specification.</summary>
    public static bool IsSpecification(string path)
    {
        var normalized = path.Replace('\\', '/');
        return string.Equals(normalized, Name, StringComparison.Ordinal) || normalized.EndsWith("/" + Name, StringComparison.Ordinal);
    }
}
