using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Serialization;

namespace Utrex.Sdk.Text;

/// <summary>A day of any year, written <c>MMDD</c>. The default is no day: month and day are 0, and its text is empty; the writer refuses it.</summary>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(TextJsonConverter<MonthDay>))]
[TypeConverter(typeof(TextTypeConverter<MonthDay>))]
public readonly record struct MonthDay : IComparable<MonthDay>, IComparable, IComparisonOperators<MonthDay, MonthDay, bool>, ISpanParsable<MonthDay>, IUtf8SpanParsable<MonthDay>, ISpanFormattable, IUtf8SpanFormattable
{
    private const string Expected = "MMDD";
    private const int LeapYear = 2000;
    private const int Length = 4;

    /// <summary>A day of any year; February 29 is one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day does not exist in any year.</exception>
    public MonthDay(int month, int day)
    {
        if (!Scalars.TryDay(LeapYear, month, day, out _))
        {
            throw new ArgumentOutOfRangeException(nameof(day), $"Month {month} has no day {day}.");
        }

        Month = month;
        Day = day;
    }

    /// <summary>The month, 1 to 12.</summary>
    public int Month { get; }

    /// <summary>The day of the month.</summary>
    public int Day { get; }

    /// <summary>Whether the first is before the second.</summary>
    public static bool operator <(MonthDay left, MonthDay right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is after the second.</summary>
    public static bool operator >(MonthDay left, MonthDay right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is not after the second.</summary>
    public static bool operator <=(MonthDay left, MonthDay right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is not before the second.</summary>
    public static bool operator >=(MonthDay left, MonthDay right) => left.CompareTo(right) >= 0;

    /// <summary>Reads <c>MMDD</c>.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static MonthDay Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan(), provider: null);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static MonthDay Parse(string text, IFormatProvider? provider) => Parse(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static MonthDay Parse(ReadOnlySpan<char> text, IFormatProvider? provider) => TryParse(text, out var value) ? value : throw TextFormat.NotA(text, nameof(MonthDay), Expected);

    /// <inheritdoc cref="Parse(string)"/>
    public static MonthDay Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) => TryParse(utf8Text, out var value) ? value : throw TextFormat.NotA(utf8Text, nameof(MonthDay), Expected);

    /// <summary>Reads <c>MMDD</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out MonthDay value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out MonthDay)"/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out MonthDay value) => TryParse(text, out value);

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out MonthDay)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out MonthDay value) => TryParse(utf8Text, out value);

    /// <summary>Reads <c>MMDD</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MonthDay value)
    {
        Span<byte> utf8Text = stackalloc byte[Length];
        value = default;
        return CodeText.TryNarrow(text, utf8Text, out var length) && TryParse(utf8Text[..length], out value);
    }

    /// <summary>Reads <c>MMDD</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out MonthDay value)
    {
        value = default;
        if (utf8Text.Length != Length || !Scalars.TryDigits(utf8Text, out var number) || !Scalars.TryDay(LeapYear, number / 100, number % 100, out var day))
        {
            return false;
        }

        value = new MonthDay(day.Month, day.Day);
        return true;
    }

    /// <summary>The day in a year; <see langword="null"/> for February 29 in a year without one, and for the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not between 1 and 9999.</exception>
    public DateOnly? ToDate(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, DateOnly.MinValue.Year);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, DateOnly.MaxValue.Year);
        return Scalars.TryDay(year, Month, Day, out var date) ? date : null;
    }

    /// <summary>Whether the day is earlier in a year than another, or later.</summary>
    public int CompareTo(MonthDay other) => ((Month * 100) + Day).CompareTo((other.Month * 100) + other.Day);

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        MonthDay other => CompareTo(other),
        _ => throw new ArgumentException($"A MonthDay was expected, not a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>Month and day.</summary>
    public void Deconstruct(out int month, out int day) => (month, day) = (Month, Day);

    /// <summary>The day as <c>MMDD</c>; empty for the default.</summary>
    public override string ToString() => Month == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Month:00}{Day:00}");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        AsciiFormat.TryFormat(this, Length, destination, out charsWritten);

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        bytesWritten = 0;
        if (Month == 0 || utf8Destination.Length < Length)
        {
            return Month == 0;
        }

        Digits.Write(utf8Destination[..2], (uint)Month);
        Digits.Write(utf8Destination[2..Length], (uint)Day);
        bytesWritten = Length;
        return true;
    }
}
