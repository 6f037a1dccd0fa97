using System.Globalization;
using System.Text;
using Utrex.Cli.Reports;

namespace Utrex.Cli.Submitting;

/// <summary>The calendar as calendar programs import it (iCalendar, RFC 5545): a day is an event, and importing it again changes it.</summary>
internal static class CalendarFile
{
    private const int LongestLine = 75;

    /// <summary>The file.</summary>
    /// <param name="days">The days.</param>
    /// <param name="schoolYear">The school year.</param>
    /// <param name="today">The day that counts as today, which every event is said to be written on.</param>
    public static string Write(IEnumerable<CalendarDay> days, string schoolYear, DateOnly today)
    {
        var text = new StringBuilder();
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//utrex//calendar//EN");
        Line($"X-WR-CALNAME:UTREx {schoolYear}");
        foreach (var (submission, date, _) in days)
        {
            Line("BEGIN:VEVENT");
            Line(Invariant($"UID:{schoolYear}-{submission.Id}-{Name(date.Title)}@utrex"));
            Line(Invariant($"DTSTAMP:{today:yyyyMMdd}T000000Z"));
            Line(date.Time is { } time ? Invariant($"DTSTART:{date.Date:yyyyMMdd}T{time:HHmmss}") : Invariant($"DTSTART;VALUE=DATE:{date.Date:yyyyMMdd}"));
            Line($"SUMMARY:{Escaped($"UTREx {submission.Title}: {date.Title}")}");
            Line($"DESCRIPTION:{Escaped(Explanation.Fact(date.Rule))}");
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return text.ToString();

        // A longer line goes on behind a blank; the limit is of bytes.
        void Line(string line)
        {
            var bytes = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (bytes + rune.Utf8SequenceLength > LongestLine)
                {
                    text.Append("\r\n ");
                    bytes = 1;
                }

                text.Append(rune.ToString());
                bytes += rune.Utf8SequenceLength;
            }

            text.Append("\r\n");
        }
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    private static string Name(string title) => string.Concat(title.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
