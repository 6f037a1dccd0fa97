using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A student with a Summer EBT record (S5) is enrolled in the school, eligible, and can be reached.</summary>
internal sealed class SummerBenefits : BatchRule
{
    private static readonly RuleInfo IsEnrolled = Rule("S5.X09");
    private static readonly RuleInfo IsEligible = Rule("S5.X10");
    private static readonly RuleInfo CanBeReached = Rule("S5.X11");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var benefit in index.SummerBenefits)
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
            if (!IsEligible.Values.Contains(enrollment.Economic.Code, StringComparer.Ordinal))
            {
                findings.Add(IsEligible, key, key.Student, [enrollment.Key.Line]);
            }

            if (!enrollment.HasMailingAddress || !enrollment.HasParents)
            {
                findings.Add(CanBeReached, key, key.Student, [enrollment.Key.Line]);
            }
        }
    }
}
