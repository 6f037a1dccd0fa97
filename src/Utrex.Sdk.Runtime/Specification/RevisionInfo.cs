namespace Utrex.Sdk.Specification;

/// <summary>An entry of a specification's revision history, and what it changed.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class RevisionInfo
{
    /// <summary>The month (<c>2024-07</c>) or the day of the entry.</summary>
    public required string Date { get; init; }

    /// <summary>What it changed, and what that means for this year.</summary>
    public required string Change { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Date}: {Change}";
}
