using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>One file of a specification: at most one model, where its parts stand, and what is wrong with it.</summary>
/// <param name="Path">The path, as the compiler has it.</param>
/// <param name="IsMarked">Whether its <c>$schema</c> says that it is one; otherwise its place and its content do.</param>
/// <param name="Model">What it says.</param>
/// <param name="Anchors">Where its parts stand.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record ParsedFile(
    string Path,
    bool IsMarked,
    object? Model,
    EquatableArray<Anchor> Anchors,
    EquatableArray<DiagnosticModel> Diagnostics)
{
    /// <summary>The folder, with forward slashes and without a final one.</summary>
    public string Folder => FolderOf(Path);

    /// <summary>A diagnostic at a part of the file; of several parts of one name at the one that is <paramref name="further"/> parts after the first.</summary>
    public DiagnosticModel Diagnose(string id, string anchor, params string[] arguments) => Diagnose(id, anchor, further: 0, arguments);

    /// <inheritdoc cref="Diagnose(string, string, string[])"/>
    public DiagnosticModel Diagnose(string id, string anchor, int further, params string[] arguments)
    {
        var place = Anchors.Where(candidate => string.Equals(candidate.Key, anchor, StringComparison.Ordinal)).Skip(further).FirstOrDefault();
        return new DiagnosticModel(id, Path, place.Line, place.Column, arguments.ToEquatableArray());
    }

    public static string FolderOf(string path)
    {
        var normalized = path.Replace('\\', '/');
        var slash = normalized.LastIndexOf('/');
        return slash < 0 ? "" : normalized.Substring(0, slash);
    }
}

/// <summary>Where a named part of a file stands.</summary>
internal readonly record struct Anchor(string Key, int Line, int Column);
