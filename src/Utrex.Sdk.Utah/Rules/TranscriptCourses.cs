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
        var graded = new PairTable(index.TranscriptGrades.Count);
        for (var i = 0; i < index.TranscriptGrades.Count; i++)
        {
            graded.TryAdd(index.TranscriptGrades[i].Key.Student, index.TranscriptGrades[i].Key.Course, i);
        }

        var known = new TextSet(index.Texts);
        var courses = new PairTable(index.TranscriptCourses.Count);
        for (var i = 0; i < index.TranscriptCourses.Count; i++)
        {
            ref readonly var course = ref index.TranscriptCourses[i];
            if (!course.Key.Course.IsBlank)
            {
                known.Add(course.Key.Course);
                courses.TryAdd(course.Key.Student, course.Key.Course, i);
            }

            if (course.Grade.Number is { } grade && (course.Key.Course.IsBlank || !graded.Contains(course.Key.Student, course.Key.Course)))
            {
                findings.Add(grade >= HasGrades.Limit ? HasGrades : ShouldHaveGrades, course.Key, course.Grade.Code);
            }
        }

        foreach (ref readonly var grade in index.TranscriptGrades)
        {
            if (grade.Key.Course.IsBlank)
            {
                continue;
            }

            if (!known.Contains(grade.Key.Course))
            {
                findings.Add(HasCourse, grade.Key, grade.Key.Course);
            }

            // Numbers may repeat from student to student: the credits are those of the student's own course.
            if (courses.Find(grade.Key.Student, grade.Key.Course) is { } i)
            {
                CheckCredits(index, index.TranscriptCourses[i], grade, findings);
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
