using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>The value of a field that holds a day, in half the memory: an index keeps many.</summary>
internal readonly struct PackedDay
{
    private const int Malformed = -1;

    // One more than the number of the day, so that a blank is zero.
    private readonly int _day;

    private PackedDay(int day) => _day = day;

    /// <summary>Packs a value.</summary>
    public static implicit operator PackedDay(FieldValue<DateOnly> value) => new(value.IsMalformed ? Malformed : value.HasValue ? value.Value.DayNumber + 1 : 0);

    /// <summary>The value.</summary>
    public static implicit operator FieldValue<DateOnly>(PackedDay day) => day._day switch
    {
        0 => FieldValue<DateOnly>.Blank,
        Malformed => FieldValue<DateOnly>.Malformed,
        _ => new FieldValue<DateOnly>(DateOnly.FromDayNumber(day._day - 1)),
    };
}
