using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Findings;

/// <summary>A rule that a run did not evaluate, and why.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">Why it was not evaluated.</param>
public readonly record struct RuleNotEvaluated(RuleInfo Rule, string Reason)
{
    private readonly RuleInfo? _rule = Rule;
    private readonly string? _reason = Reason;

    /// <summary>The rule.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which is about no rule.</exception>
    public RuleInfo Rule
    {
        get => _rule ?? throw new InvalidOperationException("The default RuleNotEvaluated is about no rule.");
        init => _rule = value;
    }

    /// <summary>Why it was not evaluated.</summary>
    public string Reason
    {
        get => _reason ?? "";
        init => _reason = value;
    }

    /// <summary>
    /// What went wrong where the rule was begun and could not be ended: a fault of this library, or of the registers. The findings of
    /// other rules are complete then, those of this one may not be. <see langword="null"/> where it was not begun.
    /// </summary>
    public Exception? Failure { get; init; }

    /// <summary>The rule and the reason; empty for the default.</summary>
    public override string ToString() => _rule is null ? "" : $"{_rule.Id}: {Reason}";
}

/// <summary>What a validation run did.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
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
