namespace Utrex.Statewide.Store;

/// <summary>What an LEA has submitted for a school year, as the store holds it.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record Submission
{
    /// <summary>The number of the submission in its store; a later load has a higher one.</summary>
    public required int Id { get; init; }

    /// <summary>The LEA's number.</summary>
    public required string Lea { get; init; }

    /// <summary>The school year, by the year in which it ends.</summary>
    public required int SchoolYear { get; init; }

    /// <summary>The file, as it was named when it was loaded.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>SHA-256 of the numbers of the lines that were left out, in hexadecimal digits.</summary>
    public required string LeftOutDigest { get; init; }

    /// <summary>When it was loaded, in UTC.</summary>
    public required DateTime Loaded { get; init; }

    /// <summary>How many records the store holds of it.</summary>
    public required int Records { get; init; }

    /// <summary>How many lines were left out: Level 1 refuses them.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Whether another submission is of the same LEA and year and would put the same into the store.</summary>
    internal bool HoldsSameAs(Submission other) =>
        string.Equals(Digest, other.Digest, StringComparison.Ordinal) && string.Equals(LeftOutDigest, other.LeftOutDigest, StringComparison.Ordinal);
}
