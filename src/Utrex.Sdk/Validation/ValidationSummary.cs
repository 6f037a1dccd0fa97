using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation;

/// <summary>A rule that a run did not evaluate, and why.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">Why it was not evaluated.</param>
public readonly record struct RuleNotEvaluated(RuleInfo Rule, string Reason);

/// <summary>What a validation run did.</summary>
public sealed record ValidationSummary
{
    /// <summary>The lines that were read as records.</summary>
    public required int RecordsRead { get; init; }

    /// <summary>The lines that were refused; each has a finding that says why.</summary>
    public required int RecordsRefused { get; init; }

    /// <summary>The findings that make the state reject a record.</summary>
    public required int Errors { get; init; }

    /// <summary>The findings that ask for a second look.</summary>
    public required int Warnings { get; init; }

    /// <summary>How many of these findings only follow from another record's.</summary>
    public int Cascades { get; init; }

    /// <summary>The rules that were not evaluated. A rule that is neither here nor inactive was.</summary>
    public required IReadOnlyList<RuleNotEvaluated> NotEvaluated { get; init; }
}
