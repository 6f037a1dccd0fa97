using Utrex.Sdk;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>What a rule is called where it must not be mistaken for another one: the state uses some numbers for many fields.</summary>
internal static class RuleLabels
{
    private static readonly HashSet<string> SharedIds = Repeated(rule => rule.Id);
    private static readonly HashSet<string> SharedFields = Repeated(rule => WithField(rule));

    /// <summary>The id, and as much of the field and the limit as tells the rule from others with that id.</summary>
    public static string Of(RuleInfo rule)
    {
        if (!SharedIds.Contains(rule.Id))
        {
            return rule.Id;
        }

        var label = WithField(rule);
        return !SharedFields.Contains(label) ? label
            : rule.MaxValue is { } most ? $"{label} (to {most})"
            : rule.MinValue is { } least ? $"{label} (from {least})"
            : label;
    }

    private static string WithField(RuleInfo rule)
    {
        var field = rule.Field is null ? null : UtrexSpecification.Current.FindRecord(rule.Record)?.FindField(rule.Field)?.Title ?? rule.Field;
        return field is null ? rule.Id : $"{rule.Id} {field}{(rule.Fields.Count > 0 ? " and others" : "")}";
    }

    private static HashSet<string> Repeated(Func<RuleInfo, string> name) => UtrexSpecification.Current.Rules
        .Where(rule => rule.Status == RuleStatus.Implemented)
        .GroupBy(name, StringComparer.Ordinal)
        .Where(rules => rules.Skip(1).Any())
        .Select(rules => rules.Key)
        .ToHashSet(StringComparer.Ordinal);
}
