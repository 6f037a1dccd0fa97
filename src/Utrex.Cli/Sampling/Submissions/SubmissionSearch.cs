using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>
/// Breaks a Level 2 rule in the batches of a sample: takes a student with whom all that the violation says works out, batch after batch, and
/// with whom Level 1 has nothing to say of any of them.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="ordinal">Its number among the rules that are broken, from 0.</param>
/// <param name="claims">What belongs to other violations.</param>
/// <param name="accepts">Whether the batches are what was wanted; otherwise, why not.</param>
internal sealed class SubmissionSearch(RuleInfo rule, int ordinal, Claims claims, Func<SubmissionSet, string?> accepts)
{
    private readonly Violation _violation = Violation.Of(rule);
    private SubmissionSet? _found;

    /// <summary>Why nothing was found, for people.</summary>
    public string Obstacle { get; private set; } = $"no student fits what {rule.Id} needs";

    /// <summary>The batches that break the rule too; spare students come into them where no other fits.</summary>
    public SubmissionSet? Break(SubmissionSet before)
    {
        var sample = before.Sample;
        for (var part = 0; part < sample.Parts || sample.Larger is not null; part++)
        {
            sample = part < sample.Parts ? sample : sample.Larger!;
            if (Apply(before with { Sample = sample }, part, batch: -1, new EditValues(sample, ordinal)))
            {
                return _found;
            }
        }

        return null;
    }

    /// <summary>Does the edits of a batch, and then those of the others: -1 is the sample's own.</summary>
    private bool Apply(SubmissionSet set, int part, int batch, EditValues values)
    {
        if (batch == _violation.Others.Count)
        {
            return Judge(set with { ReferenceEdits = set.ReferenceEdits.AddRange(_violation.ReferenceEdits.Select(edit => (edit, values))) });
        }

        var (key, edits) = batch < 0 ? (set.Own, _violation.Edits) : (KeyOf(_violation.Others[batch], set.Own, values), _violation.Others[batch].Edits);
        return new BatchEditor(set.Sample, part, claims, (changes, filled) => Apply(set.With(key, changes), part, batch + 1, filled)).Apply(edits, set.ChangesOf(key), values);
    }

    private static SubmissionKey KeyOf(OtherBatch batch, SubmissionKey own, EditValues values) => new(batch.Lea is null ? own.Lea : values.Fill(batch.Lea), own.SchoolYear - batch.YearsBefore);

    private bool Judge(SubmissionSet set)
    {
        Obstacle = accepts(set) ?? "";
        _found = Obstacle.Length == 0 ? set : null;
        return _found is not null;
    }
}
