using Utrex.Sdk.Specification;

namespace Utrex.Cli.Rules;

/// <summary>The tool's own rules about a batch as a submission: whether it is the one that is due. They are no rules of the state.</summary>
internal static class SubmissionRules
{
    private static readonly List<RuleInfo> Rules = [];

    /// <summary>Today lies in the school year.</summary>
    public static readonly RuleInfo TodayInYear = Add(
        "201w", nameof(TodayInYear), Severity.Warning,
        "Today should lie in the school year of the batch.",
        "Today lies outside the school year of the batch: many dates will seem to be in the future or too long ago",
        "Say which day the batch is to be judged on: --today YYYY-MM-DD. If the batch is of another year than you meant, export the right one.");

    /// <summary>The as-of date is near today.</summary>
    public static readonly RuleInfo RecentExtract = Add(
        "202w", nameof(RecentExtract), Severity.Warning,
        "The as-of date of a batch should be at most three weeks before today, and not after it.",
        "The as-of date is far from today: this may be an old export",
        "Export the batch again, unless you look at an old one on purpose; then --today says the day that it is to be judged on.");

    /// <summary>The month is that of the as-of date.</summary>
    public static readonly RuleInfo MonthOfExtract = Add(
        "203w", nameof(MonthOfExtract), Severity.Warning,
        "The month of a batch should be that of its as-of date.",
        "The month is not that of the as-of date",
        "Correct the month or the as-of date in the settings of the export; one of them is left from another submission.");

    /// <summary>What every submission needs is there.</summary>
    public static readonly RuleInfo HasRecords = Add(
        "204", nameof(HasRecords), Severity.Error,
        "A batch must have records of the types that every submission needs.",
        "The batch has no record of a type that the submission cannot be without",
        "Export the batch with this record type; 'utrex explain' and the name of the submission says what it needs.");

    /// <summary>What the submission needs besides is there.</summary>
    public static readonly RuleInfo HasExpectedRecords = Add(
        "205w", nameof(HasExpectedRecords), Severity.Warning,
        "A batch should have records of every type that its submission needs.",
        "The batch has no record of a type that the submission needs",
        "Export the batch with this record type, unless the LEA has nothing to report in it.");

    /// <summary>No school is missing.</summary>
    public static readonly RuleInfo HasEverySchool = Add(
        "206w", nameof(HasEverySchool), Severity.Warning,
        "A batch should have a school record for every active school of its LEA in the register of schools.",
        "A school of the register is missing in the batch",
        "Export the batch with this school, if it has students. A file that was cut off lacks the schools at its end.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RuleInfo> All => Rules;

    private static RuleInfo Add(string number, string name, Severity severity, string text, string message, string advice)
    {
        var rule = RuleInfo.AboutFiles(number, name, severity, text, message, advice, "utrex validate", 1000 + Rules.Count);
        Rules.Add(rule);
        return rule;
    }
}
