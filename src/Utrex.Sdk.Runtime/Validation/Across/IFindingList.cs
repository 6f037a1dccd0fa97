using Utrex.Sdk.Findings;

namespace Utrex.Sdk.Validation.Across;

/// <summary>Findings of rules across records, as they are kept until all rules have been asked.</summary>
/// <typeparam name="TSelf">The list itself.</typeparam>
public interface IFindingList<in TSelf>
    where TSelf : IFindingList<TSelf>
{
    /// <summary>Takes over what a family has found by itself.</summary>
    /// <param name="others">The findings.</param>
    void AddRange(TSelf others);

    /// <summary>The findings, by line and then in the order of the rules.</summary>
    IEnumerable<Finding> InOrder();
}
