using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A YIC record (S3) fits the student's membership in the school, and the SCRAM records of the same time.</summary>
internal sealed class CareRecords : BatchRule
{
    private static readonly RuleInfo AgedOut = Rule("S3.708");
    private static readonly RuleInfo SelfContained = Rule("S3.712");
    private static readonly RuleInfo Resource = Rule("S3.713");
    private static readonly RuleInfo ExcludedWithScram = Rule("S3.720");
    private static readonly RuleInfo OnlyExcludedWithScram = Rule("S3.721");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var placement in index.Placements)
        {
            foreach (var care in placement.Care)
            {
                CheckExit(index, placement, care, findings);
                CheckMembership(placement, care, findings);
                CheckScram(index, care, findings);
            }
        }
    }

    private static void CheckExit(BatchIndex index, Placement placement, YouthInCare care, BatchFindings findings)
    {
        ref readonly var enrollment = ref placement.Latest;
        if (care.ExitReason == YicExitReason.ReachedMaximumAge && index.IsYearEnd(placement.Key.School) && enrollment.Completion != HighSchoolCompletionStatus.AgedOutOfSpecialEducation)
        {
            findings.Add(AgedOut, care.Key, care.ExitReason.Code, [enrollment.Key.Line]);
        }
    }

    private static void CheckMembership(Placement placement, YouthInCare care, BatchFindings findings)
    {
        if (care.Time == YicTime.SelfContained && !care.IsExcluded && placement.SchoolDays + placement.SelfContainedCareDays > SelfContained.Limit)
        {
            findings.Add(SelfContained, care.Key, care.Membership);
        }

        if (!care.Time.IsBlank && care.Time != YicTime.SelfContained && placement.ResourceCareDays > placement.SchoolDays)
        {
            findings.Add(Resource, care.Key, care.Membership);
        }
    }

    private static void CheckScram(BatchIndex index, YouthInCare care, BatchFindings findings)
    {
        var overlapping = index.FindStudent(care.Key.Student)!.SelfContainedScrams.Sharing(care.Entry, care.Exit);
        if (care.Time == YicTime.SelfContained && !care.IsExcluded && overlapping is { } line)
        {
            findings.Add(ExcludedWithScram, care.Key, default(TextId), [line]);
        }

        if (care.IsExcluded && overlapping is null)
        {
            findings.Add(OnlyExcludedWithScram, care.Key, OnlyExcludedWithScram.Values[0]);
        }
    }
}
