using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>Transcript courses (TC) and their grades (TG) belong together.</summary>
internal sealed class TranscriptCourses : BatchRule
{
    private static readonly RuleInfo HasGrades = Rule("TC.1307");
    private static readonly RuleInfo ShouldHaveGrades = Rule("TC.1308");
    private static readonly RuleInfo HasCourse = Rule("TG.1401");
    private static readonly RuleInfo WithinAttempted = Rule("TG.1402");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var graded = index.TranscriptGrades.Select(grade => grade.Key.Course).ToHashSet();
        var courses = new Dictionary<TextId, int>();
        for (var i = 0; i < index.TranscriptCourses.Count; i++)
        {
            var course = index.TranscriptCourses[i];
            if (!course.Key.Course.IsBlank)
            {
                courses.TryAdd(course.Key.Course, i);
            }

            if (course.Grade.Number is { } grade && (course.Key.Course.IsBlank || !graded.Contains(course.Key.Course)))
            {
                findings.Add(grade >= HasGrades.Limit ? HasGrades : ShouldHaveGrades, course.Key, course.Grade.Code);
            }
        }

        foreach (var grade in index.TranscriptGrades.Where(grade => !grade.Key.Course.IsBlank))
        {
            if (!courses.TryGetValue(grade.Key.Course, out var i))
            {
                findings.Add(HasCourse, grade.Key, grade.Key.Course);
            }
            else if (index.Credits(index.TranscriptCourses[i].CreditsAttempted) is { HasValue: true } attempted && index.Credits(grade.CreditsEarned) is { HasValue: true } earned && earned.Value > attempted.Value)
            {
                findings.Add(WithinAttempted, grade.Key, grade.CreditsEarned, [index.TranscriptCourses[i].Key.Line]);
            }
        }
    }
}
