using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>Special education ends no later than the student's time in the school, nor than the last day of school.</summary>
internal sealed class SpecialEducationExits(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Latest { get; } = claims.Rule("S1.346");
    private RuleInfo Earlier { get; } = claims.Rule("S1.346w");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var placement in index.Placements)
        {
            var lastDay = index.FindSchool(placement.Key.School)?.LastDay;
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                if (!enrollment.SpecialEdExit.HasValue)
                {
                    continue;
                }

                // A student may come back after an earlier exit: only the end of the latest enrolment is the end.
                var isLatest = enrollment.Key.Line == placement.Latest.Key.Line;
                var left = isLatest && enrollment.Exit.HasValue ? enrollment.Exit.Value : isLatest ? null : placement.SureLastExit;
                if (enrollment.SpecialEdExit.Value > left || enrollment.SpecialEdExit.Value > lastDay)
                {
                    findings.Add(isLatest ? Latest : Earlier, enrollment.Key, enrollment.SpecialEdExit);
                }
            }
        }
    }
}
