using Utrex.Sdk.Specification;

namespace Utrex.Cli.Rules;

/// <summary>How a rule is named on the command line: by its id, and after an at sign the field where several rows share the id.</summary>
internal static class RuleArgument
{
    /// <summary>The argument that names a rule.</summary>
    public static string Of(RuleInfo rule)
    {
        var isUnique = UtrexSpecification.Current.FindRules(rule.Id).Count(other => other.Status == RuleStatus.Implemented) == 1;
        return isUnique || rule.Field is null ? rule.Id : rule.Field.Contains(' ', StringComparison.Ordinal) ? $"'{rule.Id}@{rule.Field}'" : $"{rule.Id}@{rule.Field}";
    }

    /// <summary>The rule that an argument names.</summary>
    public static RuleInfo? Find(string argument) => Find(UtrexSpecification.Current, argument);

    /// <summary>The same in the specification of any year.</summary>
    public static RuleInfo? Find(SpecificationInfo specification, string argument)
    {
        var at = argument.IndexOf('@', StringComparison.Ordinal);
        var id = at < 0 ? argument : argument[..at];
        var rules = specification.FindEveryRule(id).Where(rule => at < 0 || string.Equals(rule.Field, argument[(at + 1)..], StringComparison.OrdinalIgnoreCase)).ToList();
        return rules.Find(rule => rule.Status == RuleStatus.Implemented) ?? rules.FirstOrDefault();
    }
}
