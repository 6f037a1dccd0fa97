namespace Utrex.Sdk.Specification;

/// <summary>Whose word a fact is.</summary>
public enum FactStanding
{
    /// <summary>The specification's.</summary>
    Specification,

    /// <summary>A page of the state's.</summary>
    State,

    /// <summary>A rule of the state's board.</summary>
    BoardRule,

    /// <summary>What vendors tell their users.</summary>
    Vendors,

    /// <summary>Minutes of meetings: the day is likely, the wording weak.</summary>
    Minutes,
}

/// <summary>Something that a user must know and no rule says.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class FactInfo
{
    /// <summary>The fact.</summary>
    public required string Text { get; init; }

    /// <summary>Whose word it is.</summary>
    public FactStanding Standing { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
