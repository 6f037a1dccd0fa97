using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>A student who was submitted before keeps the SSID.</summary>
internal sealed class NewSsids(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo IsNew { get; } = claims.Rule("L2.02");

    public override HistoryKind Kind => HistoryKind.Person;

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        // Once for each LEA and SSID: on the LEA's first record of the student.
        foreach (var records in history.EnrollmentsOf(scope.SchoolYear).GroupBy(record => (record.Lea, Number(record))))
        {
            var others = history.Enrollments.Concat(history.Changes).Where(other => IsBefore(other, records.Key.Item2, scope.SchoolYear)).ToList();
            if (others.Count > 0)
            {
                var first = records.Aggregate((one, other) => HistoryRecord.CompareByEntry(one, other) <= 0 ? one : other);
                others.Sort(HistoryRecord.CompareByPlace);
                findings.Add(IsNew, history, first, nameof(StudentRecord.StatewideStudentId), first.Ssid, others: others[0]);
            }
        }
    }

    /// <summary>Whether another SSID is older: it was submitted in an earlier year, or in this one and is lower.</summary>
    private static bool IsBefore(Enrollment other, ulong number, int schoolYear) =>
        Number(other) != number && (other.SchoolYear < schoolYear || Number(other) < number);

    private static ulong Number(Enrollment record) => record.SsidNumber ?? 0;
}
