using System.Globalization;

namespace Utrex.Analyzers.Evaluation;

/// <summary>Reads numbers and days as the SDK does: exactly, or not at all.</summary>
internal static class Scalars
{
    private const int MostDigits = 18;
    private const int MostDigitsOfDecimal = 28;

    /// <summary>A whole number: digits only.</summary>
    public static decimal? Whole(string bytes)
    {
        if (bytes.Length == 0 || !IsDigits(bytes))
        {
            return null;
        }

        var digits = bytes.Length > MostDigits ? bytes.TrimStart('0') : bytes;
        return digits.Length == 0 ? 0 : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>A number of a field: with a point literal, with all the field's digits and no point implied, else whole.</summary>
    public static decimal? Decimal(string bytes, int digits, int decimals)
    {
        if (bytes.IndexOf('.') >= 0)
        {
            return decimals == 0 ? null : Literal(bytes, isNegative: false);
        }

        var whole = Whole(bytes);
        return whole is not null && decimals > 0 && bytes.Length == digits + decimals ? whole / Power(decimals) : whole;
    }

    /// <summary>A number with an optional sign and an optional point, of any length; digits behind the 28th only make it a little greater.</summary>
    public static decimal? Signed(string bytes)
    {
        var isNegative = bytes.StartsWith("-", StringComparison.Ordinal);
        var number = isNegative || bytes.StartsWith("+", StringComparison.Ordinal) ? bytes.Substring(1) : bytes;
        if (number.Length > MostDigits)
        {
            return isNegative ? -Long(number) : Long(number);
        }

        if (number.IndexOf('.') >= 0)
        {
            return Literal(number, isNegative);
        }

        return isNegative ? -Whole(number) : Whole(number);
    }

    /// <summary>A day or a month of a date field, as its first and last day; <see langword="null"/> for what is no date.</summary>
    public static (DateTime First, DateTime Last)? Days(string bytes, Metadata.FieldType type)
    {
        if (type == Metadata.FieldType.PartialDate && bytes.Length is 6 or 7)
        {
            return Day(bytes, bytes.Length == 6 ? "yyyyMM" : "yyyy-MM") is { } month ? (month, month.AddMonths(1).AddDays(-1)) : null;
        }

        if (type == Metadata.FieldType.IsoDate)
        {
            return IsoDay(bytes) is { } iso ? (iso, iso) : null;
        }

        var format = type switch
        {
            Metadata.FieldType.DateTime => "yyyy-MM-dd HH:mm:ss.fff",
            _ => "yyyyMMdd",
        };
        return Day(bytes, format) is { } day ? (day.Date, day.Date) : null;
    }

    /// <summary>A day of any year as MMDD.</summary>
    public static (int Month, int Day)? MonthDay(string bytes) => Day("2000" + bytes, "yyyyMMdd") is { } day ? (day.Month, day.Day) : null;

    /// <summary>Whether a month has a day in a year.</summary>
    public static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= System.DateTime.DaysInMonth(year, month);

    public static bool IsDigits(string bytes) => bytes.All(c => c is >= '0' and <= '9');

    /// <summary>The day of YYYY-MM-DD, perhaps with a blank or a T and a time with up to seven decimals.</summary>
    private static DateTime? IsoDay(string bytes)
    {
        var day = Day(bytes.Length <= 10 ? bytes : bytes.Substring(0, 10), "yyyy-MM-dd");
        if (day is null || bytes.Length == 10)
        {
            return day;
        }

        var time = bytes.Substring(11);
        var isTime = time.Length >= 8 && Day("2000-01-01 " + time.Substring(0, 8), "yyyy-MM-dd HH:mm:ss") is not null
            && (time.Length == 8 || (time[8] == '.' && time.Length is > 9 and <= 16 && IsDigits(time.Substring(9))));
        return bytes[10] is ' ' or 'T' && isTime ? day : null;
    }

    private static DateTime? Day(string text, string format) =>
        text.Length == format.Length && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static decimal? Literal(string bytes, bool isNegative)
    {
        var point = bytes.IndexOf('.');
        var before = bytes.Substring(0, point);
        var after = bytes.Substring(point + 1);
        var significant = before.TrimStart('0');
        if (before.Length + after.Length == 0 || significant.Length + after.Length > MostDigits || !IsDigits(before) || !IsDigits(after))
        {
            return null;
        }

        var number = (Whole(significant) ?? 0) + ((Whole(after) ?? 0) / Power(after.Length));
        return isNegative ? -number : number;
    }

    private static decimal? Long(string number)
    {
        var point = number.IndexOf('.');
        var before = (point < 0 ? number : number.Substring(0, point)).TrimStart('0');
        var after = point < 0 ? "" : number.Substring(point + 1);
        if (!IsDigits(before) || !IsDigits(after) || before.Length > MostDigitsOfDecimal)
        {
            return null;
        }

        // Zeros that begin the number count as decimals, not as digits.
        var zeros = before.Length == 0 ? after.Length - after.TrimStart('0').Length : 0;
        var kept = after.Substring(0, Math.Min(after.Length, Math.Min(MostDigitsOfDecimal, MostDigitsOfDecimal - before.Length + zeros)));
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)kept.Length);
        return decimal.Parse("0" + before + "." + kept + "0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            + (after.Substring(kept.Length).Any(c => c != '0') ? unit : 0);
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
