using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Utah;

/// <summary>
/// Membership in 180-day equivalents, for schools that still base their schedule on 990 hours of instruction (lines 634 to 636 of the
/// specification): hours / 990 * 180, rounded up to a whole day. Other LEAs need a method of their own.
/// </summary>
/// <remarks>
/// <para>Membership, attendance and absences of a student follow the same method. The numbers are those of the list <c>MembershipEquivalents</c> of the year.</para>
/// <para>Safe for use by several threads at once.</para>
/// </remarks>
public sealed class MembershipEquivalent
{
    private const string List = "MembershipEquivalents";

    private MembershipEquivalent(int hours, int days) => (HoursOfYear, DaysOfYear) = (hours, days);

    /// <summary>The hours of instruction of a full year: 990.</summary>
    public int HoursOfYear { get; }

    /// <summary>The days of membership of a full year: 180.</summary>
    public int DaysOfYear { get; }

    /// <summary>The equivalents of a year.</summary>
    /// <exception cref="ArgumentException">The specification has no such list.</exception>
    public static MembershipEquivalent Of(SpecificationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        var year = specification.FindLookup(List)?.Rows[0]
            ?? throw new ArgumentException($"The specification has no list {List}.", nameof(specification));
        return new MembershipEquivalent(int.Parse(year[0], CultureInfo.InvariantCulture), int.Parse(year[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The days that hours of instruction amount to, rounded up: 900 hours are 164 days.</summary>
    /// <param name="hours">The hours for which the student was enrolled in the school year. More than those of a full year give more days than it has, which is for early graduates only.</param>
    /// <exception cref="ArgumentOutOfRangeException">The hours are negative, or more than the days of a record can tell.</exception>
    public int FromHours(decimal hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hours);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hours, int.MaxValue / DaysOfYear);

        // The product comes first: a quotient of decimals may lie a little beside the whole number that it is.
        return (int)decimal.Ceiling(hours * DaysOfYear / HoursOfYear);
    }
}
