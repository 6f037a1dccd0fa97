using System.ComponentModel;

namespace Utrex.Sdk.Generated;

/// <summary>Counts Mondays to Fridays; a batch does not tell the other days without school.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Weekdays
{
    /// <summary>The number of weekdays from a day up to, but not including, another; 0 where that is no later.</summary>
    public static int Between(DateOnly from, DateOnly until) => Math.Max(0, Before(until.DayNumber) - Before(from.DayNumber));

    // January 1 of the year 1, day 0, was a Monday.
    private static int Before(int day) => (day / 7 * 5) + Math.Min(day % 7, 5);
}
