using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Across;

/// <summary>A tight family of rules across records: one look at the index of a batch that finds what breaks them.</summary>
/// <typeparam name="TIndex">The index: what the rules need of the whole batch.</typeparam>
/// <typeparam name="TFindings">How findings are kept until the end.</typeparam>
/// <param name="claims">Where the family gets its rules.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
public abstract class RuleFamily<TIndex, TFindings>(RuleClaims claims)
    where TFindings : class, IFindingList<TFindings>
{
    /// <summary>The rules that the family evaluates.</summary>
    public IReadOnlyList<RuleInfo> Rules => claims.Claimed;

    /// <summary>Whether the family needs the findings of all others, and is asked after them.</summary>
    public virtual bool FollowsOthers => false;

    /// <summary>Whether the family uses what threads must not share, such as a register; such families are asked one after the other.</summary>
    public virtual bool IsSequential => false;

    /// <summary>Looks at the whole batch and reports what breaks the rules.</summary>
    /// <param name="index">The index, complete.</param>
    /// <param name="findings">Takes what is found.</param>
    public abstract void Check(TIndex index, TFindings findings);

    /// <summary>What a rule of this family cannot be evaluated without and the run lacks, in words that stand in a summary; <see langword="null"/> where nothing is lacking.</summary>
    /// <param name="rule">One of <see cref="Rules"/>.</param>
    /// <param name="index">The index.</param>
    public virtual string? Lacks(RuleInfo rule, TIndex index) => null;
}
