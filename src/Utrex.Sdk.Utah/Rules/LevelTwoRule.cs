using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>Rules that the state evaluates over all LEAs and years (Level 2), as far as one batch shows what breaks them.</summary>
internal abstract class LevelTwoRule(RuleClaims claims) : BatchRule(claims)
{
    /// <summary>What one batch shows is found, and the rest is not looked at.</summary>
    public sealed override string? Lacks(RuleInfo rule, BatchIndex index) => rule.Needs is { } needs ? "it was looked for in this batch alone; it needs " + needs : null;

    /// <summary>An SSID as a number; the state compares them so.</summary>
    protected static long? NumberOf(BatchIndex index, TextId ssid) => Scalars.LongInteger(index.Texts[ssid]) is { HasValue: true } number ? number.Value : null;
}
