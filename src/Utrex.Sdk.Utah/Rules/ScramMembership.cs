using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>The days of a SCRAM record (S2) go with the student's membership in the school.</summary>
internal sealed class ScramMembership(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo SomeAtYearEnd { get; } = claims.Rule("S2.614");
    private RuleInfo NoneOutside { get; } = claims.Rule("S2.615");
    private RuleInfo SelfContained { get; } = claims.Rule("S2.617");
    private RuleInfo Resource { get; } = claims.Rule("S2.618");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var placement in index.Placements)
        {
            foreach (ref readonly var scram in placement.Scrams)
            {
                var days = Scalars.Integer(index.Texts[scram.Membership]);
                var isOutside = !placement.Latest.MembershipCode.IsBlank;
                if (days is { HasValue: true, Value: 0 } && !isOutside && placement.Latest.IsMembershipReadable && index.IsYearEnd(placement.Key.School))
                {
                    findings.Add(SomeAtYearEnd, scram.Key, scram.Membership);
                }

                if (days is { HasValue: true, Value: > 0 } && isOutside)
                {
                    findings.Add(NoneOutside, scram.Key, scram.Membership);
                }

                if (placement.IsSelfContained(scram) && (placement.SchoolDays + placement.SelfContainedScramDays).Least > SelfContained.Limit)
                {
                    findings.Add(SelfContained, scram.Key, scram.Membership);
                }

                if (Placement.IsResource(scram) && placement.ResourceScramDays.Exceeds(placement.SchoolDays + placement.SelfContainedCareDays))
                {
                    findings.Add(Resource, scram.Key, scram.Membership);
                }
            }
        }
    }
}
