using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A YIC record (S3) fits the student's enrolment and membership in the school, and the SCRAM records of the same time.</summary>
internal sealed class CareRecords : BatchRule
{
    private static readonly RuleInfo NoOverlap = Rule("S3.702");
    private static readonly RuleInfo BeginsAfterEntry = Rule("S3.714");
    private static readonly RuleInfo BeginsBeforeExit = Rule("S3.703");
    private static readonly RuleInfo EndsWithEnrollment = Rule("S3.715");
    private static readonly RuleInfo AgedOut = Rule("S3.708");
    private static readonly RuleInfo SelfContained = Rule("S3.712");
    private static readonly RuleInfo Resource = Rule("S3.713");
    private static readonly RuleInfo ExcludedWithScram = Rule("S3.720");
    private static readonly RuleInfo OnlyExcludedWithScram = Rule("S3.721");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var placement in index.Placements)
        {
            for (var i = 0; i < placement.Care.Count; i++)
            {
                var care = placement.Care[i];
                var overlapping = placement.Care.Take(i).Where(earlier => Spans.BeginsWithin(care.Entry, earlier.Entry, earlier.Exit)).Select(earlier => earlier.Key.Line).ToArray();
                if (overlapping.Length > 0)
                {
                    findings.Add(NoOverlap, care.Key, care.Key.Student, overlapping);
                }

                CheckDates(index, placement, care, findings);
                CheckMembership(placement, care, findings);
                CheckScram(index, care, findings);
            }
        }
    }

    private static void CheckDates(BatchIndex index, Placement placement, YouthInCare care, BatchFindings findings)
    {
        ref readonly var enrollment = ref placement.Latest;
        if (care.Entry.HasValue && care.Entry.Value < placement.FirstEntry)
        {
            findings.Add(BeginsAfterEntry, care.Key, care.Key.EntryDate);
        }

        if (care.Entry.HasValue && enrollment.Exit.HasValue && care.Entry.Value >= enrollment.Exit.Value)
        {
            findings.Add(BeginsBeforeExit, care.Key, care.Key.EntryDate);
        }

        if (Spans.Outlasts(care.Exit, enrollment.Exit, EndsWithEnrollment.Limit ?? 0))
        {
            findings.Add(EndsWithEnrollment, care.Key, Text(care.Exit));
        }

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
        var overlapping = index.FindStudent(care.Key.Student)!.Scrams
            .Where(scram => scram.Time == ScramTime.SelfContained && Spans.Share(care.Entry, care.Exit, scram.Entry, scram.Exit))
            .Select(scram => scram.Key.Line)
            .ToArray();
        if (care.Time == YicTime.SelfContained && !care.IsExcluded && overlapping.Length > 0)
        {
            findings.Add(ExcludedWithScram, care.Key, default(TextId), overlapping);
        }

        if (care.IsExcluded && overlapping.Length == 0)
        {
            findings.Add(OnlyExcludedWithScram, care.Key, OnlyExcludedWithScram.Values[0]);
        }
    }

    private static string Text(FieldValue<DateOnly> day) => day.HasValue ? day.Value.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture) : "";
}
