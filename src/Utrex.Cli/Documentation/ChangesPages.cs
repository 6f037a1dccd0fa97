using System.Globalization;
using System.Text;
using Utrex.Cli.Comparing.Specifications;
using Utrex.Cli.Reports.Changes;
using Utrex.Cli.SchoolYears;

namespace Utrex.Cli.Documentation;

/// <summary>docs/changes: a page from each school year that the tool holds to the next one, and an index.</summary>
internal static class ChangesPages
{
    private const string Comment = "Generated from spec-schema/utah. Do not edit; see CONTRIBUTING.md.";

    /// <summary>The pages of the years that are held, by their path.</summary>
    public static IEnumerable<(string Path, string Text)> Write() =>
        Write([.. Years.All.Select(year => CatalogueReader.Read(year.Files, year.Name))]);

    /// <summary>The pages of some years, the earliest first.</summary>
    public static IEnumerable<(string Path, string Text)> Write(IReadOnlyList<SpecificationCatalogue> years)
    {
        var diffs = years.Zip(years.Skip(1), SpecificationDiff.Of).ToList();
        yield return ("README.md", Index(years, diffs));
        foreach (var diff in diffs)
        {
            yield return (PathOf(diff), ChangeMarkdown.Write(ChangeReport.Of(diff), Comment));
        }
    }

    private static string PathOf(SpecificationDiff diff) => $"{diff.Old.SchoolYear}-to-{diff.New.SchoolYear}.md";

    private static string Index(IReadOnlyList<SpecificationCatalogue> years, List<SpecificationDiff> diffs)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Changes from year to year\n\n<!-- {Comment} -->\n\n");
        if (diffs.Count == 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"There is one year, {years[0].SchoolYear}, and nothing yet to compare it with. `utrex spec diff` compares it with a folder.\n");
            return page.ToString();
        }

        page.Append(CultureInfo.InvariantCulture, $"What an exporter does about a new school year. `utrex spec diff {years[0].SchoolYear} {years[^1].SchoolYear}` compares any two of the years, or a year and a folder.\n\n");
        page.Append("| from | to | added | removed | changed | |\n|---|---|---:|---:|---:|---|\n");
        foreach (var diff in diffs)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {diff.Old.SchoolYear} | [{diff.New.SchoolYear}]({PathOf(diff)}) | {Count(diff, ChangeKind.Added)} | {Count(diff, ChangeKind.Removed)} | {Count(diff, ChangeKind.Changed)} | {(diff.Old.Reconstruction is null && diff.New.Reconstruction is null ? "" : "[partly uncertain](" + PathOf(diff) + "#" + DocumentationPage.Anchor(ChangeReport.DoubtsTitle) + ")")} |\n");
        }

        return page.ToString();
    }

    private static int Count(SpecificationDiff diff, ChangeKind kind) => diff.Changes.Where(change => change.Change == kind).DistinctBy(change => (change.Kind, change.Pair.Id)).Count();
}
