using System.Runtime.InteropServices;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>The value of a field that holds a day, or a day that there may be, in half the memory: an index keeps many.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct PackedDay
{
    private const int Malformed = -1;

    // One more than the number of the day, so that a blank is zero.
    private readonly int _day;

    private PackedDay(int day) => _day = day;

    /// <summary>Packs a value.</summary>
    public static implicit operator PackedDay(FieldValue<DateOnly> value) => new(value.IsMalformed ? Malformed : value.HasValue ? value.Value.DayNumber + 1 : 0);

    /// <summary>Packs a day, or none.</summary>
    public static implicit operator PackedDay(DateOnly? day) => new(day is { } known ? known.DayNumber + 1 : 0);

    /// <summary>The day, if it is one.</summary>
    public static implicit operator DateOnly?(PackedDay day) => day._day > 0 ? DateOnly.FromDayNumber(day._day - 1) : null;

    /// <summary>The value.</summary>
    public static implicit operator FieldValue<DateOnly>(PackedDay day) => day._day switch
    {
        0 => FieldValue<DateOnly>.Blank,
        Malformed => FieldValue<DateOnly>.Malformed,
        _ => new FieldValue<DateOnly>(DateOnly.FromDayNumber(day._day - 1)),
    };
}
