using System.Numerics;
using Utrex.Cli.Reports;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reconciling;

/// <summary>What the state's workbook and a run of ours say of the same submission.</summary>
/// <param name="Id">The rule's id, or what the state calls it.</param>
/// <param name="Rule">The rule, or <see langword="null"/> where it is unknown.</param>
internal sealed record ReconciledRule(string Id, RuleInfo? Rule)
{
    /// <summary>Findings of both.</summary>
    public List<(StateFinding State, ReportRow Own)> Both { get; } = [];

    /// <summary>Findings that only the state has.</summary>
    public List<StateFinding> OnlyState { get; } = [];

    /// <summary>Findings that only we have.</summary>
    public List<ReportRow> OnlyOwn { get; } = [];

    /// <summary>Why the run did not evaluate the rule, so that nothing of it is compared; <see langword="null"/> where it did.</summary>
    public string? NotCompared { get; init; }

    /// <summary>How many of <see cref="Both"/> one side calls an error and the other a warning.</summary>
    public int OtherLevels => Both.Count(pair => pair.State.IsError != pair.Own.IsError);
}

/// <summary>Compares the state's findings with ours: rule by rule, each finding of one side with one of the other that no key speaks against.</summary>
internal static class Reconciliation
{
    /// <summary>Compares.</summary>
    /// <param name="state">The state's findings.</param>
    /// <param name="own">Ours.</param>
    /// <param name="notEvaluated">The rules that we did not evaluate.</param>
    public static IReadOnlyList<ReconciledRule> Of(IReadOnlyList<StateFinding> state, IReadOnlyList<ReportRow> own, IReadOnlyList<RuleNotEvaluated> notEvaluated)
    {
        var reasons = notEvaluated.GroupBy(entry => entry.Rule.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Reason, StringComparer.Ordinal);
        var (theirs, ours) = (state.ToLookup(finding => finding.Id, StringComparer.Ordinal), own.ToLookup(row => row.Rule.Id, StringComparer.Ordinal));
        return
        [
            .. theirs.Select(group => group.Key).Concat(ours.Select(group => group.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id =>
            {
                var rule = ours[id].FirstOrDefault()?.Rule ?? theirs[id].First().Rule;
                var reconciled = new ReconciledRule(id, rule) { NotCompared = ours[id].Any() ? null : reasons.GetValueOrDefault(id) };
                Pair([.. theirs[id]], [.. ours[id]], reconciled);
                return reconciled;
            }),
        ];
    }

    /// <summary>Those that tell more of themselves come first, so that one that tells little does not take their counterpart.</summary>
    private static void Pair(List<StateFinding> state, List<ReportRow> own, ReconciledRule rule)
    {
        var keys = own.Select(FindingKeys.Of).ToList();
        var taken = new bool[own.Count];
        var groups = Enumerable.Range(0, own.Count).GroupBy(i => Mask(keys[i])).OrderByDescending(group => BitOperations.PopCount(group.Key)).Select(group => (group.Key, Members: group.ToList())).ToList();
        var indexes = new Dictionary<uint, Dictionary<string, Queue<int>>>();
        var last = 0u;
        foreach (var finding in state.OrderByDescending(finding => BitOperations.PopCount(Mask(finding.Keys))).ThenBy(finding => Mask(finding.Keys)))
        {
            if (Mask(finding.Keys) != last)
            {
                // A workbook may leave any columns blank: what was indexed for others is not needed again.
                indexes.Clear();
                last = Mask(finding.Keys);
            }

            if (Find(finding) is { } match)
            {
                taken[match] = true;
                rule.Both.Add((finding, own[match]));
            }
            else
            {
                rule.OnlyState.Add(finding);
            }
        }

        rule.OnlyOwn.AddRange(own.Where((_, i) => !taken[i]));

        int? Find(StateFinding finding)
        {
            foreach (var (mask, members) in groups)
            {
                // Where the two have no key in common, nothing says that they are one.
                var common = mask & Mask(finding.Keys);
                if (common == 0 && (mask | Mask(finding.Keys)) != 0)
                {
                    continue;
                }

                if (!indexes.TryGetValue(mask, out var index))
                {
                    indexes[mask] = index = members.GroupBy(i => Text(keys[i], common), StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<int>(group), StringComparer.Ordinal);
                }

                if (index.TryGetValue(Text(finding.Keys, common), out var queue))
                {
                    while (queue.TryDequeue(out var i))
                    {
                        if (!taken[i])
                        {
                            return i;
                        }
                    }
                }
            }

            return null;
        }
    }

    private static uint Mask(string[] keys)
    {
        var mask = 0u;
        for (var i = 0; i < keys.Length; i++)
        {
            mask |= keys[i].Length > 0 ? 1u << i : 0;
        }

        return mask;
    }

    private static string Text(string[] keys, uint mask) => string.Join('\t', keys.Where((_, i) => (mask & (1u << i)) != 0));
}
