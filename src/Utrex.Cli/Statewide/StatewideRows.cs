using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Rules;

namespace Utrex.Cli.Statewide;

/// <summary>Level 2 findings as rows of a report: what is in other submissions is named in the message too, since not every format has a place for it.</summary>
internal static class StatewideRows
{
    /// <summary>A finding as a row.</summary>
    public static ReportRow Of(StatewideFinding found, SubmissionContext context)
    {
        var row = ReportRow.Of(found.Finding, found.Submission.File, context);
        return row with
        {
            Message = string.Concat(found.Others.Select(other => $" (with {Describe(other)})").Prepend(row.Message)),
            Related = [.. found.Others.Select(other => new ReportPlace(other.File, other.Line))],
            Others = found.Others,
        };
    }

    private static string Describe(OtherRecord other) => string.Join(", ", new[]
    {
        "LEA " + other.Lea,
        Labelled("school", other.School),
        Labelled("student", other.Student),
        Labelled("SSID", other.StatewideStudentId),
        Labelled("entered", other.EntryDate),
        Labelled("SCRAM entry", other.ScramEntryDate),
        string.Create(CultureInfo.InvariantCulture, $"school year {other.SchoolYear}"),
    }.OfType<string>());

    private static string? Labelled(string label, string? value) => value is null ? null : $"{label} {value}";
}
