namespace Utrex.Sdk.Sif;

/// <summary>What SIF objects do not say of the batch that they are collected into.</summary>
public sealed class SifCollectorOptions
{
    /// <summary>The number of the school year (its ending year); by default that of the objects.</summary>
    public int? SchoolYear { get; init; }

    /// <summary>The time of the extract; by default the latest timestamp of the messages.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>The time of the extract where no message has a timestamp; by default the system's time at the end of the collection.</summary>
    public DateTime? AsOfWithoutTimestamp { get; init; }
}
