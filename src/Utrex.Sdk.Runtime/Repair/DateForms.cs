using System.Globalization;
using System.Text.RegularExpressions;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Repair;

/// <summary>The order in which a file writes the day and the month where both are numbers.</summary>
internal enum DateOrder
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>As in 8/18/2025.</summary>
    MonthFirst,

    /// <summary>As in 18/8/2025.</summary>
    DayFirst,
}

/// <summary>Days in the forms that spreadsheets and databases write.</summary>
internal static partial class DateForms
{
    private const int LongestDate = 40;
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a day that is written in another form than the field's.</summary>
    /// <param name="text">The value.</param>
    /// <param name="type">How the field wants it.</param>
    /// <param name="order">The order in which the file writes day and month.</param>
    /// <param name="repaired">The day as the field wants it, or <see langword="null"/> where it can mean several days.</param>
    /// <returns>Whether it is such a day.</returns>
    public static bool TryRead(string text, FieldType type, DateOrder order, out string? repaired)
    {
        repaired = null;
        if (text.Length > LongestDate)
        {
            return false;
        }

        if (type == FieldType.MonthDay)
        {
            return TryMonthDay(text, order, out repaired);
        }

        var match = Form().Match(text);
        if (!match.Success || !TryTime(match, type, out var time))
        {
            return false;
        }

        var days = Days(match, order).ToList();
        if (days.Count == 0)
        {
            return false;
        }

        repaired = days.Count == 1 ? Write(days[0], time, type) : null;
        return true;
    }

    /// <summary>The order that a value proves, where day and month are both numbers and one of them is no month.</summary>
    public static DateOrder OrderOf(string text)
    {
        var match = text.Length <= LongestDate ? Form().Match(text) : Match.Empty;
        if (!match.Groups["a"].Success)
        {
            return DateOrder.Unknown;
        }

        return OrderOf(Number(match, "a"), Number(match, "b"));
    }

    /// <summary>The order that two numbers prove, of which one is the day and the other the month.</summary>
    public static DateOrder OrderOf(int first, int second) => (first, second) switch
    {
        ( <= 12, > 12 and <= 31) => DateOrder.MonthFirst,
        ( > 12 and <= 31, <= 12) => DateOrder.DayFirst,
        _ => DateOrder.Unknown,
    };

    private static IEnumerable<DateOnly> Days(Match match, DateOrder order)
    {
        var year = Number(match, "year");
        var days = match.Groups["a"].Success ? InOrder(year, Number(match, "a"), Number(match, "b"), order)
            : match.Groups["name"].Success ? [Day(year, MonthOf(match), Number(match, "day"))]
            : [Day(year, Number(match, "month"), Number(match, "day"))];
        return days.OfType<DateOnly>().Distinct();
    }

    private static DateOnly?[] InOrder(int year, int first, int second, DateOrder order) => order switch
    {
        DateOrder.MonthFirst => [Day(year, first, second)],
        DateOrder.DayFirst => [Day(year, second, first)],
        _ => [Day(year, first, second), Day(year, second, first)],
    };

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    /// <summary>A time, which only a field with one keeps; elsewhere it must be midnight.</summary>
    private static bool TryTime(Match match, FieldType type, out TimeOnly time)
    {
        time = default;
        var text = match.Groups["time"].Value.Trim();
        return text.Length == 0
            || (TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out time) && (type is FieldType.DateTime or FieldType.IsoDate || time == default));
    }

    private static string Write(DateOnly day, TimeOnly time, FieldType type) => type switch
    {
        FieldType.DateTime => day.ToDateTime(time).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        FieldType.IsoDate when time != default => day.ToDateTime(time).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        FieldType.IsoDate => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
    };

    private static bool TryMonthDay(string text, DateOrder order, out string? repaired)
    {
        repaired = null;
        var match = DayOfYear().Match(text);
        if (!match.Success)
        {
            return false;
        }

        // A leap year has every day.
        const int LeapYear = 2000;
        var days = (match.Groups["a"].Success ? InOrder(LeapYear, Number(match, "a"), Number(match, "b"), order) : [Day(LeapYear, MonthOf(match), Number(match, "day"))])
            .OfType<DateOnly>().Distinct().ToList();
        repaired = days.Count == 1 ? days[0].ToString("MMdd", CultureInfo.InvariantCulture) : null;
        return days.Count > 0;
    }

    private static int MonthOf(Match match) => Array.IndexOf(Months, match.Groups["name"].Value[..3].ToLowerInvariant()) + 1;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<a>[0-9]{1,2})[/.-](?<b>[0-9]{1,2})[/.-](?<year>[0-9]{4})|(?<year>[0-9]{4})[/.-](?<month>[0-9]{1,2})[/.-](?<day>[0-9]{1,2})|(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})|(?<day>[0-9]{1,2})[ -](?<name>[A-Za-z]{3,9})[ -](?<year>[0-9]{4})|(?<name>[A-Za-z]{3,9}) (?<day>[0-9]{1,2}), ?(?<year>[0-9]{4}))(?<time>[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?: ?[AaPp][Mm])?)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?:(?<a>[0-9]{1,2})[/.-](?<b>[0-9]{1,2})|(?<day>[0-9]{1,2})[ -](?<name>[A-Za-z]{3,9})|(?<name>[A-Za-z]{3,9})[ -](?<day>[0-9]{1,2}))$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayOfYear();
}
