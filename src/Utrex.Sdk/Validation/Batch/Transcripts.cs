using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A transcript (ST) says of the student's exit, graduation and grades what the student records say.</summary>
internal sealed class Transcripts : BatchRule
{
    private static readonly RuleInfo NoChange = Rule("ST.1613");
    private static readonly RuleInfo HasExitDate = Rule("ST.1601");
    private static readonly RuleInfo NoExitDate = Rule("ST.1602");
    private static readonly RuleInfo HasGraduationDate = Rule("ST.1603");
    private static readonly RuleInfo HasDiploma = Rule("ST.1607");
    private static readonly RuleInfo HasGrade9Credits = Rule("ST.001w");
    private static readonly RuleInfo HasGrade10Credits = Rule("ST.1610");
    private static readonly RuleInfo HasGrade11Credits = Rule("ST.1611");
    private static readonly RuleInfo HasGrade12Credits = Rule("ST.1612");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var changes = index.Changes.ToLookup(change => change.Key.Placement, change => change.Key.Line);
        foreach (var transcript in index.Transcripts)
        {
            var key = transcript.Key;
            if (changes.Contains(key.Placement))
            {
                findings.Add(NoChange, key, key.Student, [changes[key.Placement].First()]);
            }

            if (index.FindStudent(key.Student) is { } student)
            {
                CheckExit(student, transcript, findings);
            }

            if (index.FindPlacement(key) is { } placement)
            {
                CheckGraduation(placement, transcript, findings);
                CheckCredits(index, placement, transcript, findings);
            }
        }
    }

    private static void CheckExit(Student student, in Transcript transcript, BatchFindings findings)
    {
        if (student.IsComplete && !student.IsOpen && transcript.ExitDate.IsBlank)
        {
            findings.Add(HasExitDate, transcript.Key);
        }

        if (!student.IsComplete && student.IsOpen && !transcript.ExitDate.IsBlank)
        {
            findings.Add(NoExitDate, transcript.Key, transcript.ExitDate);
        }
    }

    private static void CheckGraduation(Placement placement, in Transcript transcript, BatchFindings findings)
    {
        if (!transcript.HasGraduationDate && placement.HasCompletion(HasGraduationDate.Values))
        {
            findings.Add(HasGraduationDate, transcript.Key);
        }

        if (!transcript.HasDiploma && placement.HasCompletion(HasDiploma.Values))
        {
            findings.Add(HasDiploma, transcript.Key);
        }
    }

    private static void CheckCredits(BatchIndex index, Placement placement, in Transcript transcript, BatchFindings findings)
    {
        var grade = placement.Latest.Grade.Number;
        foreach (var (rule, isThere) in new[]
        {
            (HasGrade9Credits, transcript.HasGrade9Credits), (HasGrade10Credits, transcript.HasGrade10Credits), (HasGrade11Credits, transcript.HasGrade11Credits),
        })
        {
            if (grade > rule.Limit && !isThere)
            {
                findings.Add(rule, transcript.Key);
            }
        }

        if (grade == HasGrade12Credits.Limit && index.Context.Today > transcript.Graduation && !transcript.HasGrade12Credits)
        {
            findings.Add(HasGrade12Credits, transcript.Key);
        }
    }
}
