using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Statewide;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Statewide;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex statewide validate</c>: Level 2 over all submissions of a store.</summary>
internal static class StatewideValidateCommand
{
    private const int MostParts = 1_000_000;

    public static Command Create(CommandConsole console)
    {
        var store = StatewideCommand.StoreOption();
        var schoolYear = Years.Option("The school year that is checked, by the year in which it ends or as 2025-26; the newest of the store by default.");
        var today = Dates.TodayOption();
        var reference = StatewideCommand.ReferenceOption();
        var lea = new Option<string[]>("--lea") { HelpName = "NN,...", Description = "Shows the findings of these LEAs. Totals and the exit code are those of all." };
        var part = new Option<KeyRange?>("--part") { HelpName = "I/N", Description = "Checks one of N parts of the students, such as 2/4; the parts together have the findings of the whole.", CustomParser = ParsePart };
        var format = ReportOutput.FormatOption();
        var output = new Option<string?>("--output") { Description = "The file for the findings; standard output by default." };
        var most = Numbers.Option("--max", "How many findings of one rule the table lists in a file; 0 for all.", 10, 0, int.MaxValue);
        var failOn = FailOnOption.Create();
        var command = new Command("validate", "Checks what only the submissions of all LEAs and years together tell (Level 2).\n\nExamples:\n  utrex statewide validate --store state.db\n  utrex statewide validate --store state.db --lea 01 --format html --output level-2.html")
        {
            store, schoolYear, today, reference, lea, part, format, output, most, failOn,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var start = Stopwatch.GetTimestamp();
            ReportOutput.DemandFile(parsed.GetValue(format), parsed.GetValue(output));
            var day = parsed.GetValue(today) ?? Dates.Today();
            var options = new ValidationOptions
            {
                Files = [],
                Today = day,
                Format = parsed.GetValue(format)!,
                Output = parsed.GetValue(output),
                Filter = new FindingFilter { Leas = FilterOptions.Values(parsed, lea) },
                Acknowledgements = new Acknowledgements([], day),
                Most = parsed.GetValue(most),
                FailOn = FailOnOption.Of(parsed, failOn),
            };
            using var opened = SubmissionStore.Open(parsed.GetValue(store)!);
            var year = StatewideCommand.YearOf(opened, parsed.GetValue(schoolYear));
            var validation = new StatewideValidation(opened, year, day)
            {
                Registers = StatewideCommand.OpenRegisters(parsed.GetValue(reference), cancellation),
                Keys = parsed.GetValue(part) ?? KeyRange.All,
            };
            using var report = ReportOutput.Create(options, console, static _ => null);
            var result = await ProgressBar.RunAsync(parsed.GetValue(store)!, () => 0, () => Task.FromResult(validation.Run(cancellation))).ConfigureAwait(false);
            var summary = SummaryOf(result, options, new BatchYear(year, Line: null));
            Write(report.Report, result, options.Filter, new SubmissionContext(year.EndingYear, day), summary);
            report.Complete();
            summary.Write(console.Error, Stopwatch.GetElapsedTime(start));
            return summary.ExitCode;
        });
        return command;
    }

    private static void Write(IFindingReport report, StatewideResult result, FindingFilter filter, SubmissionContext context, RunSummary summary)
    {
        string? file = null;
        foreach (var row in result.Findings.Select(found => StatewideRows.Of(found, context)))
        {
            if (!filter.Shows(row))
            {
                summary.Hidden++;
                continue;
            }

            if (!string.Equals(row.File, file, StringComparison.Ordinal))
            {
                file = row.File;
                report.BeginFile(file);
            }

            report.Write(row);
        }

        report.Complete(summary);
    }

    private static RunSummary SummaryOf(StatewideResult result, ValidationOptions options, BatchYear year)
    {
        var summary = new RunSummary { FailOn = options.FailOn };
        foreach (var submission in result.Submissions)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"LEA {submission.Lea}, {year.Specification.SchoolYear}, loaded {submission.Loaded:yyyy-MM-dd HH:mm} UTC, {Numbers.Of(submission.Records, "record")}");
            summary.Add(new ValidationSummary { RecordsRead = submission.Records, RecordsRefused = 0, Errors = 0, Warnings = 0, NotEvaluated = [] }, new ReadBatch(submission.File, head, ""), year);
        }

        summary.Add(new ValidationSummary { RecordsRead = 0, RecordsRefused = 0, Errors = result.Errors, Warnings = result.Warnings, NotEvaluated = result.NotEvaluated });
        summary.Remarks.AddRange(result.Remarks);
        return summary;
    }

    private static KeyRange? ParsePart(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Split('/') is [var part, var parts] && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && n is > 0 and <= MostParts && i > 0 && i <= n)
        {
            return KeyRange.Part(i, n);
        }

        result.AddError($"--part takes a part and how many there are, such as 2/4, not '{text}'.");
        return null;
    }
}
