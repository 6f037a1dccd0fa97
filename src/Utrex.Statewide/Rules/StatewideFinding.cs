using Utrex.Sdk.Findings;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Rules;

/// <summary>A record that breaks a Level 2 rule.</summary>
/// <param name="Submission">The submission that the record stands in.</param>
/// <param name="Finding">The rule, the line and whose record it is.</param>
/// <param name="Others">The records of other submissions, or of the same one, that it breaks the rule with.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record StatewideFinding(Submission Submission, Finding Finding, IReadOnlyList<OtherRecord> Others);
