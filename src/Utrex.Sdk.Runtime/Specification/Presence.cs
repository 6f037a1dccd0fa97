namespace Utrex.Sdk.Specification;

/// <summary>Whether the specification asks for a value in a field.</summary>
public enum Presence
{
    /// <summary>The field may be blank.</summary>
    Optional,

    /// <summary>The field must be present under a condition that its description states.</summary>
    Conditional,

    /// <summary>The field must always be present.</summary>
    Always,
}
