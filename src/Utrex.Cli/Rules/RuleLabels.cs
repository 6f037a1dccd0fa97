using System.Collections.Concurrent;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Rules;

/// <summary>What a rule is called where it must not be mistaken for another one: the state uses some numbers for many fields.</summary>
internal static class RuleLabels
{
    private static readonly ConcurrentDictionary<SpecificationInfo, (HashSet<string> Ids, HashSet<string> Fields)> Shared = [];

    /// <summary>The id, and as much of the field and the limit as tells the rule from others with that id.</summary>
    public static string Of(RuleInfo rule)
    {
        var shared = Shared.GetOrAdd(Years.Of(rule), static year => (Repeated(year, rule => rule.Id), Repeated(year, WithField)));
        if (!shared.Ids.Contains(rule.Id))
        {
            return rule.Id;
        }

        var label = WithField(rule);
        return !shared.Fields.Contains(label) ? label
            : rule.MaxValue is { } most ? $"{label} (to {most})"
            : rule.MinValue is { } least ? $"{label} (from {least})"
            : label;
    }

    private static string WithField(RuleInfo rule)
    {
        var field = rule.Field is null ? null : Years.Of(rule).FindRecord(rule.Record)?.FindField(rule.Field)?.Title ?? rule.Field;
        return field is null ? rule.Id : $"{rule.Id} {field}{(rule.Fields.Count > 0 ? " and others" : "")}";
    }

    private static HashSet<string> Repeated(SpecificationInfo year, Func<RuleInfo, string> name) => year.Rules
        .Where(rule => rule.Status == RuleStatus.Implemented)
        .GroupBy(name, StringComparer.Ordinal)
        .Where(rules => rules.Skip(1).Any())
        .Select(rules => rules.Key)
        .ToHashSet(StringComparer.Ordinal);
}
