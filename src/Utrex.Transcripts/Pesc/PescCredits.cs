using System.Globalization;
using Utrex.Documents;

namespace Utrex.Transcripts.Pesc;

/// <summary>The credits of a course, which a transcript course (TC) has in one sum and the document by term.</summary>
internal static class PescCredits
{
    private const int Decimals = 3;

    /// <summary>What a term of a course has of the credits that it is worth, and of those earned where no grade says them; the last takes what is left.</summary>
    public static (string? Attempted, string? Earned) Share(TranscriptCourse course, int term)
    {
        var count = Math.Max(1, course.Grades.Length);
        return (Text(course.Record.CreditsAttempted), course.Record.CreditsEarned?.ToString(CultureInfo.InvariantCulture));

        string? Text(decimal? total)
        {
            if (total is not { } sum || count == 1)
            {
                return total?.ToString(CultureInfo.InvariantCulture);
            }

            var part = Math.Round(sum / count, Decimals, MidpointRounding.ToZero);
            return (term < count - 1 ? part : sum - (part * (count - 1))).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The sum of two numbers; what is no number counts where the other is none either.</summary>
    public static Utf8Value Sum(Utf8Value left, Utf8Value right) =>
        !TryParse(left, out var first) ? left.Length > 0 ? left : right
        : TryParse(right, out var second) ? Utf8Value.Of((first + second).ToString(CultureInfo.InvariantCulture))
        : left;

    private static bool TryParse(Utf8Value text, out decimal number) => decimal.TryParse(text.Span, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
