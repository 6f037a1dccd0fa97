using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>The school of record sends the transcripts (ST, TA, TC, TG) of its high school students, and no other school does.</summary>
internal sealed class TranscriptSchools(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo Transcript { get; } = claims.Rule("ST.X01");
    private RuleInfo Test { get; } = claims.Rule("TA.X01");
    private RuleInfo Course { get; } = claims.Rule("TC.X02");
    private RuleInfo Grade { get; } = claims.Rule("TG.X02");
    private RuleInfo HasTranscript { get; } = claims.Rule("S1.X62");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        Check(index, Transcript, index.Transcripts, findings);
        Check(index, Test, index.TranscriptTests, findings);
        Check(index, Course, index.TranscriptCourses, findings);
        Check(index, Grade, index.TranscriptGrades, findings);
        if (index.Transcripts.Count > 0)
        {
            CheckStudents(index, findings);
        }
    }

    private static void Check<T>(BatchIndex index, RuleInfo rule, Rows<T> records, BatchFindings findings)
        where T : struct, IEntry
    {
        // Those of a student mostly stand together.
        var last = default((TextId, TextId));
        var isOther = false;
        foreach (ref readonly var record in records)
        {
            var key = record.Key;
            if (key.Placement != last)
            {
                last = key.Placement;
                isOther = index.FindPlacement(key) is { } placement && !IsOfRecord(placement);
            }

            if (isOther)
            {
                findings.Add(rule, key, key.School);
            }
        }
    }

    /// <summary>A student who is in high school has a transcript.</summary>
    private void CheckStudents(BatchIndex index, BatchFindings findings)
    {
        var students = new TextSet(index.Texts);
        foreach (ref readonly var transcript in index.Transcripts)
        {
            students.Add(transcript.Key.Student);
        }

        foreach (var student in index.Students)
        {
            Placement? expected = null;
            foreach (var placement in student.Placements)
            {
                if (placement is { IsHighSchool: true, IsOpen: true } && IsOfRecord(placement))
                {
                    expected = expected is not { } other || placement.Latest.Key.Line > other.Latest.Key.Line ? placement : expected;
                }
            }

            if (expected is { } school && !students.Contains(student.Number))
            {
                findings.Add(HasTranscript, school.Key, student.Number);
            }
        }
    }

    /// <summary>Whether an enrolment in the school leaves open that it is the student's school of record.</summary>
    private static bool IsOfRecord(Placement placement)
    {
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            if (!enrollment.IsNotSchoolOfRecord)
            {
                return true;
            }
        }

        return false;
    }
}
