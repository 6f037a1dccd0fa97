using System.Collections.Concurrent;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Rules;

/// <summary>Tells apart the rows of a specification that share an id, as rule 009 of every field with codes does.</summary>
internal static class RuleRows
{
    private static readonly ConcurrentDictionary<SpecificationInfo, ILookup<string, RuleInfo>> ByYear = [];

    /// <summary>The rule of an id that is about a field, in the newest year that has the id; <see langword="null"/> if there is none.</summary>
    public static RuleInfo? Find(string id, string? field) =>
        Years.Judged.Select(year => WithId(id, year.Specification).ToList()).FirstOrDefault(rows => rows.Count > 0) is { } rows
            ? rows.Find(rule => string.Equals(rule.Field, field, StringComparison.Ordinal)) ?? rows.Find(rule => rule.Fields.Contains(field, StringComparer.Ordinal)) ?? rows[0]
            : null;

    /// <summary>A name that no rule of its year on another field has: the id, and the field where the id alone does not tell.</summary>
    public static string NameOf(RuleInfo rule) =>
        rule.Field is { } field && WithId(rule.Id, Years.Of(rule)).Any(other => !string.Equals(other.Field, field, StringComparison.Ordinal)) ? $"{rule.Id}/{field}" : rule.Id;

    /// <summary>The rules that are evaluated under the name of a rule: limits from below and from above may be two.</summary>
    public static IEnumerable<RuleInfo> Alike(RuleInfo rule) =>
        WithId(rule.Id, Years.Of(rule)).Where(other => other == rule || (other.Status == RuleStatus.Implemented && string.Equals(other.Field, rule.Field, StringComparison.Ordinal))).DefaultIfEmpty(rule);

    /// <summary>Whether a rule is about SIF objects and not about a batch.</summary>
    public static bool IsAboutSif(RuleInfo rule) => SifRules.All.Contains(rule);

    /// <summary>Whether a rule is the tool's own: about SIF objects, or about what lies around a batch.</summary>
    public static bool IsOfTool(RuleInfo rule) => IsAboutSif(rule) || SubmissionRules.All.Contains(rule);

    /// <summary>The rules of a year with an id, those that are evaluated first.</summary>
    private static IEnumerable<RuleInfo> WithId(string id, SpecificationInfo year) =>
        ByYear.GetOrAdd(year, static year => year.EveryRule.OrderBy(rule => rule.Status != RuleStatus.Implemented).ToLookup(rule => rule.Id, StringComparer.Ordinal))[id];
}
