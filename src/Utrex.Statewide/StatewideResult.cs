using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Rules;
using Utrex.Statewide.Store;

namespace Utrex.Statewide;

/// <summary>What a Level 2 validation found.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record StatewideResult
{
    /// <summary>The findings, by file, line and rule.</summary>
    public required IReadOnlyList<StatewideFinding> Findings { get; init; }

    /// <summary>The submissions of the school year, by LEA.</summary>
    public required IReadOnlyList<Submission> Submissions { get; init; }

    /// <summary>The rules that were not evaluated, and why.</summary>
    public required IReadOnlyList<RuleNotEvaluated> NotEvaluated { get; init; }

    /// <summary>What else a reader of the findings must know, each as a sentence without its end.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>How many students have a record in the school year.</summary>
    public required int Students { get; init; }

    /// <summary>How many findings are errors.</summary>
    public int Errors => Findings.Count(finding => finding.Finding.Severity == Severity.Error);

    /// <summary>How many findings are warnings.</summary>
    public int Warnings => Findings.Count - Errors;
}
