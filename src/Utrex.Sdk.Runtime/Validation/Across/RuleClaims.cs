using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Across;

/// <summary>
/// Where a family of rules gets the rules that it evaluates, and thereby claims them. A rule that the specification's year does not have,
/// or has set aside, is no error: the family goes on, and what it finds of that rule is dropped.
/// </summary>
/// <param name="specification">The specification.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class RuleClaims(SpecificationInfo specification)
{
    private readonly List<RuleInfo> _claimed = [];

    /// <summary>The specification.</summary>
    public SpecificationInfo Specification { get; } = specification ?? throw new ArgumentNullException(nameof(specification));

    /// <summary>The rules that were claimed.</summary>
    public IReadOnlyList<RuleInfo> Claimed => _claimed;

    /// <summary>Claims a rule. One that the year lacks has no words and limits, and is never found.</summary>
    /// <param name="id">The rule's id, such as <c>S1.324</c>.</param>
    /// <param name="field">The field, where several rows of the specification share the id.</param>
    /// <exception cref="InvalidOperationException">Several rows have the id; the message names it.</exception>
    public RuleInfo Rule(string id, string? field = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        var rules = Claim(Specification.FindRules(id).Where(rule => field is null || string.Equals(rule.Field, field, StringComparison.Ordinal)));
        return rules.Count switch
        {
            0 => Absent(id),
            1 => rules[0],
            _ => throw new InvalidOperationException($"{rules.Count} rules of {Specification} have the id {id}{(field is null ? "" : $" and the field {field}")}; one is expected."),
        };
    }

    /// <summary>Claims every rule of a kind, in the specification's order.</summary>
    /// <param name="isClaimed">Whether a rule is claimed.</param>
    public IReadOnlyList<RuleInfo> Claim(Func<RuleInfo, bool> isClaimed)
    {
        ArgumentNullException.ThrowIfNull(isClaimed);
        return Claim(Specification.Rules.Where(isClaimed));
    }

    private List<RuleInfo> Claim(IEnumerable<RuleInfo> rules)
    {
        var claimed = rules.Where(rule => rule is { Status: RuleStatus.Implemented, Kind: RuleKind.Batch or RuleKind.Reference or RuleKind.Level2 }).ToList();
        _claimed.AddRange(claimed);
        return claimed;
    }

    private static RuleInfo Absent(string id) => new()
    {
        Id = id,
        Record = id[..Math.Max(0, id.IndexOf('.', StringComparison.Ordinal))],
        Number = id[(id.IndexOf('.', StringComparison.Ordinal) + 1)..],
        Severity = Severity.Warning,
        Kind = RuleKind.Batch,
        Status = RuleStatus.Inactive,
        Text = "",
        Message = "",
        ExtendedDescription = "",
        Advice = "",
        Order = 0,
    };
}
