using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>Transcript courses (TC) and their grades (TG) belong together.</summary>
internal sealed class TranscriptCourses(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo HasGrades { get; } = claims.Rule("TC.1307");
    private RuleInfo ShouldHaveGrades { get; } = claims.Rule("TC.1308");
    private RuleInfo HasCourse { get; } = claims.Rule("TG.1401");
    private RuleInfo WithinAttempted { get; } = claims.Rule("TG.1402");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var join = index.TranscriptJoin;
        var known = new TextSet(index.Texts);
        for (var i = 0; i < index.TranscriptCourses.Count; i++)
        {
            ref readonly var course = ref index.TranscriptCourses[i];
            known.Add(course.Key.Course);
            if (course.Grade.Number is { } grade && (course.Key.Course.IsBlank || !join.IsGraded(i)))
            {
                findings.Add(grade >= HasGrades.Limit ? HasGrades : ShouldHaveGrades, course.Key, course.Grade.Code);
            }
        }

        for (var i = 0; i < index.TranscriptGrades.Count; i++)
        {
            ref readonly var grade = ref index.TranscriptGrades[i];
            if (grade.Key.Course.IsBlank)
            {
                continue;
            }

            if (!known.Contains(grade.Key.Course))
            {
                findings.Add(HasCourse, grade.Key, grade.Key.Course);
            }

            // Numbers may repeat from student to student: the credits are those of the student's own course.
            if (join.CourseOf(i) is { } course)
            {
                CheckCredits(index, index.TranscriptCourses[course], grade, findings);
            }
        }
    }

    private void CheckCredits(BatchIndex index, in TranscriptCourse course, in TranscriptGrade grade, BatchFindings findings)
    {
        var (attempted, earned) = (index.Credits(course.CreditsAttempted), index.Credits(grade.CreditsEarned));
        if (attempted.HasValue && earned.HasValue && earned.Value > attempted.Value)
        {
            findings.Add(WithinAttempted, grade.Key, grade.CreditsEarned, [course.Key.Line]);
        }
    }
}
