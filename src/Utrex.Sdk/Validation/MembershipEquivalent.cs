using System.Globalization;

namespace Utrex.Sdk.Validation;

/// <summary>
/// Membership in 180-day equivalents, for schools that still base their schedule on 990 hours of instruction (lines 634 to 636 of the
/// specification): hours / 990 * 180, rounded up to a whole day. Other LEAs need a method of their own.
/// </summary>
/// <remarks>Membership, attendance and absences of a student follow the same method. The numbers are those of the list <c>MembershipEquivalents</c>.</remarks>
public static class MembershipEquivalent
{
    /// <summary>The hours of instruction of a full year: 990.</summary>
    public static int HoursOfYear { get; } = Year(0);

    /// <summary>The days of membership of a full year: 180.</summary>
    public static int DaysOfYear { get; } = Year(1);

    /// <summary>The days that hours of instruction amount to, rounded up: 900 hours are 164 days.</summary>
    /// <param name="hours">The hours for which the student was enrolled in the school year. More than those of a full year give more days than it has, which is for early graduates only.</param>
    /// <exception cref="ArgumentOutOfRangeException">The hours are negative, or more than the days of a record can tell.</exception>
    public static int FromHours(decimal hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hours);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, int.MaxValue / DaysOfYear);
        // The product comes first: a quotient of decimals may lie a little beside the whole number that it is.
        return (int)decimal.Ceiling(hours * DaysOfYear / HoursOfYear);
    }

    private static int Year(int column) => int.Parse(UtrexSpecification.Lookups.MembershipEquivalents.Rows[0][column], CultureInfo.InvariantCulture);
}
