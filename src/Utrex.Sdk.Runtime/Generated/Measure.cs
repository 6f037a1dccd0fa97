using System.ComponentModel;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>
/// A day or a number that conditions compare, perhaps known only to lie between two bounds (a month) or not at all (a blank,
/// something unreadable). A comparison is true only where it surely is.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Measure : IEquatable<Measure>
{
    private const decimal Scale = 1_000_000m;

    private const int MostOrdinary = 12;
    private const int MostDays = 3_652_059;

    private readonly long _low;
    private readonly long _high;

    private Measure(long low, long high)
    {
        _low = low;
        _high = high;
        IsKnown = true;
    }

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown { get; }

    /// <summary>The day, if it is one and is known.</summary>
    internal DateOnly? Day => IsKnown && _low == _high && _low is >= 0 and < MostDays ? DateOnly.FromDayNumber((int)_low) : null;

    // What a number with so many decimals is multiplied with.
    private static ReadOnlySpan<int> Powers => [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

    /// <summary>A number.</summary>
    /// <exception cref="OverflowException">The number has more than twelve digits before the point.</exception>
    public static Measure Of(decimal number) => new((long)(number * Scale), (long)(number * Scale));

    /// <summary>A whole number.</summary>
    /// <exception cref="OverflowException">The number has more than twelve digits.</exception>
    public static Measure Of(long number) => new(checked(number * (long)Scale), checked(number * (long)Scale));

    /// <summary>The number that a field with decimals spells, if it does: see <see cref="Scalars.Decimal"/>.</summary>
    /// <param name="utf8">The field's bytes.</param>
    /// <param name="digits">The field's digits before the point.</param>
    /// <param name="decimals">The field's digits after the point.</param>
    public static Measure Number(ReadOnlySpan<byte> utf8, int digits, int decimals)
    {
        // Of an ordinary number its digits make one integer, and the point says how it is scaled.
        var number = 0L;
        var point = -1;
        for (var i = 0; i < utf8.Length; i++)
        {
            var digit = (uint)(utf8[i] - '0');
            if (digit <= 9)
            {
                number = (number * 10) + digit;
            }
            else if (utf8[i] == (byte)'.' && point < 0)
            {
                point = i;
            }
            else
            {
                return default;
            }
        }

        var scale = point >= 0 ? utf8.Length - point - 1 : decimals > 0 && utf8.Length == digits + decimals ? decimals : 0;
        if (utf8.Length is 0 or > MostOrdinary || scale >= Powers.Length || (point >= 0 && (decimals == 0 || utf8.Length == 1)))
        {
            return Of(Scalars.Decimal(utf8, digits, decimals));
        }

        number *= Powers[scale];
        return new Measure(number, number);
    }

    /// <summary>A day.</summary>
    public static Measure Of(DateOnly day) => new(day.DayNumber, day.DayNumber);

    /// <summary>A number, if there is one.</summary>
    public static Measure Of(FieldValue<decimal> number) => number.HasValue && Math.Abs(number.Value) < long.MaxValue / Scale ? Of(number.Value) : default;

    /// <inheritdoc cref="Of(FieldValue{decimal})"/>
    public static Measure Of(FieldValue<int> number) => number.HasValue ? new(number.Value * (long)Scale, number.Value * (long)Scale) : default;

    /// <inheritdoc cref="Of(FieldValue{decimal})"/>
    public static Measure Of(FieldValue<long> number) => number.HasValue && Math.Abs((decimal)number.Value) < long.MaxValue / Scale ? Of((decimal)number.Value) : default;

    /// <summary>A day, if there is one.</summary>
    public static Measure Of(FieldValue<DateOnly> day) => day.HasValue ? Of(day.Value) : default;

    /// <inheritdoc cref="Of(FieldValue{DateOnly})"/>
    public static Measure Of(FieldValue<DateTime> day) => day.HasValue ? Of(DateOnly.FromDateTime(day.Value)) : default;

    /// <inheritdoc cref="Of(FieldValue{DateOnly})"/>
    public static Measure Of(FieldValue<IsoDate> day) => day.HasValue ? Of(day.Value.Day) : default;

    /// <summary>A day or a month, if there is one.</summary>
    public static Measure Of(FieldValue<PartialDate> day) => day.HasValue ? new(day.Value.FirstDay.DayNumber, day.Value.LastDay.DayNumber) : default;

    /// <summary>The full years that have passed on a day since a birth. Who was born on February 29 completes a year on March 1.</summary>
    public static Measure Years(FieldValue<DateOnly> birth, Measure on) =>
        birth.HasValue && on.IsKnown ? Of((long)Age.InYears(birth.Value, DateOnly.FromDayNumber((int)on._low))) : default;

    /// <summary>The full months that have passed on a day since a birth.</summary>
    public static Measure Months(FieldValue<DateOnly> birth, Measure on) =>
        birth.HasValue && on.IsKnown ? Of((long)Age.InMonths(birth.Value, DateOnly.FromDayNumber((int)on._low))) : default;

    /// <summary>The weekdays from a day to just before another; without the other, through the last day of school.</summary>
    public static Measure Weekdays(FieldValue<DateOnly> from, FieldValue<DateOnly> to, Measure lastDayOfSchool)
    {
        if (!from.HasValue || to.IsMalformed || (to.IsBlank && !lastDayOfSchool.IsKnown))
        {
            return default;
        }

        return Of((long)Generated.Weekdays.Between(from.Value, to.HasValue ? to.Value : DateOnly.FromDayNumber((int)lastDayOfSchool._low + 1)));
    }

    /// <summary>A later day.</summary>
    public Measure Plus(int days) => IsKnown ? new(_low + days, _high + days) : default;

    /// <summary>Whether one surely lies below the other.</summary>
    public static bool IsBelow(Measure left, Measure right) => left.IsKnown && right.IsKnown && left._high < right._low;

    /// <summary>Whether one surely lies at or below the other.</summary>
    public static bool IsAtMost(Measure left, Measure right) => left.IsKnown && right.IsKnown && left._high <= right._low;

    /// <summary>Whether both are surely the same.</summary>
    public static bool IsSame(Measure left, Measure right) => left.IsKnown && left._low == left._high && left == right;

    /// <summary>Whether both surely differ.</summary>
    public static bool IsOther(Measure left, Measure right) => IsBelow(left, right) || IsBelow(right, left);

    /// <inheritdoc/>
    public bool Equals(Measure other) => _low == other._low && _high == other._high && IsKnown == other.IsKnown;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Measure other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_low, _high, IsKnown);

    /// <summary>Whether both are the same, or both unknown.</summary>
    public static bool operator ==(Measure left, Measure right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Measure left, Measure right) => !left.Equals(right);
}
