using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Across;

/// <summary>Findings as they are: enough for any specification whose batches do not break its rules by the million.</summary>
/// <param name="specification">The specification, which says in what order its records stand.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class FindingList(SpecificationInfo specification) : IFindingList<FindingList>
{
    private readonly SpecificationInfo _specification = specification ?? throw new ArgumentNullException(nameof(specification));
    private readonly List<Finding> _findings = [];

    /// <summary>Adds a finding; one of a rule that the year lacks is dropped.</summary>
    /// <param name="finding">The finding.</param>
    public void Add(in Finding finding)
    {
        if (finding.Rule.Status == RuleStatus.Implemented)
        {
            _findings.Add(finding);
        }
    }

    /// <summary>Adds a finding on a record of the rule's type, in the rule's field.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="line">The record's line, from 1.</param>
    /// <param name="value">The value of the field as submitted, or <see langword="null"/> for a blank or the whole record.</param>
    /// <param name="related">The lines of other records that have a part in it.</param>
    public void Add(RuleInfo rule, int line, string? value = null, params ReadOnlySpan<int> related)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var record = _specification.FindRecord(rule.Record);
        Add(new Finding(rule, rule.Field is { } field ? record?.FindField(field) : null, line, new RecordKeys { Record = record }, value) { Related = [.. related] });
    }

    /// <inheritdoc/>
    public void AddRange(FindingList others)
    {
        ArgumentNullException.ThrowIfNull(others);
        _findings.AddRange(others._findings);
    }

    /// <inheritdoc/>
    public IEnumerable<Finding> InOrder() => _findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Rule, new RuleOrder(_specification));
}
