using Utrex.Cli.Documentation;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>Generated documentation does not drift from the specification.</summary>
public class DocumentationTests
{
    [Fact]
    public void The_page_of_layouts_is_up_to_date() =>
        Repository.Compare(LayoutsPage.Write(UtrexSpecification.Current), Repository.PathOf("docs", "layouts.md"));

    [Fact]
    public void The_page_of_our_own_rules_is_up_to_date() =>
        Repository.Compare(OwnRulesPage.Write(UtrexSpecification.Current), Repository.PathOf("docs", "own-rules.md"));

    [Fact]
    public void The_ledger_of_rules_is_up_to_date() =>
        Repository.Compare(RulesPage.Write(UtrexSpecification.Current), Repository.PathOf("docs", "rules.md"));

    [Fact]
    public void The_page_of_the_research_file_is_up_to_date() =>
        Repository.Compare(ResearchFilePage.Write(), Repository.PathOf("docs", "research-file.md"));

    [Theory]
    [InlineData("specification", "test")]
    [InlineData("specification", "operand")]
    [InlineData("samples", "edit")]
    [InlineData("samples", "violation")]
    [InlineData("specification", "day")]
    [InlineData("specification", "map")]
    public void Every_part_of_conditions_violations_and_maps_is_documented(string file, string definition)
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "specification-format.md"));
        var schema = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec-schema", file + ".schema.json"))).RootElement.GetProperty("definitions").GetProperty(definition);
        var names = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Select(property => property.Name).Where(name => name[0] != '$')
            : schema.GetProperty("enum").EnumerateArray().Select(name => name.GetString()!);

        names.Where(name => !page.Contains($"`{name}`")).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_in_the_repository_names_a_contact_person()
    {
        foreach (var path in Repository.SpecificationFiles("spec-schema", "utah"))
        {
            File.ReadAllText(path).ShouldNotMatch(@"@schools\.utah\.gov|\(?801\)?[- ]\d{3}-\d{4}", path);
        }
    }
}
