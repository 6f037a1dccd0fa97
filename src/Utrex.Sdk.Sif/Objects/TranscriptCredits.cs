using System.Globalization;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Period = Utrex.Sdk.Sif.Mapping.StudentAcademicRecordTermCourseMarkingPeriodShape;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// The credits of a course. SIF has them by marking period, the transcript course (TC) in one sum, the transcript grades (TG) by period: the
/// credits of a course are the sums of those of its periods.
/// </summary>
internal static class TranscriptCredits
{
    private const int Decimals = 3;

    /// <summary>Whether a marking period makes a TG record: it tells a term or a grade.</summary>
    public static bool IsGrade(DocumentObject period) => !period[Period.MarkDataLetter].IsNone || !period[Period.TermInfoDataTermCode].IsNone;

    /// <summary>A marking period with the sums of all, to be read only, or <see langword="null"/> for none.</summary>
    public static DocumentObject? Sum(IEnumerable<DocumentObject> periods)
    {
        DocumentObject? first = null;
        DocumentObject? sum = null;
        foreach (var period in periods)
        {
            if (first is null)
            {
                first = period;
                continue;
            }

            sum ??= first.Copy();
            Add(sum, period, Period.CourseCreditsEarned);
            Add(sum, period, Period.CourseCreditsAttempted);
        }

        return sum ?? first;
    }

    /// <summary>The part of a sum that goes to one of several periods; the last takes what is left.</summary>
    public static Utf8Value Share(Utf8Value total, int count, int index)
    {
        if (count == 1 || !TryParse(total, out var number))
        {
            return index == 0 ? total : default;
        }

        var part = Math.Round(number / count, Decimals, MidpointRounding.ToZero);
        return Text(index < count - 1 ? part : number - (part * (count - 1)));
    }

    private static void Add(DocumentObject sum, DocumentObject period, int slot)
    {
        if (!TryParse(sum[slot], out var left))
        {
            sum[slot] = sum[slot].Or(period[slot]);
        }
        else if (TryParse(period[slot], out var right))
        {
            sum[slot] = Text(left + right);
        }
    }

    private static Utf8Value Text(decimal number) => Utf8Value.Of(number.ToString(CultureInfo.InvariantCulture));

    private static bool TryParse(Utf8Value text, out decimal number) => decimal.TryParse(text.Span, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
