using System.Globalization;
using Utrex.Cli.Commands;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>The specifications that the tool has in itself: a folder of <c>spec-schema/utrex</c> each.</summary>
internal static class HeldYears
{
    private const string Prefix = "Utrex.Cli.Specifications/";

    // "2025-26".
    private const int NameLength = 7;
    private const int YearLength = 4;

    private static readonly string[] Resources =
        [.. typeof(HeldYears).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The school years, the earliest first.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Resources.Select(name => name[Prefix.Length..]).Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => name[..name.IndexOf('/', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a text is meant as a school year: <c>2025-26</c>, or the year in which it ends.</summary>
    public static bool IsYear(string text) =>
        text.Length is YearLength or NameLength && text[..YearLength].All(char.IsAsciiDigit) && (text.Length == YearLength || (text[YearLength] == '-' && text[(YearLength + 1)..].All(char.IsAsciiDigit)));

    /// <summary>The files of a school year.</summary>
    /// <exception cref="CommandException">The year is not held.</exception>
    public static IEnumerable<SpecificationFile> Read(string year)
    {
        var name = Names.FirstOrDefault(name => string.Equals(name, year, StringComparison.Ordinal) || string.Equals(EndOf(name), year, StringComparison.Ordinal))
            ?? throw new CommandException($"the school year '{year}' is not held; those that are: {string.Join(", ", Names)}. A folder with its specification will do.");
        var root = $"{Prefix}{name}/";
        return Resources.Where(resource => resource.StartsWith(root, StringComparison.Ordinal)).Select(resource => new SpecificationFile(resource[Prefix.Length..], Content(resource)));
    }

    /// <summary>Opens a file of a year that is held, such as <c>rules/S1.json</c>.</summary>
    public static Stream Open(string year, string path) => typeof(HeldYears).Assembly.GetManifestResourceStream($"{Prefix}{year}/{path}")!;

    /// <summary>The year in which a school year ends.</summary>
    private static string EndOf(string name) =>
        int.TryParse(name.AsSpan(0, Math.Min(YearLength, name.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? (first + 1).ToString(CultureInfo.InvariantCulture) : name;

    private static byte[] Content(string resource)
    {
        using var stream = typeof(HeldYears).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
