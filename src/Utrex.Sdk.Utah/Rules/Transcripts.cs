using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>A transcript (ST) says of the student's exit, graduation and grades what the student records say.</summary>
internal sealed class Transcripts(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo NoChange { get; } = claims.Rule("ST.1613");
    private RuleInfo Unique { get; } = claims.Rule("ST.X10");
    private RuleInfo HasExitDate { get; } = claims.Rule("ST.1601");
    private RuleInfo NoExitDate { get; } = claims.Rule("ST.1602");
    private RuleInfo LastExitDate { get; } = claims.Rule("ST.X03");
    private RuleInfo HasGraduationDate { get; } = claims.Rule("ST.1603");
    private RuleInfo HasDiploma { get; } = claims.Rule("ST.1607");
    private RuleInfo HasAlternateGraduationDate { get; } = claims.Rule("ST.X04");
    private RuleInfo HasAlternateDiploma { get; } = claims.Rule("ST.X05");
    private RuleInfo HasGrade9Credits { get; } = claims.Rule("ST.001w");
    private RuleInfo HasGrade10Credits { get; } = claims.Rule("ST.1610");
    private RuleInfo HasGrade11Credits { get; } = claims.Rule("ST.1611");
    private RuleInfo HasGrade12Credits { get; } = claims.Rule("ST.1612");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        using var changes = new TextTable(index.Texts);
        foreach (ref readonly var change in index.Changes)
        {
            changes.TryAdd(change.Key.Student, change.Key.Line);
        }

        var first = new PairTable(index.Transcripts.Count);
        foreach (ref readonly var transcript in index.Transcripts)
        {
            var key = transcript.Key;
            if (key.Student.IsBlank)
            {
                continue;
            }

            if (changes.Find(key.Student) is { } changed)
            {
                findings.Add(NoChange, key, key.Student, [changed]);
            }

            if (!key.School.IsBlank && first.TryAdd(key.Student, key.School, key.Line) is var earlier && earlier != key.Line)
            {
                findings.Add(Unique, key, key.Student, [earlier]);
            }

            if (index.FindStudent(key.Student) is { } student)
            {
                CheckExit(student, transcript, findings);
            }

            if (index.FindPlacement(key) is { } placement)
            {
                CheckLastExit(index, placement, transcript, findings);
                CheckGraduation(placement, transcript, findings);
                CheckCredits(index, placement, transcript, findings);
            }
        }
    }

    private void CheckExit(Student student, in Transcript transcript, BatchFindings findings)
    {
        var isComplete = student.HasCompletion;
        if (isComplete && !student.IsOpen && transcript.ExitDate.IsBlank)
        {
            findings.Add(HasExitDate, transcript.Key);
        }

        if (!isComplete && student.IsOpen && !transcript.ExitDate.IsBlank)
        {
            findings.Add(NoExitDate, transcript.Key, transcript.ExitDate);
        }
    }

    private void CheckLastExit(BatchIndex index, Placement placement, in Transcript transcript, BatchFindings findings)
    {
        if (index.Date(transcript.ExitDate) is { HasValue: true } exit && placement.SureLastExit is { } last && exit.Value != last)
        {
            findings.Add(LastExitDate, transcript.Key, transcript.ExitDate, [placement.Latest.Key.Line]);
        }
    }

    private void CheckGraduation(Placement placement, in Transcript transcript, BatchFindings findings)
    {
        if (!transcript.HasGraduationDate && RuleOf(placement, HasGraduationDate, HasAlternateGraduationDate) is { } dateRule)
        {
            findings.Add(dateRule, transcript.Key);
        }

        if (!transcript.HasDiploma && RuleOf(placement, HasDiploma, HasAlternateDiploma) is { } diplomaRule)
        {
            findings.Add(diplomaRule, transcript.Key);
        }
    }

    /// <summary>The rule for the student's way of graduation: that of the error table, or that of the description, which knows one more.</summary>
    private static RuleInfo? RuleOf(Placement placement, RuleInfo row, RuleInfo description) =>
        placement.HasCompletionIn(row.Values) ? row : placement.HasCompletionIn(description.Values) ? description : null;

    private void CheckCredits(BatchIndex index, Placement placement, in Transcript transcript, BatchFindings findings)
    {
        var grade = placement.Latest.Grade.Number;
        CheckCredits(HasGrade9Credits, transcript.HasGrade9Credits, grade, transcript.Key, findings);
        CheckCredits(HasGrade10Credits, transcript.HasGrade10Credits, grade, transcript.Key, findings);
        CheckCredits(HasGrade11Credits, transcript.HasGrade11Credits, grade, transcript.Key, findings);

        if (grade == HasGrade12Credits.Limit && index.Context.Today > transcript.Graduation && !transcript.HasGrade12Credits)
        {
            findings.Add(HasGrade12Credits, transcript.Key);
        }
    }

    private static void CheckCredits(RuleInfo rule, bool isThere, int? grade, in RecordKey key, BatchFindings findings)
    {
        if (grade > rule.Limit && !isThere)
        {
            findings.Add(rule, key);
        }
    }
}
