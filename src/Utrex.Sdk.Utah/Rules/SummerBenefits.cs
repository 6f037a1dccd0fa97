using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A student with a Summer EBT record (S5) is enrolled in the school, eligible, and can be reached; at year end each who is eligible has one.</summary>
internal sealed class SummerBenefits(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo IsEnrolled { get; } = claims.Rule("S5.X09");
    private RuleInfo IsEligible { get; } = claims.Rule("S5.X10");
    private RuleInfo CanBeReached { get; } = claims.Rule("S5.X11");
    private RuleInfo HasBenefit { get; } = claims.Rule("S1.X61");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (ref readonly var benefit in index.SummerBenefits)
        {
            var key = benefit.Key;
            if (key.Student.IsBlank || key.School.IsBlank)
            {
                continue;
            }

            if (index.FindPlacement(key) is not { } placement)
            {
                findings.Add(IsEnrolled, key, key.Student);
                continue;
            }

            ref readonly var enrollment = ref placement.Latest;
            if (!IsEligible.Values.Lists(enrollment.Economic.Code))
            {
                findings.Add(IsEligible, key, key.Student, [enrollment.Key.Line]);
            }

            if (!enrollment.HasMailingAddress || !enrollment.HasParents)
            {
                findings.Add(CanBeReached, key, key.Student, [enrollment.Key.Line]);
            }
        }

        if (index.SummerBenefits.Count > 0)
        {
            CheckStudents(index, findings);
        }
    }

    private void CheckStudents(BatchIndex index, BatchFindings findings)
    {
        var students = new TextSet(index.Texts);
        foreach (ref readonly var benefit in index.SummerBenefits)
        {
            students.Add(benefit.Key.Student);
        }

        foreach (var student in index.Students)
        {
            ref readonly var enrollment = ref student.Latest;
            var isExpected = enrollment.MembershipCode.IsBlank && HasBenefit.Values.Lists(enrollment.Economic.Code);
            if (isExpected && !students.Contains(student.Number) && index.IsYearEnd(enrollment.Key.School))
            {
                findings.Add(HasBenefit, enrollment.Key, enrollment.Economic.Code);
            }
        }
    }
}
