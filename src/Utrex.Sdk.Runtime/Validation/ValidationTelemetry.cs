using System.Diagnostics;
using System.Diagnostics.Metrics;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation;

/// <summary>
/// The names under which OpenTelemetry and its like hear of validations by <see cref="CompiledSpecification"/>. Nothing of them tells of a person.
/// </summary>
public static class ValidationTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Utrex.Sdk";

    /// <summary>The activity of a validation; tagged with <c>utrex.school_year</c>, and at its end with <c>utrex.records</c>, <c>utrex.errors</c> and <c>utrex.warnings</c>.</summary>
    public const string ActivityName = "utrex.validate";

    /// <summary>Counts records that were validated; tagged with <c>utrex.school_year</c>.</summary>
    public const string RecordsName = "utrex.validation.records";

    /// <summary>Counts findings; tagged with <c>utrex.school_year</c>, <c>utrex.rule</c> and <c>utrex.severity</c> (<c>error</c> or <c>warning</c>).</summary>
    public const string FindingsName = "utrex.validation.findings";

    /// <summary>The seconds that validations took; tagged with <c>utrex.school_year</c>.</summary>
    public const string DurationName = "utrex.validation.duration";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Records = Meter.CreateCounter<long>(RecordsName, "{record}");
    private static readonly Counter<long> Found = Meter.CreateCounter<long>(FindingsName, "{finding}");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(DurationName, "s");

    internal static Activity? Start(SubmissionContext context) => Source.StartActivity(ActivityName)?.SetTag("utrex.school_year", context.SchoolYear);

    internal static void Report(Activity? activity, SubmissionContext context, ValidationSummary summary, IEnumerable<Finding> findings, TimeSpan duration)
    {
        activity?.SetTag("utrex.records", summary.RecordsRead).SetTag("utrex.errors", summary.Errors).SetTag("utrex.warnings", summary.Warnings);
        var year = new KeyValuePair<string, object?>("utrex.school_year", context.SchoolYear);
        Records.Add(summary.RecordsRead, year);
        Duration.Record(duration.TotalSeconds, year);
        if (!Found.Enabled)
        {
            return;
        }

        foreach (var group in findings.GroupBy(finding => (finding.Rule.Id, finding.Severity)))
        {
            Found.Add(group.Count(), year, new("utrex.rule", group.Key.Id), new("utrex.severity", group.Key.Severity == Severity.Error ? "error" : "warning"));
        }
    }
}
