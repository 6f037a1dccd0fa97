using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>The families of Level 2 rules, and which of them a run evaluates.</summary>
internal sealed class LevelTwoRules
{
    private static readonly Func<RuleClaims, HistoryRule>[] Families =
    [
        claims => new PermanentExits(claims), claims => new NewSsids(claims), claims => new SchoolMemberships(claims), claims => new GradeLevels(claims), claims => new DualScrams(claims),
        claims => new FirstEnrollments(claims), claims => new Residences(claims), claims => new DualKindergartens(claims), claims => new EssentialElements(claims),
    ];

    private readonly List<HistoryRule> _families;

    /// <summary>Those of a year.</summary>
    public LevelTwoRules(SpecificationInfo specification) => _families = [.. Families.Select(family => family(new RuleClaims(specification)))];

    /// <summary>The rules that they evaluate.</summary>
    public IEnumerable<RuleInfo> Claims => _families.SelectMany(family => family.Rules);

    /// <summary>The family about membership.</summary>
    public SchoolMemberships Memberships => _families.OfType<SchoolMemberships>().Single();

    /// <summary>The families that a run evaluates on histories of a kind.</summary>
    public IReadOnlyList<HistoryRule> Of(HistoryKind kind, RuleScope scope) => _families.FindAll(family => family.Kind == kind && family.Lacks(scope) is null);

    /// <summary>The rules that a run does not evaluate, and why.</summary>
    public IReadOnlyList<RuleNotEvaluated> NotEvaluated(RuleScope scope) =>
        [.. _families.SelectMany(family => family.Lacks(scope) is { } lacking ? family.Rules.Select(rule => new RuleNotEvaluated(rule, lacking)) : [])];

    /// <summary>What a reader of the findings must know.</summary>
    public IReadOnlyList<string> Remarks(RuleScope scope) => [.. _families.Select(family => family.Remark(scope)).OfType<string>()];
}
