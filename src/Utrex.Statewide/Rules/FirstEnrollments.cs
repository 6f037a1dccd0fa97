using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>The first enrollment in the United States lies between the birth of the student and the first enrollment in Utah.</summary>
internal sealed class FirstEnrollments(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo InLife { get; } = claims.Rule("L2.08");

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        foreach (var record in history.EnrollmentsOf(scope.SchoolYear))
        {
            if (record.FirstEnrollInUS is not { } first)
            {
                continue;
            }

            var value = HistoryRecord.TextOf(first);
            if (first < record.BirthDate)
            {
                findings.Add(InLife, history, record, nameof(StudentRecord.FirstEnrollInUS), value);
            }
            else if (Earliest(history) is { } earliest && first > earliest.Entry)
            {
                HistoryRecord[] others = record.Entry == earliest.Entry ? [] : [earliest];
                findings.Add(InLife, history, record, nameof(StudentRecord.FirstEnrollInUS), value, others: others);
            }
        }
    }

    private static Enrollment? Earliest(StudentHistory history)
    {
        Enrollment? earliest = null;
        foreach (var record in history.Enrollments)
        {
            if (record.Entry is not null && (earliest is null || record.Entry < earliest.Entry))
            {
                earliest = record;
            }
        }

        return earliest;
    }
}
