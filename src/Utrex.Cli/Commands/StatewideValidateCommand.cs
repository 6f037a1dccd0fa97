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
        var report = new ReportOptions();
        var command = new Command("validate", "Checks what only the submissions of all LEAs and years together tell (Level 2).\n\nExamples:\n  utrex statewide validate --store state.db\n  utrex statewide validate --store state.db --lea 01 --format html --output level-2.html")
        {
            store, schoolYear, today, reference, lea, part,
        };
        foreach (var option in report.All.Concat(report.Filter))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var start = Stopwatch.GetTimestamp();
            var day = parsed.GetValue(today) ?? Dates.Today();
            var options = report.Of(parsed, console, day, parsed.GetValue(schoolYear) ?? Years.Newest);
            options = options with { Filter = options.Filter.Of(FilterOptions.Values(parsed, lea)) };
            if (options.Baseline is not null && parsed.GetValue(part) is not null)
            {
                throw new CommandException("--baseline is about all students, and --part looks at some of them: what the others had would be taken for resolved.");
            }

            using var opened = SubmissionStore.Open(parsed.GetValue(store)!);
            var year = StatewideCommand.YearOf(opened, parsed.GetValue(schoolYear));
            var validation = new StatewideValidation(opened, year, day)
            {
                Registers = StatewideCommand.OpenRegisters(parsed.GetValue(reference), cancellation),
                Keys = parsed.GetValue(part) ?? KeyRange.All,
            };
            using var output = ReportOutput.Create(options, console, static _ => null);
            var result = await ProgressBar.RunAsync(parsed.GetValue(store)!, () => 0, () => Task.FromResult(validation.Run(cancellation))).ConfigureAwait(false);
            var summary = SummaryOf(result, options, output.Report.ListsResolved, new BatchYear(year, Line: null));
            Write(output.Report, result, options, new SubmissionContext(year.EndingYear, day), summary);
            output.Complete();
            summary.Write(console.Error, Stopwatch.GetElapsedTime(start));
            if (options.Opens)
            {
                console.Show(options.Output!);
            }

            return summary.ExitCode;
        });
        return command;
    }

    private static void Write(IFindingReport report, StatewideResult result, ValidationOptions options, SubmissionContext context, RunSummary summary)
    {
        var findings = new ReportedFindings(options, summary, report);
        string? file = null;

        // With a baseline all findings have to be there to be compared.
        List<FoundRow> waiting = [];
        foreach (var found in result.Findings)
        {
            var row = StatewideRows.Of(found, context);
            var shown = options.Pseudonyms is { } pseudonyms ? StatewideRows.Of(pseudonyms.Mask(found), context) : row;
            findings.Take(new FoundRow(row, shown), options.Baseline is null ? WriteRow : waiting.Add);
        }

        waiting.ForEach(WriteRow);
        findings.WriteResolved(static _ => null);
        report.Complete(summary);

        void WriteRow(FoundRow row)
        {
            if (!string.Equals(row.Row.File, file, StringComparison.Ordinal))
            {
                file = row.Row.File;
                report.BeginFile(file);
            }

            findings.Write(row);
        }
    }

    private static RunSummary SummaryOf(StatewideResult result, ValidationOptions options, bool listsResolved, BatchYear year)
    {
        var summary = new RunSummary { HasBaseline = options.Baseline is not null, ListsResolved = listsResolved, FailOn = options.FailOn };
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
