using Utrex.Sdk;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>Tells apart the rows of the specification that share an id, as rule 009 of every field with codes does.</summary>
internal static class RuleRows
{
    private static readonly ILookup<string, RuleInfo> ById =
        UtrexSpecification.Current.Rules.Concat(FileRules.All).Distinct().OrderBy(rule => rule.Status != RuleStatus.Implemented).ToLookup(rule => rule.Id, StringComparer.Ordinal);

    private static readonly HashSet<string> Shared =
        new(ById.Where(rules => rules.DistinctBy(rule => rule.Field, StringComparer.Ordinal).Skip(1).Any()).Select(rules => rules.Key), StringComparer.Ordinal);

    /// <summary>The rule of an id that is about a field, or <see langword="null"/> if there is no such id.</summary>
    public static RuleInfo? Find(string id, string? field) =>
        ById[id].FirstOrDefault(rule => string.Equals(rule.Field, field, StringComparison.Ordinal))
        ?? ById[id].FirstOrDefault(rule => rule.Fields.Contains(field, StringComparer.Ordinal))
        ?? ById[id].FirstOrDefault();

    /// <summary>A name that no rule on another field has: the id, and the field where the id alone does not tell.</summary>
    public static string NameOf(RuleInfo rule) => rule.Field is { } field && Shared.Contains(rule.Id) ? $"{rule.Id}/{field}" : rule.Id;

    /// <summary>The rules that are evaluated under the name of a rule: limits from below and from above may be two.</summary>
    public static IEnumerable<RuleInfo> Alike(RuleInfo rule) =>
        ById[rule.Id].Where(other => other == rule || (other.Status == RuleStatus.Implemented && string.Equals(other.Field, rule.Field, StringComparison.Ordinal)));

    /// <summary>Whether a rule is about SIF objects and not about a batch.</summary>
    public static bool IsAboutSif(RuleInfo rule) => string.Equals(rule.Implementation, nameof(SifCollector), StringComparison.Ordinal);
}
