using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A YIC record (S3) fits the student's membership in the school, and the SCRAM and YIC records of the same time in all schools.</summary>
internal sealed class CareRecords(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo AgedOut { get; } = claims.Rule("S3.708");
    private RuleInfo SelfContained { get; } = claims.Rule("S3.712");
    private RuleInfo Resource { get; } = claims.Rule("S3.713");
    private RuleInfo ExcludedWithScram { get; } = claims.Rule("S3.720");
    private RuleInfo OnlyExcludedWithScram { get; } = claims.Rule("S3.721");
    private RuleInfo OneAtATime { get; } = claims.Rule("S3.X03");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        // Those of a student stand together.
        var student = default(TextId);
        var (scrams, isUnsure) = (new Timeline(), false);
        foreach (ref readonly var care in index.CareTable.All)
        {
            if (care.Key.Student.IsBlank)
            {
                continue;
            }

            if (care.Key.Student != student)
            {
                student = care.Key.Student;
                (scrams, isUnsure) = SelfContainedScrams(index, student);
                CheckSchools(index.CareTable.Of(student), findings);
            }

            CheckScram(scrams, isUnsure, care, findings);
            if (index.FindPlacement(care.Key) is { } placement)
            {
                CheckExit(index, placement, care, findings);
                CheckMembership(placement, care, findings);
            }
        }
    }

    /// <summary>The times of the self-contained SCRAM records, and whether there may be others: a time that is no code, a date that cannot be read.</summary>
    private static (Timeline Times, bool IsUnsure) SelfContainedScrams(BatchIndex index, TextId student)
    {
        List<Scram> scrams = [];
        var isUnsure = false;
        foreach (ref readonly var scram in index.ScramTable.Of(student))
        {
            isUnsure |= scram.HasTime && scram.Time.IsBlank;
            if (scram.Time == ScramTime.SelfContained)
            {
                scrams.Add(scram);
            }
        }

        var timeline = new Timeline();
        scrams.Sort(ServiceTable<Scram>.Order);
        foreach (var scram in scrams)
        {
            timeline.Add(scram.Entry, scram.Exit, scram.Key.Line);
        }

        return (timeline, isUnsure || timeline.IsUnsure);
    }

    /// <summary>A student is in youth in care in one school at a time.</summary>
    private void CheckSchools(ReadOnlySpan<YouthInCare> records, BatchFindings findings)
    {
        if (records[0].Key.School == records[^1].Key.School)
        {
            return;
        }

        var ordered = records.ToArray();
        Array.Sort(ordered, ServiceTable<YouthInCare>.Order);
        var earlier = new RivalTimeline();
        foreach (var care in ordered)
        {
            if (care.Key.School.IsBlank)
            {
                continue;
            }

            if (earlier.Sharing(care.Key.School, care.Entry, care.Exit) is { } overlapping)
            {
                findings.Add(OneAtATime, care.Key, care.Key.Student, [overlapping]);
            }

            earlier.Add(care.Key.School, care.Entry, care.Exit, care.Key.Line);
        }
    }

    private void CheckExit(BatchIndex index, Placement placement, in YouthInCare care, BatchFindings findings)
    {
        if (care.ExitReason == YicExitReason.ReachedMaximumAge && index.IsYearEnd(placement.Key.School) && !placement.HasCompletionIn(AgedOut.Values))
        {
            findings.Add(AgedOut, care.Key, care.ExitReason.Code, [placement.Latest.Key.Line]);
        }
    }

    private void CheckMembership(Placement placement, in YouthInCare care, BatchFindings findings)
    {
        if (care is { IsSelfContained: true, IsExcluded: false } && (placement.SchoolDays + placement.SelfContainedCareDays).Least > SelfContained.Limit)
        {
            findings.Add(SelfContained, care.Key, care.Membership);
        }

        if (care is { IsResource: true, IsExcluded: false } && placement.ResourceCareDays.Exceeds(placement.SchoolDays))
        {
            findings.Add(Resource, care.Key, care.Membership);
        }
    }

    private void CheckScram(Timeline scrams, bool isUnsure, in YouthInCare care, BatchFindings findings)
    {
        var overlapping = scrams.Sharing(care.Entry, care.Exit);
        if (care is { IsSelfContained: true, IsExcluded: false } && overlapping is { } line)
        {
            findings.Add(ExcludedWithScram, care.Key, care.Exclude, [line]);
        }

        if (care.IsExcluded && overlapping is null && care.Entry.HasValue && !care.Exit.IsMalformed && !isUnsure)
        {
            findings.Add(OnlyExcludedWithScram, care.Key, care.Exclude);
        }
    }
}
