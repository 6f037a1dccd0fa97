namespace Utrex.Sdk.Sif;

/// <summary>What SIF objects do not say of the batch that they are collected into.</summary>
public sealed class SifCollectorOptions
{
    /// <summary>The number of the school year (its ending year); by default that of the objects.</summary>
    public int? SchoolYear { get; init; }

    /// <summary>The time of the extract; by default the latest timestamp of the messages.</summary>
    public DateTime? AsOf { get; init; }

    /// <summary>The time to fall back on where neither this nor a message says one.</summary>
    public DateTime Now { get; init; } = DateTime.Now;
}
