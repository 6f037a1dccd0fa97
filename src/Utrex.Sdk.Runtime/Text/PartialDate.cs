using Utrex.Sdk.Codes;

namespace Utrex.Sdk.Text;

/// <summary>
/// A day or a whole month, in one of three spellings: <c>YYYYMMDD</c>, <c>YYYYMM</c> or <c>YYYY-MM</c>. The spelling is kept. The default is
/// no date: year and month are 0, and its text is empty; the writer refuses it.
/// </summary>
public readonly record struct PartialDate : ISpanFormattable, IUtf8SpanFormattable
{
    private const int LongestText = 8;

    private readonly bool _hasHyphen;

    /// <summary>A day, written <c>YYYYMMDD</c>.</summary>
    public PartialDate(DateOnly day)
    {
        Year = day.Year;
        Month = day.Month;
        Day = day.Day;
    }

    /// <summary>A month, written <c>YYYYMM</c>, or <c>YYYY-MM</c> with a hyphen.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The month does not exist.</exception>
    public PartialDate(int year, int month, bool hasHyphen = false)
    {
        if (!Scalars.TryDay(year, month, 1, out _))
        {
            throw new ArgumentOutOfRangeException(nameof(month), $"Year {year} has no month {month}.");
        }

        Year = year;
        Month = month;
        _hasHyphen = hasHyphen;
    }

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>The month, 1 to 12.</summary>
    public int Month { get; }

    /// <summary>The day of the month, or <see langword="null"/> for a whole month.</summary>
    public int? Day { get; }

    /// <summary>The day, or the first day of the month.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which is no date.</exception>
    public DateOnly FirstDay => Month == 0 ? throw NoDate() : new(Year, Month, Day ?? 1);

    /// <summary>The day, or the last day of the month.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which is no date.</exception>
    public DateOnly LastDay => Month == 0 ? throw NoDate() : new(Year, Month, Day ?? DateTime.DaysInMonth(Year, Month));

    /// <summary>Reads one of the three spellings.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PartialDate value)
    {
        Span<byte> utf8Text = stackalloc byte[LongestText];
        value = default;
        return CodeText.TryNarrow(text, utf8Text, out var length) && TryParse(utf8Text[..length], out value);
    }

    /// <summary>Reads one of the three spellings.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out PartialDate value)
    {
        value = default;
        var hasHyphen = utf8Text.Length == 7 && utf8Text[4] == '-';
        if (hasHyphen ? Scalars.TryDigits(utf8Text[..4], out var year) & Scalars.TryDigits(utf8Text[5..], out var month) : TrySplit(utf8Text, out year, out month))
        {
            if (Scalars.TryDay(year, month, 1, out _))
            {
                value = new PartialDate(year, month, hasHyphen);
                return true;
            }

            return false;
        }

        if (Scalars.Date(utf8Text) is { HasValue: true } day)
        {
            value = new PartialDate(day.Value);
            return true;
        }

        return false;
    }

    /// <summary>The text in the spelling in which it was read or made; empty for the default.</summary>
    public override string ToString() => AsciiFormat.ToText(this, LongestText);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        AsciiFormat.TryFormat(this, LongestText, destination, out charsWritten);

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var length = Month == 0 ? 0 : Day is not null ? 8 : _hasHyphen ? 7 : 6;
        bytesWritten = 0;
        if (length == 0 || utf8Destination.Length < length)
        {
            return length == 0;
        }

        Digits.Write(utf8Destination[..4], (uint)Year);
        var rest = utf8Destination[4..length];
        if (_hasHyphen)
        {
            rest[0] = (byte)'-';
            rest = rest[1..];
        }

        Digits.Write(rest[..2], (uint)Month);
        if (Day is { } day)
        {
            Digits.Write(rest[2..4], (uint)day);
        }

        bytesWritten = length;
        return true;
    }

    private static InvalidOperationException NoDate() => new("The default PartialDate is no date; a blank is null.");

    private static bool TrySplit(ReadOnlySpan<byte> utf8Text, out int year, out int month)
    {
        year = 0;
        month = 0;
        return utf8Text.Length == 6 && Scalars.TryDigits(utf8Text[..4], out year) && Scalars.TryDigits(utf8Text[4..], out month);
    }
}
