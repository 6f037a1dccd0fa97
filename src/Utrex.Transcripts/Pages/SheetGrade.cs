using System.Collections.Immutable;

namespace Utrex.Transcripts.Pages;

/// <summary>Credits and average of a grade.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="Credits">The credits earned, or empty.</param>
/// <param name="Average">The average, or empty.</param>
internal sealed record SheetGrade(string Grade, string Credits, string Average)
{
    /// <summary>The grades of which the transcript says anything.</summary>
    public static ImmutableArray<SheetGrade> Of(in StudentTranscriptRecord head)
    {
        (string Grade, decimal? Credits, decimal? Average)[] all =
        [
            ("9", head.Grade9CreditsEarned, head.Grade9Gpa),
            ("10", head.Grade10CreditsEarned, head.Grade10Gpa),
            ("11", head.Grade11CreditsEarned, head.Grade11Gpa),
            ("12", head.Grade12CreditsEarned, head.Grade12Gpa),
        ];
        return
        [
            .. all.Where(grade => grade.Credits is not null || grade.Average is not null)
                .Select(grade => new SheetGrade("Grade " + grade.Grade, TranscriptSheet.Credits(grade.Credits) ?? "", TranscriptSheet.Average(grade.Average) ?? "")),
        ];
    }
}
