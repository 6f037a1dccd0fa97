using System.Globalization;
using System.Text;
using Utrex.Cli.Rules;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Documentation;

/// <summary>docs/rules.md: the ledger. Each row of the error tables, how it is evaluated, and what breaks it.</summary>
internal static class RulesPage
{
    private const string Introduction = """
        Every row of the state's error tables, and every rule of ours, in the order of the specification. `utrex explain RULE` says what
        a rule demands and what to do about a finding.

        - **evaluated by**: the check of a single field, a *condition* over the fields of a record (both are data in `rules/*.json`), or
          the class in `src/Utrex.Sdk.Utah/Rules` that sees several records. `BatchValidator` follows the structure of the file.
        - **broken by**: `utrex sample --violate RULE` writes a batch that breaks this row and nothing else, or nothing but the rules
          named here, which cannot but break with it. `ViolationTests` does so for every row of the table, validates the batch and
          expects exactly that. `found` means that the change is searched for; `edits` that `samples/*.json` says what to change. Of Level 2
          the sample is a folder of batches, which `SubmissionSampleTests` loads into a store.
        """;

    /// <summary>The page as Markdown.</summary>
    public static string Write(SpecificationInfo specification)
    {
        var page = new StringBuilder();
        page.Append("# The rules\n\n");
        page.Append(CultureInfo.InvariantCulture, $"<!-- Generated from spec-schema/utah/{specification.SchoolYear}. Do not edit; see CONTRIBUTING.md. -->\n\n");
        page.Append(Introduction).Append("\n\n| record | implemented | inactive | waiting |\n|---|---:|---:|---:|\n");
        foreach (var group in Groups(specification))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {Title(specification, group.Key)} | {Count(group, RuleStatus.Implemented)} | {Count(group, RuleStatus.Inactive)} | {Count(group, RuleStatus.Pending)} |\n");
        }

        foreach (var group in Groups(specification))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Title(specification, group.Key)}\n\n| rule | level | field | status | evaluated by | broken by | line |\n|---|---|---|---|---|---|---:|\n");
            foreach (var rule in group)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{rule.Id}` | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Field} | {Status(rule)} | {rule.Implementation} | {BrokenBy(rule)} | {(rule.Source == 0 ? "" : rule.Source)} |\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<IGrouping<string, RuleInfo>> Groups(SpecificationInfo specification) => specification.EveryRule.GroupBy(rule => rule.Record, StringComparer.Ordinal);

    private static int Count(IEnumerable<RuleInfo> rules, RuleStatus status) => rules.Count(rule => rule.Status == status);

    private static string Title(SpecificationInfo specification, string id) =>
        specification.FindRecord(id) is { } record ? $"{id} {record.Name}" : id switch { "L2" => "Level 2 exceptions", _ => "The file" };

    private static string Status(RuleInfo rule) => rule.Status switch
    {
        RuleStatus.Implemented => "implemented",
        RuleStatus.Inactive => $"{RuleWords.Status(rule)}. {rule.Note}",
        _ => RuleWords.Status(rule),
    };

    private static string BrokenBy(RuleInfo rule)
    {
        if (rule.Status != RuleStatus.Implemented || RuleRows.IsOfTool(rule))
        {
            return "";
        }

        var violation = Violation.Of(rule);
        return (violation.Edits.Count + violation.ReferenceEdits.Count > 0 ? "edits" : "found")
            + string.Concat(violation.Others.Select(other => other.Lea is null ? ", with a batch of an earlier year" : ", with a batch of another LEA"))
            + (violation.NeedsYearEnd ? " at year end" : "")
            + (violation.With.Count == 0 ? "" : ", with " + string.Join(", ", violation.With));
    }
}
