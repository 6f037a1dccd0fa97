using System.Collections.Immutable;
using System.Globalization;

namespace Utrex.Transcripts.Pages;

/// <summary>The courses of a school year in one school.</summary>
/// <param name="Title">School year and grade.</param>
/// <param name="School">The school, where it is another than that of the transcript.</param>
/// <param name="Terms">The terms that have a column; none where grades stand in one column.</param>
/// <param name="Rows">The courses.</param>
/// <param name="Attempted">The sum of the credits attempted.</param>
/// <param name="Earned">The sum of the credits earned.</param>
internal sealed record SheetYear(string Title, string? School, ImmutableArray<string> Terms, ImmutableArray<SheetRow> Rows, string Attempted, string Earned)
{
    /// <summary>The years of a transcript, the earliest first.</summary>
    public static ImmutableArray<SheetYear> Of(Transcript transcript) =>
    [
        .. transcript.Courses
            .GroupBy(course => (Year: course.Record.SchoolYear, Grade: course.Record.GradeLevel.Code, School: course.Record.CourseSchoolName))
            .OrderBy(year => year.Key.Year).ThenBy(year => year.Key.Grade, StringComparer.Ordinal)
            .Select(year => Of([.. year], transcript.Head.SchoolName)),
    ];

    private static SheetYear Of(ImmutableArray<TranscriptCourse> courses, string? ownSchool)
    {
        var first = courses[0].Record;
        var terms = courses.SelectMany(course => course.Grades).Select(grade => grade.GradingTerm ?? "").Distinct(StringComparer.Ordinal).ToImmutableArray();
        var hasColumns = terms.Length <= TranscriptSheet.MostTerms && courses.All(course => course.Grades.Select(grade => grade.GradingTerm ?? "").Distinct(StringComparer.Ordinal).Count() == course.Grades.Length);
        var columns = hasColumns ? terms : [];
        var title = first.SchoolYear is { } ending ? string.Create(CultureInfo.InvariantCulture, $"{ending - 1:0000}-{ending % 100:00}") : "School year not known";
        return new SheetYear(
            TranscriptSheet.Grade(first.GradeLevel) is { } grade ? $"{title} · Grade {grade}" : title,
            string.Equals(first.CourseSchoolName, ownSchool, StringComparison.Ordinal) ? null : first.CourseSchoolName,
            columns,
            [.. courses.Select(course => SheetRow.Of(course, columns))],
            TranscriptSheet.Credits(courses.Sum(course => course.Record.CreditsAttempted ?? 0))!,
            TranscriptSheet.Credits(courses.Sum(course => course.CreditsEarned ?? 0))!);
    }
}

/// <summary>A course.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Code">The state's code, or empty.</param>
/// <param name="Grades">Its grade in each term that has a column, or all of them in one.</param>
/// <param name="Attempted">The credits attempted, or empty.</param>
/// <param name="Earned">The credits earned, or empty.</param>
internal sealed record SheetRow(string Title, string Code, ImmutableArray<string> Grades, string Attempted, string Earned)
{
    public static SheetRow Of(TranscriptCourse course, ImmutableArray<string> terms) => new(
        course.Record.CourseTitle ?? "",
        course.Record.CoreCode ?? "",
        terms.IsEmpty
            ? [string.Join(", ", course.Grades.Select(grade => $"{grade.GradingTerm} {grade.LetterGrade}".Trim()))]
            : [.. terms.Select(term => course.Grades.Where(grade => string.Equals(grade.GradingTerm ?? "", term, StringComparison.Ordinal)).Select(grade => grade.LetterGrade ?? "").FirstOrDefault(""))],
        TranscriptSheet.Credits(course.Record.CreditsAttempted) ?? "",
        TranscriptSheet.Credits(course.CreditsEarned) ?? "");
}
