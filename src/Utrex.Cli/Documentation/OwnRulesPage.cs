using System.Globalization;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Documentation;

/// <summary>docs/own-rules.md: the rules that are ours and not the state's.</summary>
internal static class OwnRulesPage
{
    private const string Introduction = """
        The state's error tables are not all that can be wrong with a batch. Two kinds of rules are ours:

        - `FILE.*`: the structure of the file. A line that cannot be read is refused, with a finding, and reading goes on; records
          read and lines refused add up to the lines of the file.
        - `<record>.X*`: fields that have a form but no row in the error tables, so that nothing passes silently. They are warnings,
          unless the state's text has such a rule and only forgot its number.

        `utrex explain FILE.002` says more about each.
        """;

    /// <summary>The page as Markdown.</summary>
    public static string Write(SpecificationInfo specification, IReadOnlyList<RuleInfo> fileRules)
    {
        var page = new StringBuilder();
        page.Append("# Rules of our own\n\n");
        page.Append(CultureInfo.InvariantCulture, $"<!-- Generated from spec-schema/{specification.Id}/{specification.SchoolYear}. Do not edit; see CONTRIBUTING.md. -->\n\n");
        page.Append(Introduction).Append("\n\n## The file\n\n| rule | level | what must hold | what to do |\n|---|---|---|---|\n");
        foreach (var rule in fileRules)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Text} | {rule.Advice} |\n");
        }

        page.Append("\n## Fields\n\n| rule | level | field | what must hold |\n|---|---|---|---|\n");
        foreach (var rule in specification.Rules.Where(rule => rule.Number.StartsWith('X')))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Field} | {rule.Text} |\n");
        }

        return page.ToString();
    }
}
