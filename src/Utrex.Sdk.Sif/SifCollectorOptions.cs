using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif;

/// <summary>What SIF objects do not say of the batch that they are collected into.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class SifCollectorOptions
{
    /// <summary>
    /// The number of the school year (its ending year) to collect: objects of other years are left out. By default it is the year of the
    /// current enrollments, among several the one that holds the day of the extract, else the latest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number has not four digits.</exception>
    public int? SchoolYear
    {
        get;
        init
        {
            field = value is not { } year || SubmissionContext.IsSchoolYear(year) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A school year has four digits.");
        }
    }

    /// <summary>The time of the extract; by default the latest timestamp of the messages.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>The time of the extract where no message has a timestamp; by default the system's time at the end of the collection.</summary>
    public DateTime? AsOfWithoutTimestamp { get; init; }
}
