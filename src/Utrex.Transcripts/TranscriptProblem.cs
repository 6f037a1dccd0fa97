using System.Globalization;
using Utrex.Sdk;

namespace Utrex.Transcripts;

/// <summary>How records of a transcript do not fit together.</summary>
public enum TranscriptProblemKind
{
    /// <summary>There are tests, courses or grades of a student, and no transcript record (ST) that they belong to.</summary>
    NoHead,

    /// <summary>A student has several transcript records in a school; the last one counts.</summary>
    SeveralHeads,

    /// <summary>There is no student record (S1) of the school and number, so that nobody knows the name.</summary>
    NoStudent,

    /// <summary>Student records of the same school and number have different names; the last one counts.</summary>
    OtherName,

    /// <summary>A grade is for a course that the transcript does not have; it is left out.</summary>
    GradeWithoutCourse,

    /// <summary>A course has no grade.</summary>
    CourseWithoutGrade,

    /// <summary>Several courses have one number; the grades are those of the first.</summary>
    CourseNumberAgain,

    /// <summary>A grade has another title than its course.</summary>
    OtherTitle,

    /// <summary>The credits earned in a course are not the sum of those of its grades.</summary>
    OtherCredits,

    /// <summary>A record has a value that cannot be read; the record is left out.</summary>
    Unreadable,
}

/// <summary>Something in the records of a transcript that does not fit together.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="SchoolNumber">The school.</param>
/// <param name="StudentNumber">The student.</param>
/// <param name="Line">The line of the record in the batch, or <see langword="null"/> where records came without lines.</param>
/// <param name="Message">The same in a sentence, without the student.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record TranscriptProblem(TranscriptProblemKind Kind, string SchoolNumber, string StudentNumber, int? Line, string Message)
{
    /// <summary>Line, student and sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Line is { } line ? $"line {line}: " : "")}student {PrintableText.Of(StudentNumber)} of school {PrintableText.Of(SchoolNumber)}: {Message}");
}
