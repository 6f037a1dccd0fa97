using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json.Serialization;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Serialization;

namespace Utrex.Sdk.Text;

/// <summary>
/// A day or a whole month, in one of three spellings: <c>YYYYMMDD</c>, <c>YYYYMM</c> or <c>YYYY-MM</c>. The spelling is kept. The default is
/// no date: year and month are 0, and its text is empty; the writer refuses it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(TextJsonConverter<PartialDate>))]
[TypeConverter(typeof(TextTypeConverter<PartialDate>))]
public readonly record struct PartialDate : IComparable<PartialDate>, IComparable, IComparisonOperators<PartialDate, PartialDate, bool>, ISpanParsable<PartialDate>, IUtf8SpanParsable<PartialDate>, ISpanFormattable, IUtf8SpanFormattable
{
    private const string Expected = "YYYYMMDD, YYYYMM or YYYY-MM";
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

    /// <summary>Whether the first is before the second.</summary>
    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is after the second.</summary>
    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is not after the second.</summary>
    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is not before the second.</summary>
    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    /// <summary>Reads one of the three spellings.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static PartialDate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan(), provider: null);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static PartialDate Parse(string text, IFormatProvider? provider) => Parse(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static PartialDate Parse(ReadOnlySpan<char> text, IFormatProvider? provider) => TryParse(text, out var value) ? value : throw TextFormat.NotA(text, nameof(PartialDate), Expected);

    /// <inheritdoc cref="Parse(string)"/>
    public static PartialDate Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => TryParse(utf8Text, out var value) ? value : throw TextFormat.NotA(utf8Text, nameof(PartialDate), Expected);

    /// <summary>Reads one of the three spellings.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out PartialDate value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out PartialDate)"/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out PartialDate value) => TryParse(text, out value);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out PartialDate)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out PartialDate value) => TryParse(utf8Text, out value);

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

    /// <summary>Whether the date is earlier than another, or later; a whole month comes before its days, and <c>YYYYMM</c> before <c>YYYY-MM</c>.</summary>
    public int CompareTo(PartialDate other) => (Year, Month, Day ?? 0, _hasHyphen).CompareTo((other.Year, other.Month, other.Day ?? 0, other._hasHyphen));

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        PartialDate other => CompareTo(other),
        _ => throw new ArgumentException($"A PartialDate was expected, not a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>Year, month and, unless this is a whole month, day.</summary>
    public void Deconstruct(out int year, out int month, out int? day) => (year, month, day) = (Year, Month, Day);

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
