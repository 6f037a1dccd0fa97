using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Sdk.Sif;

namespace Utrex.Cli.Sif;

/// <summary>What is said about SIF on the error stream and in reports.</summary>
internal static class SifReports
{
    private const int MostLines = 20;

    /// <summary>A problem as a finding; its value tells the object from others, where it is about one.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="isMasked">Whether its detail, which quotes the file, is left out.</param>
    public static ReportRow Row(SifProblem problem, bool isMasked) => new()
    {
        File = problem.File,
        Line = Math.Max(1, problem.Line),
        Rule = problem.Rule,
        Value = isMasked || problem.Rule == SifRules.NotXml || problem.Rule == SifRules.SifNoDistrict ? null : problem.Detail,
        Message = (isMasked ? problem.Rule.Message : $"{problem.Rule.Message}: {problem.Detail}") + Place(problem),
        ExtendedDescription = isMasked ? problem.Rule.Text : problem.Rule.ExtendedDescription.Replace("[ColumnData]", problem.Detail, StringComparison.Ordinal),
    };

    /// <summary>A line of a SIF file may be the whole file, so that the character is what helps.</summary>
    private static string Place(SifProblem problem) =>
        problem.Position > 0 ? string.Create(CultureInfo.InvariantCulture, $" (line {problem.Line}, character {problem.Position})") : "";

    /// <summary>Says what was collected, and what was not.</summary>
    public static void Write(TextWriter error, SifCollector collector, int records)
    {
        foreach (var problem in collector.Problems.Take(MostLines))
        {
            error.WriteLine(problem.ToString());
        }

        if (collector.ProblemCount > MostLines)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {collector.ProblemCount - MostLines} more; 'utrex validate' on the SIF files lists them"));
        }

        error.WriteLine("objects read: " + List(collector.Objects));
        if (collector.LeftOut.Count > 0)
        {
            error.WriteLine("left out of the batch: " + List(collector.LeftOut.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostLines)));
        }

        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"records collected: {records}"));
    }

    /// <summary>Says what was written as SIF, and what SIF does not carry.</summary>
    public static void Write(TextWriter error, SifWriterReport report)
    {
        foreach (var loss in report.Losses.Take(MostLines))
        {
            error.WriteLine(loss.Field is null
                ? string.Create(CultureInfo.InvariantCulture, $"line {loss.Line}: {loss.Record.Id}: SIF does not carry the record: {loss.Reason}")
                : string.Create(CultureInfo.InvariantCulture, $"line {loss.Line}: {loss.Record.Id} {loss.Field.Name}: SIF does not carry {Quote(loss.Value)}; it will be read as {Quote(loss.ReadAs)}"));
        }

        if (report.LossCount > 0)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"values that SIF does not carry: {report.LossCount} ('utrex docs' writes a page about SIF that says why)"));
        }

        if (report.NotCarried.Count > 0)
        {
            error.WriteLine("fields that SIF has no place for: " + List(report.NotCarried));
        }

        if (report.Derived.Count > 0)
        {
            error.WriteLine("derived, because SIF demands them: " + List(report.Derived));
        }

        if (report.Unknown.Count > 0)
        {
            error.WriteLine("unknown, and left out or written as xsi:nil (give them with --sif-default or --sif-profile): " + List(report.Unknown));
        }

        error.WriteLine("objects written: " + List(report.Objects));
    }

    private static string Quote(string value) => value.Length == 0 ? "a blank" : $"'{value}'";

    private static string List(IEnumerable<KeyValuePair<string, int>> counts) =>
        counts.Any() ? string.Join(", ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}"))) : "none";
}
