using System.Globalization;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Rules;

/// <summary>What stands in a rule's data as words, said in sentences: what it needs, whether it is evaluated and why not, what it rests on.</summary>
internal static class RuleWords
{
    /// <summary>What a rule needs to be decided.</summary>
    public static string Needs(RuleInfo rule) => rule.Kind switch
    {
        RuleKind.Field => "the field alone",
        RuleKind.Record => "several fields of the record, or dates of the batch",
        RuleKind.Batch => "other records of the batch",
        RuleKind.Reference => "the state's reference data (--reference)",
        _ => rule.Needs ?? "records beyond the batch",
    };

    /// <summary>Whether a rule is evaluated, and why where it is not.</summary>
    public static string Status(RuleInfo rule) => rule.Status switch
    {
        RuleStatus.Implemented when rule.Kind == RuleKind.Level2 => "evaluated by 'utrex statewide validate' over the submissions of all LEAs" + (Years.Of(rule).Evaluates(rule) ? ", and by 'utrex validate' as far as one batch shows" : ""),
        RuleStatus.Implemented => "evaluated",
        RuleStatus.Inactive => "inactive: " + Reason(rule),
        _ when rule.Needs is { } needs => "not evaluated: it needs " + needs,
        _ => "not evaluated by this version",
    };

    /// <summary>Why an inactive rule is not evaluated.</summary>
    public static string Reason(RuleInfo rule) => rule.InactiveReason switch
    {
        InactiveReason.Withdrawn => "the state has withdrawn it",
        InactiveReason.Inactivated => "the state has switched it off, for now",
        InactiveReason.Duplicate when string.Equals(rule.DuplicateOf, rule.Id, StringComparison.Ordinal) => $"another row of {rule.Id} says the same",
        InactiveReason.Duplicate => $"{rule.DuplicateOf} says the same",
        _ => "nothing that can stand in a file breaks it",
    };

    /// <summary>What a rule rests on, with the line of the text where it has one.</summary>
    public static string Source(RuleInfo rule)
    {
        var line = rule.Source == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"line {rule.Source} of the specification");
        return rule.Basis switch
        {
            RuleBasis.ErrorTable => line ?? "the specification",
            RuleBasis.Unnumbered => $"{line}, a row without a number; the number is ours",
            RuleBasis.Form => $"ours: {line} prints the form, and no row of the error tables asks for it",
            RuleBasis.Description => $"ours: {line} describes it so, and no row of the error tables asks for it",
            RuleBasis.Revision => $"{line}: its history of revisions",
            _ => line is null ? "ours: what a file must be to be read" : $"ours, after {line}",
        };
    }

    /// <summary>The heading of the rules that rest on the same.</summary>
    public static string Heading(RuleBasis basis) => basis switch
    {
        RuleBasis.Unnumbered => "Rows without a number",
        RuleBasis.Form => "The form of a field",
        RuleBasis.Description => "Sentences of the descriptions",
        RuleBasis.File => "The file",
        RuleBasis.Revision => "The history of revisions",
        _ => "The error tables",
    };
}
