using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Across;

/// <summary>The order of a specification's rules: that of their records, and within a record that of its error table. Rules of no record come last.</summary>
/// <param name="specification">The specification.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class RuleOrder(SpecificationInfo specification) : IComparer<RuleInfo>
{
    private readonly Dictionary<string, int> _records = (specification ?? throw new ArgumentNullException(nameof(specification))).Records
        .Select((record, i) => (record.Id, Order: i)).ToDictionary(pair => pair.Id, pair => pair.Order, StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Compare(RuleInfo? x, RuleInfo? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var order = PlaceOf(x).CompareTo(PlaceOf(y));
        return order != 0 ? order : x.Order.CompareTo(y.Order);
    }

    private int PlaceOf(RuleInfo rule) => _records.GetValueOrDefault(rule.Record, int.MaxValue);
}
