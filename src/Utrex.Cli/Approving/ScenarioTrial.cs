using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>Changes of a scenario that are tried together: those stay with which every submission still validates clean.</summary>
/// <param name="scenario">The scenario.</param>
internal sealed class ScenarioTrial(KitScenario scenario)
{
    /// <summary>Whose record it is: a student's, or its own.</summary>
    public static string OwnerOf(EditableRecord record) =>
        record.Info.FindKey(FieldKey.Student) is { } student && record[student].Length > 0 ? "student " + record[student] : KeyOf(record);

    /// <summary>Takes back the changes that findings are about, until there is no finding.</summary>
    /// <param name="changes">The changes, which are made already: the record of each, and what takes it back and is told the rules that object.</param>
    public void Keep(IEnumerable<(EditableRecord Record, Action<IReadOnlyCollection<RuleInfo>> Revert)> changes)
    {
        var left = changes.ToList();
        while (left.Count > 0 && Blamed() is { } blamed)
        {
            var wrong = left.Where(change => blamed.ContainsKey(OwnerOf(change.Record)) || blamed.ContainsKey(KeyOf(change.Record))).ToList();
            wrong = wrong.Count > 0 ? wrong : [.. left];
            wrong.ForEach(change => change.Revert([.. blamed.GetValueOrDefault(OwnerOf(change.Record)) ?? [], .. blamed.GetValueOrDefault(KeyOf(change.Record)) ?? []]));
            left.RemoveAll(wrong.Contains);
        }
    }

    /// <summary>What tells a record from others of its type.</summary>
    private static string KeyOf(EditableRecord record) =>
        string.Join('\t', record.Info.Fields.Where(field => field.Key != FieldKey.None).Select(field => record[field]).Prepend(record.Info.Id));

    /// <summary>The records that findings are about, their owners, and the rules; <see langword="null"/> where there is no finding.</summary>
    private Dictionary<string, HashSet<RuleInfo>>? Blamed()
    {
        Dictionary<string, HashSet<RuleInfo>>? blamed = null;
        foreach (var (batch, finding) in scenario.Findings())
        {
            blamed ??= new Dictionary<string, HashSet<RuleInfo>>(StringComparer.Ordinal);
            foreach (var line in finding.Related.Append(finding.Line).Append(finding.CausedBy ?? finding.Line))
            {
                Blame(OwnerOf(batch.Records[line - 1]), finding.Rule);
                Blame(KeyOf(batch.Records[line - 1]), finding.Rule);
            }
        }

        return blamed;

        void Blame(string record, RuleInfo rule)
        {
            if (!blamed.TryGetValue(record, out var rules))
            {
                blamed[record] = rules = [];
            }

            rules.Add(rule);
        }
    }
}
