using System.Globalization;
using System.Text;
using Utrex.Cli.Rules;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Documentation;

/// <summary>docs/own-rules.md: the rules that are ours and not the state's.</summary>
internal static class OwnRulesPage
{
    private const string Introduction = """
        The state's error tables are not all that can be wrong with a batch. These rules are ours, grouped by why they exist. Those of a
        record are warnings, unless the state's text has such a row and only forgot its number. `utrex explain FILE.002` says more
        about each.
        """;

    private static readonly (RuleBasis Basis, string Why)[] Bases =
    [
        (RuleBasis.File, "A line that cannot be read is refused, with a finding, and reading goes on; records read and lines refused add up to the lines of the file."),
        (RuleBasis.Form, "Fields have a form or codes in the field tables, but no row in the error tables asks for it: without these rules a value that nobody can read would pass in silence."),
        (RuleBasis.Description, "Some requirements stand only in the description of a field or record. Each of these sentences says \"must\", \"cannot\" or the like of what a file shows; where a row of the error tables says less or otherwise, the row wins and the rule keeps to what the row leaves open."),
        (RuleBasis.Unnumbered, "The error tables print these rows without a number; the numbers are ours, so that a finding can name them."),
        (RuleBasis.Revision, "The history of revisions tells of these rules; the tables no longer have them. They stand here so that their numbers can be looked up."),
    ];

    /// <summary>The page as Markdown.</summary>
    public static string Write(SpecificationInfo specification)
    {
        var page = new StringBuilder();
        page.Append("# Rules of our own\n\n");
        page.Append(CultureInfo.InvariantCulture, $"<!-- Generated from spec-schema/utah/{specification.SchoolYear}. Do not edit; see CONTRIBUTING.md. -->\n\n");
        page.Append(Introduction).Append('\n');
        foreach (var (basis, why) in Bases)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {RuleWords.Heading(basis)}\n\n{why}\n\n| rule | level | field | what must hold | what to do | line |\n|---|---|---|---|---|---:|\n");
            foreach (var rule in specification.EveryRule.Where(rule => rule.Basis == basis))
            {
                var level = rule.Status == RuleStatus.Implemented ? rule.Severity.ToString().ToLowerInvariant() : RuleWords.Status(rule);
                page.Append(CultureInfo.InvariantCulture, $"| `{rule.Id}` | {level} | {rule.Field} | {rule.Text} | {rule.Advice} | {(rule.Source == 0 ? "" : rule.Source)} |\n");
            }
        }

        return page.ToString();
    }
}
