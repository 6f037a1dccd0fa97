using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>What a check of an export finds, as rules: reports and code hosts know findings by them. They are no rules of the state.</summary>
internal static class KitRules
{
    private static readonly List<RuleInfo> Rules = [];

    /// <summary>A record is missing.</summary>
    public static readonly RuleInfo Missing = Add(
        "001", nameof(Missing), "Every record that the scenario leads to must be in the export.", "Expected, and not in the export",
        "Look whether the facts behind the record have been entered, and whether the export takes them: the record stands in the expected batch on this line.");

    /// <summary>A record is not expected.</summary>
    public static readonly RuleInfo Unexpected = Add(
        "002", nameof(Unexpected), "The export must have no record that the scenario does not lead to.", "In the export, and not expected",
        "Look where the record comes from: something was entered that is not in the scenario, entered twice, or is of another day.");

    /// <summary>A value differs.</summary>
    public static readonly RuleInfo Different = Add(
        "003", nameof(Different), "A value of the export must be the one that the scenario leads to.", "Another value is expected",
        "Compare what was entered with the table of the scenario; if it is the same, the export computes or writes the value otherwise.");

    /// <summary>A line is no record.</summary>
    public static readonly RuleInfo Unreadable = Add(
        "004", nameof(Unreadable), "Every line of the export must be a record.", "The line is no record",
        "Run 'utrex validate' on the export: it says what is wrong with the line.");

    private static RuleInfo Add(string number, string name, string text, string message, string advice)
    {
        var rule = RuleInfo.AboutFiles(number, name, Severity.Error, text, message, advice, "utrex approval-kit check", Rules.Count, "KIT");
        Rules.Add(rule);
        return rule;
    }
}
