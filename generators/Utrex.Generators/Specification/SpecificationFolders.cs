using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Sorts files by specification: a specification is a folder with a specification.json, and what lies below it is its own.</summary>
internal sealed class SpecificationFolders
{
    /// <summary>What an author has to add.</summary>
    private const string Marker = "\"$schema\": \"specification.schema.json\"";

    private readonly Dictionary<string, ParsedFile> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ParsedFile>> _files = new(StringComparer.Ordinal);

    /// <param name="files">The files that may belong to a specification.</param>
    /// <param name="diagnostics">Takes what is wrong with those that do.</param>
    public SpecificationFolders(IReadOnlyList<ParsedFile> files, List<DiagnosticModel> diagnostics)
    {
        var all = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();

        // A specification.json that cannot be read still is the one above the others; if there are any.
        foreach (var file in all.Where(file => file.Model is SpecificationModel || (file.Model is null && SpecificationContent.IsSpecification(file.Path) && all.Exists(other => other.IsMarked && IsWithin(file.Folder, other.Folder)))))
        {
            if (!_roots.ContainsKey(file.Folder))
            {
                _roots.Add(file.Folder, file);
                _files.Add(file.Folder, []);
            }
            else if (file.Model is not null)
            {
                diagnostics.Add(file.Diagnose("UTREX9006", "", "a specification of the folder", file.Folder));
            }
        }

        foreach (var file in all)
        {
            Place(file, diagnostics);
        }
    }

    /// <summary>Each specification with the files that are its own, both in the order of their paths.</summary>
    public IEnumerable<(ParsedFile Root, IReadOnlyList<ParsedFile> Files)> Specifications =>
        _roots.Values.Where(root => root.Model is not null).OrderBy(root => root.Path, StringComparer.Ordinal).Select(root => (root, (IReadOnlyList<ParsedFile>)_files[root.Folder]));

    private void Place(ParsedFile file, List<DiagnosticModel> diagnostics)
    {
        var root = RootOf(file.Folder);
        if (root is null && !file.IsMarked)
        {
            // Somebody else's file.
            return;
        }

        diagnostics.AddRange(file.Diagnostics);
        if (root is null)
        {
            diagnostics.Add(file.Diagnose("UTREX9010", ""));
        }
        else
        {
            _files[root.Folder].Add(file);
            if (!file.IsMarked && (file.Model is not null || file.Diagnostics.Count == 0))
            {
                diagnostics.Add(file.Diagnose("UTREX9011", "", Marker));
            }
        }
    }

    private static bool IsWithin(string folder, string other) =>
        folder.Length == 0 || string.Equals(folder, other, StringComparison.Ordinal) || other.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The nearest specification above a file.</summary>
    private ParsedFile? RootOf(string folder)
    {
        while (true)
        {
            if (_roots.TryGetValue(folder, out var root))
            {
                return root;
            }

            if (folder.Length == 0)
            {
                return null;
            }

            folder = ParsedFile.FolderOf(folder);
        }
    }
}
