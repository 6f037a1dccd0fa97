namespace Utrex.Sdk.Specification;

/// <summary>How the specification of a year was made of that of another, where nobody has the year's own text.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ReconstructionInfo
{
    /// <summary>The school year of the specification that it was made of, such as <c>2025-26</c>.</summary>
    public required string From { get; init; }

    /// <summary>The entries of that one's revision history that were used.</summary>
    public IReadOnlyList<RevisionInfo> Entries { get; init; } = [];

    /// <summary>What the history leaves open, a sentence or more each.</summary>
    public IReadOnlyList<string> Uncertain { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => "from " + From;
}
