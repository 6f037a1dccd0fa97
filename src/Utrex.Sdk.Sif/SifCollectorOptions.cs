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

    /// <summary>
    /// The specifications of the years that may be collected. The records are those of the one whose year the objects are of, or of the first
    /// where they are of none. By default the newest alone.
    /// </summary>
    /// <exception cref="ArgumentException">There is none, or one of them is <see langword="null"/>.</exception>
    public IReadOnlyList<SpecificationInfo> Specifications
    {
        get;
        init
        {
            field = value is [_, ..] && value.All(specification => specification is not null) ? value : throw new ArgumentException("There has to be a specification.", nameof(value));
        }
    }
    = [UtrexSpecification.Current];

    /// <summary>The time of the extract; by default the latest timestamp of the messages.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>The time of the extract where no message has a timestamp; by default the system's time at the end of the collection.</summary>
    public DateTime? AsOfWithoutTimestamp { get; init; }
}
