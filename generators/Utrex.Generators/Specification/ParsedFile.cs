using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>One file of a specification: at most one model, where its parts stand, and what is wrong with it.</summary>
internal sealed record ParsedFile(
    string Path,
    object? Model,
    EquatableArray<Anchor> Anchors,
    EquatableArray<DiagnosticModel> Diagnostics)
{
    /// <summary>The folder, with forward slashes and without a final one.</summary>
    public string Folder => FolderOf(Path);

    public DiagnosticModel Diagnose(string id, string anchor, params string[] arguments)
    {
        var place = Anchors.FirstOrDefault(candidate => string.Equals(candidate.Key, anchor, StringComparison.Ordinal));
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
