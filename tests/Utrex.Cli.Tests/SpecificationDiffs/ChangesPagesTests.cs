using Utrex.Cli.Comparing.Specifications;
using Utrex.Cli.Documentation;
using Utrex.Tests;

namespace Utrex.Cli.Tests.SpecificationDiffs;

/// <summary>docs/changes: a page from each year to the next, however many there are.</summary>
public class ChangesPagesTests
{
    private static readonly string Folder = Repository.PathOf("docs", "changes");

    [Fact]
    public void The_pages_are_up_to_date()
    {
        foreach (var (path, text) in ChangesPages.Write())
        {
            Repository.Compare(text, Path.Combine(Folder, path));
        }
    }

    [Fact]
    public void There_are_no_other_pages() =>
        Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).ShouldBe(ChangesPages.Write().Select(page => page.Path), ignoreOrder: true);

    [Fact]
    public void One_year_is_an_index_that_says_so()
    {
        var page = ChangesPages.Write([SpecificationCatalogue.Of("2030-31")]).Single();

        page.Path.ShouldBe("README.md");
        page.Text.ShouldContain("There is one year, 2030-31,");
    }

    [Fact]
    public void Three_years_are_an_index_and_two_pages()
    {
        var exit = new SpecificationItem(ItemKind.Record, "S5", Field: null, new Dictionary<string, System.Text.Json.Nodes.JsonNode> { ["name"] = "Exit" });
        var pages = ChangesPages.Write([
            SpecificationCatalogue.Of("2028-29"),
            SpecificationCatalogue.Of("2029-30", exit) with { Reconstruction = new Reconstruction("2030-31", 3, ["Everything."]) },
            SpecificationCatalogue.Of("2030-31", exit),
        ]).ToList();

        pages.Select(page => page.Path).ShouldBe(["README.md", "2028-29-to-2029-30.md", "2029-30-to-2030-31.md"]);
        pages[0].Text.ShouldContain("| 2028-29 | [2029-30](2028-29-to-2029-30.md) | 1 | 0 | 0 | [partly uncertain](2028-29-to-2029-30.md#what-is-uncertain) |");
        pages[0].Text.ShouldContain("| 2029-30 | [2030-31](2029-30-to-2030-31.md) | 0 | 0 | 0 | ");
        pages[1].Text.ShouldContain("| record | S5 | Exit. |");
        pages[1].Text.ShouldContain("- Everything.");
    }
}
