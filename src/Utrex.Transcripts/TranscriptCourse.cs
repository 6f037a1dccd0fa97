using System.Collections.Immutable;

namespace Utrex.Transcripts;

/// <summary>A course of a transcript (TC) with its grades (TG), in the order in which they stand in the batch.</summary>
/// <param name="Record">The course.</param>
/// <param name="Grades">Its grades.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record TranscriptCourse(TranscriptCourseRecord Record, ImmutableArray<TranscriptGradeRecord> Grades)
{
    /// <summary>The credits earned in the course: those of the course, or else the sum of its grades' credits.</summary>
    public decimal? CreditsEarned => Record.CreditsEarned ?? SumOfGrades;

    /// <summary>The sum of its grades' credits; <see langword="null"/> where no grade says any.</summary>
    internal decimal? SumOfGrades
    {
        get
        {
            decimal? sum = null;
            foreach (var grade in Grades)
            {
                sum = grade.CreditsEarned is { } credits ? (sum ?? 0) + credits : sum;
            }

            return sum;
        }
    }
}
