using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>
/// Rules that are to be broken in one batch. Each takes records that no other has, so that their order does not matter; those that
/// change the batch as a whole come last. The outcome breaks the rules and those that cannot but break with them, and no other.
/// </summary>
internal sealed class ViolationSet
{
    private readonly List<Item> _items;
    private readonly HashSet<string> _allowed;

    /// <summary>Rules to break.</summary>
    public ViolationSet(IEnumerable<RuleInfo> rules)
    {
        _items =
        [
            .. rules.Distinct().Select(rule => (Rule: rule, Violation: Violation.Of(rule)))
                .OrderBy(item => item.Violation.Reach(item.Rule)).ThenBy(item => item.Rule.Record, StringComparer.Ordinal).ThenBy(item => item.Rule.Order)
                .Select((item, i) => new Item(item.Rule, item.Violation, i)),
        ];
        _allowed = _items.SelectMany(item => item.Violation.With.Append(item.Rule.Id)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Breaks the rules in a sample.</summary>
    /// <returns>The batch, or why there is none.</returns>
    public (Composition? Composition, ViolationFailure? Failure) Compose(CleanSample sample)
    {
        List<Item> order = [.. _items];
        var promoted = new HashSet<Item>();
        while (true)
        {
            var (composition, failed, failure) = Compose(sample, order);
            if (composition is not null || failed is null || !promoted.Add(failed))
            {
                return (composition, failure);
            }

            // What others leave no room for goes before them.
            order.Remove(failed);
            order.Insert(0, failed);
        }
    }

    private (Composition? Composition, Item? Failed, ViolationFailure? Failure) Compose(CleanSample sample, List<Item> order)
    {
        var composition = new Composition(sample, new BatchChanges(), []);
        var claims = new Claims();
        var broken = new List<Item>();
        foreach (var item in order)
        {
            var (next, failure) = Break(composition, item, claims, broken);
            if (next is null && !claims.IsEmpty)
            {
                // Where nothing is free that fits, it shares.
                (next, _) = Break(composition, item, new Claims(), broken);
            }

            if (next is null)
            {
                return (null, item, failure);
            }

            claims.Add(Extract.Of(next.Sample.Records, next.Changes, composition.Changes));
            composition = next;
            broken.Add(item);
        }

        if (order.Count < 2)
        {
            return (composition, null, null);
        }

        var whole = Judge(composition, Extract.Of(composition.Sample.Records, composition.Changes), order);
        return whole is null ? (composition, null, null) : (null, order.Find(item => item.Rule == whole.Rule), whole);
    }

    /// <summary>Breaks one more rule: in the batch as it is if it can, or else with spare records.</summary>
    private (Composition? Composition, ViolationFailure? Failure) Break(Composition before, Item item, Claims claims, IReadOnlyList<Item> broken)
    {
        if (item.Violation.NeedsYearEnd && !before.Sample.Calendar.IsYearEnd)
        {
            return (null, new ViolationFailure(item.Rule, [], ViolationObstacle.Day));
        }

        var failure = new ViolationFailure(item.Rule, [], ViolationObstacle.NothingFits);
        var sample = before.Sample;
        for (var part = 0; part < sample.Parts || sample.Larger is not null; part++)
        {
            sample = part < sample.Parts ? sample : sample.Larger!;
            Composition? result = null;
            var values = new EditValues(sample, item.Ordinal);
            bool Accepts(BatchChanges changes, EditValues filled)
            {
                var next = before.After(sample, changes, item.Violation, filled);
                var extract = Extract.Of(sample.Records, next.Changes, before.Changes);
                var trial = extract.IsWhole ? Judge(next, Extract.Of(sample.Records, next.Changes), [item, .. broken]) : Judge(next, extract, [item]);
                if (trial is not null && (failure.Obstacle == ViolationObstacle.NothingFits || trial.Others.Count < failure.Others.Count))
                {
                    failure = trial;
                }

                result = trial is null ? next : null;
                return trial is null;
            }

            var isBroken = item.Violation.IsSpelledOut
                ? new BatchEditor(sample, part, claims, Accepts).Apply(item.Violation.Edits, before.Changes, values)
                : new ViolationSearch(sample, part, claims, Accepts).Apply(item.Rule, item.Violation, before.Changes, values);
            if (isBroken)
            {
                return (result, null);
            }

            if (failure.Obstacle == ViolationObstacle.Findings && item.Violation.Reach(item.Rule) == ViolationReach.Batch)
            {
                // What changes the whole batch has no use for more students.
                break;
            }
        }

        return (null, failure);
    }

    /// <summary>Whether findings are those of the rules; otherwise, what is wrong.</summary>
    public ViolationFailure? Judge(IReadOnlyList<Finding> findings) => Judge(findings, _items);

    private ViolationFailure? Judge(Composition composition, Extract extract, IReadOnlyList<Item> items) =>
        Judge(composition.Validate(extract, includesCascades: items.Any(item => item.Rule.DependsOn is not null)), items);

    private ViolationFailure? Judge(IReadOnlyList<Finding> findings, IReadOnlyList<Item> items)
    {
        var rules = findings.Select(finding => finding.Rule).ToHashSet();
        var ids = rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var others = findings.Where(finding => finding.CausedBy is null && !_allowed.Contains(finding.Rule.Id)).Select(finding => finding.Rule.Id).Distinct(StringComparer.Ordinal).ToList();
        var missing = items.FirstOrDefault(item => !rules.Contains(item.Rule) || !item.Violation.With.All(ids.Contains));
        return missing is null && others.Count == 0 ? null : new ViolationFailure(missing?.Rule, others, ViolationObstacle.Findings);
    }

    private sealed record Item(RuleInfo Rule, Violation Violation, int Ordinal);
}
