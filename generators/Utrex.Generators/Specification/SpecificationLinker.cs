using Utrex.Generators.Maps;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Puts the files of specifications together and resolves the names that point from one file to another.</summary>
internal static class SpecificationLinker
{
    /// <summary>Links every specification among the files, for a project.</summary>
    public static LinkResult Link(IReadOnlyList<ParsedFile> files, ProjectModel project)
    {
        var diagnostics = new List<DiagnosticModel>();
        var folders = new SpecificationFolders(files, diagnostics).Specifications.ToList();
        if (folders.Count > 0 && project.Lack is { } lack)
        {
            // What is generated could not compile; one word says why.
            diagnostics.AddRange(folders.Select(folder => folder.Root.Diagnose(lack.Id, "", [.. lack.Arguments])));
            return LinkResult.Of(diagnostics);
        }

        var declared = new DeclaredNames();
        var specifications = folders.Select(folder => SpecificationNames.Of(folder.Root, folder.Files, declared, diagnostics)).OfType<SpecificationNames>().ToList();
        var result = new LinkedUnits();
        foreach (var names in specifications)
        {
            var found = new List<DiagnosticModel>();
            var (root, own) = names.Settle();
            new SpecificationLink(root, own, names.Scope, project.Map, found).Run(result);

            // What has been left out is missing elsewhere; that is no second fault.
            diagnostics.AddRange(found.Where(diagnostic => diagnostic.Id is not "UTREX9005" || !names.Scope.Refused.Contains(diagnostic.Arguments[diagnostic.Arguments.Count - 1])));
        }

        if (folders.Count > 0 && project.Map is { } map && !folders.Exists(folder => folder.Files.Any(file => file.Model is MapModel model && string.Equals(model.Name, map, StringComparison.Ordinal))))
        {
            diagnostics.Add(folders[0].Root.Diagnose("UTREX9005", "", "the project's UtrexMap: map", map));
        }

        return result.For(project, diagnostics);
    }
}
