using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>A child is in the kindergarten of one LEA at a time.</summary>
internal sealed class DualKindergartens(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo Short { get; } = claims.Rule("L2.11");
    private RuleInfo Long { get; } = claims.Rule("L2.12");

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        var records = history.Enrollments.FindAll(record => record.SchoolYear == scope.SchoolYear && record.Grade == GradeLevel.Kindergarten);
        records.Sort(HistoryRecord.CompareByEntry);
        for (var later = 1; later < records.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (string.Equals(records[later].Lea, records[earlier].Lea, StringComparison.Ordinal) || records[later].Overlap(records[earlier]) is not var (first, end))
                {
                    continue;
                }

                var days = Math.Min(end.DayNumber, scope.Today.DayNumber + 1) - first.DayNumber;
                if (days > 0)
                {
                    findings.Add(days >= Long.Limit ? Long : Short, history, records[later], nameof(StudentRecord.EntryDate), records[later].EntryText, others: records[earlier]);
                }
            }
        }
    }
}
