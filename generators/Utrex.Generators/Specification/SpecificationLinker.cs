using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Puts the files of specifications together and resolves the names that point from one file to another.</summary>
internal static class SpecificationLinker
{
    /// <summary>Links every specification among the files; a specification is a folder with a specification.json.</summary>
    public static LinkResult Link(IReadOnlyList<ParsedFile> files)
    {
        var diagnostics = files.SelectMany(file => file.Diagnostics).ToList();
        var roots = files.Where(file => file.Model is SpecificationModel).OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var units = new List<SpecificationUnit>();
        var records = new List<RecordUnit>();
        var tables = new List<CodeTableUnit>();
        var ruleSets = new List<RuleSetUnit>();
        var maps = new List<SifMapUnit>();
        var shapes = new List<SifShapeUnit>();
        foreach (var file in files)
        {
            if (!roots.Exists(root => Owns(root, file)))
            {
                diagnostics.Add(file.Diagnose("UTREX9010", ""));
            }
        }

        foreach (var root in roots)
        {
            var link = new SpecificationLink(root, [.. files.Where(file => Owns(root, file)).OrderBy(file => file.Path, StringComparer.Ordinal)], diagnostics);
            units.Add(link.Run(records, tables, ruleSets, maps, shapes));
        }

        return new LinkResult(
            units.ToEquatableArray(),
            records.ToEquatableArray(),
            tables.ToEquatableArray(),
            ruleSets.ToEquatableArray(),
            maps.ToEquatableArray(),
            shapes.ToEquatableArray(),
            diagnostics.Distinct().ToEquatableArray());
    }

    private static bool Owns(ParsedFile root, ParsedFile file) =>
        string.Equals(root.Folder, file.Folder, StringComparison.Ordinal)
        || root.Folder.Length == 0
        || file.Folder.StartsWith(root.Folder + "/", StringComparison.Ordinal);
}
