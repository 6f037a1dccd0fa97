using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>One school at a time holds the IEP of a student.</summary>
internal sealed class DualScrams(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo Young { get; } = claims.Rule("L2.06");
    private RuleInfo Old { get; } = claims.Rule("L2.07");

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        var open = history.Scrams.FindAll(scram => scram.SchoolYear == scope.SchoolYear && scram is { Entry: not null, Exit: null });
        open.Sort(Compare);
        for (var later = 1; later < open.Count; later++)
        {
            // Day 1 is the first on which both are open.
            var days = scope.Today.DayNumber - open[later].Entry!.Value.DayNumber + 1;
            for (var earlier = 0; earlier < later && days > 0; earlier++)
            {
                if (!open[later].IsInSchoolOf(open[earlier]))
                {
                    findings.Add(days >= Old.Limit ? Old : Young, history, open[later], nameof(ScramRecord.ScramEntryDate), open[later].EntryText, others: open[earlier]);
                }
            }
        }
    }

    /// <summary>By entry date, then LEA, then school.</summary>
    private static int Compare(Scram one, Scram other)
    {
        var order = Nullable.Compare(one.Entry, other.Entry);
        order = order != 0 ? order : string.CompareOrdinal(one.Lea, other.Lea);
        order = order != 0 ? order : string.CompareOrdinal(one.School, other.School);
        return order != 0 ? order : one.Line.CompareTo(other.Line);
    }
}
