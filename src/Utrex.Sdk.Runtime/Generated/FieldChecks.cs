using System.ComponentModel;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>The checks of single fields that generated rules call, on the bytes of a value that is not blank.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FieldChecks
{
    /// <summary>The number of characters: UTF-8 continuation bytes do not count.</summary>
    public static int Length(ReadOnlySpan<byte> value)
    {
        var length = value.Length;
        if (!System.Text.Ascii.IsValid(value))
        {
            foreach (var b in value)
            {
                if ((b & 0b1100_0000) == 0b1000_0000)
                {
                    length--;
                }
            }
        }

        return length;
    }

    /// <summary>Whether every byte is an ASCII digit.</summary>
    public static bool IsDigits(ReadOnlySpan<byte> value) => !value.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Whether somebody meant a number, right or wrong: digits, perhaps with a sign and a point.</summary>
    public static bool IsNumberLike(ReadOnlySpan<byte> value)
    {
        var digits = value.Length > 0 && value[0] is (byte)'-' or (byte)'+' ? value[1..] : value;
        var point = digits.IndexOf((byte)'.');
        return digits.Length > (point < 0 ? 0 : 1) && IsDigits(point < 0 ? digits : digits[..point]) && (point < 0 || IsDigits(digits[(point + 1)..]));
    }

    /// <summary>Whether every byte is a zero.</summary>
    public static bool IsAllZeros(ReadOnlySpan<byte> value) => !value.ContainsAnyExcept((byte)'0');

    /// <summary>Whether a character of the value is outside the set.</summary>
    public static bool HasOther(ReadOnlySpan<byte> value, CharacterSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return !set.ContainsAll(value);
    }

    /// <summary>Whether MMDD is a day of the year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not between 1 and 9999.</exception>
    public static bool IsDayOf(ReadOnlySpan<byte> value, int year) =>
        Scalars.MonthDay(value) is { HasValue: true } day && day.Value.ToDate(year) is not null;

    /// <summary>Whether a readable date lies after a day. A malformed date is another rule's matter.</summary>
    public static bool IsAfter(FieldValue<DateOnly> date, DateOnly day) => date.HasValue && date.Value > day;

    /// <inheritdoc cref="IsAfter(FieldValue{DateOnly}, DateOnly)"/>
    public static bool IsAfter(FieldValue<DateTime> date, DateOnly day) => date.HasValue && DateOnly.FromDateTime(date.Value) > day;

    /// <inheritdoc cref="IsAfter(FieldValue{DateOnly}, DateOnly)"/>
    public static bool IsAfter(FieldValue<IsoDate> date, DateOnly day) => date.HasValue && date.Value.Day > day;

    /// <summary>Whether a readable date lies after a day; a month does as soon as its first day does.</summary>
    public static bool IsAfter(FieldValue<PartialDate> date, DateOnly day) => date.HasValue && date.Value.FirstDay > day;

    /// <summary>Whether a readable date does not lie after a day.</summary>
    public static bool IsNotAfter(FieldValue<DateOnly> date, DateOnly day) => date.HasValue && date.Value <= day;

    /// <inheritdoc cref="IsNotAfter(FieldValue{DateOnly}, DateOnly)"/>
    public static bool IsNotAfter(FieldValue<DateTime> date, DateOnly day) => date.HasValue && DateOnly.FromDateTime(date.Value) <= day;

    /// <inheritdoc cref="IsNotAfter(FieldValue{DateOnly}, DateOnly)"/>
    public static bool IsNotAfter(FieldValue<IsoDate> date, DateOnly day) => date.HasValue && date.Value.Day <= day;

    /// <summary>Whether a readable date does not lie after a day; a month as long as its last day does not.</summary>
    public static bool IsNotAfter(FieldValue<PartialDate> date, DateOnly day) => date.HasValue && date.Value.LastDay <= day;

    /// <summary>Whether a readable date lies outside two days, which are inside.</summary>
    public static bool IsOutside(FieldValue<DateOnly> date, DateOnly first, DateOnly last) => date.HasValue && (date.Value < first || date.Value > last);

    /// <inheritdoc cref="IsOutside(FieldValue{DateOnly}, DateOnly, DateOnly)"/>
    public static bool IsOutside(FieldValue<DateTime> date, DateOnly first, DateOnly last) =>
        date.HasValue && (DateOnly.FromDateTime(date.Value) < first || DateOnly.FromDateTime(date.Value) > last);

    /// <inheritdoc cref="IsOutside(FieldValue{DateOnly}, DateOnly, DateOnly)"/>
    public static bool IsOutside(FieldValue<IsoDate> date, DateOnly first, DateOnly last) => date.HasValue && (date.Value.Day < first || date.Value.Day > last);

    /// <inheritdoc cref="IsOutside(FieldValue{DateOnly}, DateOnly, DateOnly)"/>
    public static bool IsOutside(FieldValue<PartialDate> date, DateOnly first, DateOnly last) =>
        date.HasValue && (date.Value.LastDay < first || date.Value.FirstDay > last);
}
