using System.Text.Json;
using Utrex.Cli.Commands;
using Utrex.Cli.Documentation;

namespace Utrex.Cli.Tests;

/// <summary>The pages of the specification: what is linked with what, and what the search finds.</summary>
public class SiteTests
{
    private static readonly Dictionary<string, string> Pages = SpecificationPages.Write(UtrexSpecification.Current).ToDictionary(page => page.Path, page => page.Text, StringComparer.Ordinal);

    [Fact]
    public void A_rule_leads_to_the_codes_of_its_fields() =>
        SectionOf("rules/S1.md", "## S1.324\n").ShouldContain("- **Codes**: [ExitCode](../codes/ExitCode.md)");

    [Fact]
    public void A_code_table_names_the_rules_that_check_its_fields()
    {
        Pages["codes/ExitCode.md"].ShouldMatch(@"\*\*Rules of S1\*\*: .*\[S1\.324\]\(\.\./rules/S1\.md#s1-324\)");
        Pages["codes/ExitCode.md"].ShouldNotContain("Rules of SC");
    }

    /// <summary>The search of the page: an entry is found that contains every word asked for.</summary>
    [Fact]
    public void Whatever_can_be_explained_is_found()
    {
        var script = SpecificationSite.Write(UtrexSpecification.Current).Single(file => file.Path == "search.js").Text;
        var json = script[script.IndexOf('[')..(script.IndexOf("];", StringComparison.Ordinal) + 1)];
        var entries = JsonSerializer.Deserialize<string[][]>(json)!.Select(entry => entry[1].ToLowerInvariant()).ToList();
        var asked = Subjects.Every(UtrexSpecification.Current).ToList();

        asked.ShouldContain("S1.EXIT CODE");
        asked.ShouldContain("ExitCode.TD");
        asked.ShouldContain("Colleges");
        asked.Where(name => !entries.Exists(entry => name.ToLowerInvariant().Split(' ').All(entry.Contains))).ShouldBeEmpty();
    }

    private static string SectionOf(string page, string heading) => Pages[page].Split(heading)[1].Split("\n## ")[0];
}
