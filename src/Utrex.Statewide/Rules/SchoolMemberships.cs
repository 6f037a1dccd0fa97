using System.Globalization;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>All LEAs together claim no more days of a student than the student may have.</summary>
internal sealed class SchoolMemberships(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo TooLong { get; } = claims.Rule("L2.03");

    public override string? Remark(RuleScope scope) => scope.Registers.HasApprovedSchedules ? null
        : $"{TooLong.Id} takes no schedule for approved under board rule R277-419: there is no REF_SCHOOL_LEA.csv with the column APPROVED_SCHEDULE";

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        if (OverLimit(history, scope) is not { } membership)
        {
            return;
        }

        foreach (var claim in membership.Claims)
        {
            var value = claim.Last.Membership?.ToString("0.###", CultureInfo.InvariantCulture);
            findings.Add(TooLong, history, claim.Last, nameof(StudentRecord.SchoolMembership), value, others: [.. membership.Claims.Where(other => other != claim).Select(other => other.Last)]);
        }
    }

    /// <summary>The membership of a student who has more days than the rule allows.</summary>
    public StudentMembership? OverLimit(StudentHistory history, RuleScope scope) =>
        TooLong is { Limit: { } days, Step: { } more } ? StudentMembership.OverLimit(history, scope, days, more) : null;
}
