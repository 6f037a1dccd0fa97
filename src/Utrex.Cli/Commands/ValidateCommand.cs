using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex validate</c>: what the state's level 1 validation would say of a batch.</summary>
internal static class ValidateCommand
{
    private static readonly string[] Formats = ["table", "jsonl"];

    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "The batches; '-' reads standard input.", Arity = ArgumentArity.OneOrMore };
        var schoolYear = Numbers.Option("--school-year", "The year in which the school year ends.", UtrexSpecification.Current.EndingYear, 2000, 2999);
        var today = new Option<DateOnly?>("--today") { Description = "The day that counts as today, as YYYY-MM-DD; the system's date by default.", CustomParser = Dates.Parse };
        var reference = new Option<string?>("--reference") { Description = "A folder with the state's reference data: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv, REF_STAFF_ID.csv, REF_SSID.csv. Rules whose file is absent are reported as not evaluated." };
        var noCascade = new Option<bool>("--no-cascade") { Description = "Leaves out findings that only follow from another record's." };
        var format = new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the findings; standard output by default." };
        var command = new Command("validate", "Checks batches and lists what the state would reject or question.\n\nExample: utrex validate october.utrex --today 2025-10-01")
        {
            files, schoolYear, today, reference, format, output, noCascade,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new RunOptions(
                parsed.GetValue(files)!,
                new SubmissionContext(parsed.GetValue(schoolYear), parsed.GetValue(today) ?? Dates.Today()),
                OpenReference(parsed.GetValue(reference)),
                parsed.GetValue(format)!,
                parsed.GetValue(output),
                IncludesCascades: !parsed.GetValue(noCascade));
            return RunAsync(console, options, cancellation);
        });
        return command;
    }

    private static ReferenceFolder? OpenReference(string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        if (!Directory.Exists(folder))
        {
            throw new CommandException($"the reference folder '{folder}' does not exist.");
        }

        try
        {
            return ReferenceFolder.Open(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(e.Message, e);
        }
    }

    private static async Task<int> RunAsync(CommandConsole console, RunOptions options, CancellationToken cancellation)
    {
        var total = new RunTotals();
        var context = options.Context;
        using (var output = OutputFile.Create(options.Output, console))
        {
            using IFindingReport report = options.Format switch
            {
                "jsonl" => new JsonLinesReport(output.Stream, context),
                _ => new TableReport(output.Stream, context, isTerminal: options.Output is null && !Console.IsOutputRedirected),
            };
            foreach (var file in options.Files)
            {
                var stream = console.OpenInput(file);
                await using (stream.ConfigureAwait(false))
                {
                    using var reader = BatchReader.Open(stream, UtrexSpecification.Current);
                    report.BeginFile(file);
                    total.Add(await new BatchValidator(UtrexSpecification.Current, context, options.Reference) { IncludesCascades = options.IncludesCascades }
                        .ValidateAsync(reader, report.Write, cancellation).ConfigureAwait(false));
                }
            }

            report.Flush();
            output.Complete();
        }

        total.Write(console.Error);
        return total.Errors > 0 ? 1 : 0;
    }

    private sealed record RunOptions(string[] Files, SubmissionContext Context, ReferenceFolder? Reference, string Format, string? Output, bool IncludesCascades);

    /// <summary>The sums over all files of a run.</summary>
    private sealed class RunTotals
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private int _read;
        private int _refused;
        private int _warnings;
        private int _cascades;
        private IReadOnlyList<RuleNotEvaluated> _notEvaluated = [];

        public int Errors { get; private set; }

        public void Add(ValidationSummary summary)
        {
            _read += summary.RecordsRead;
            _refused += summary.RecordsRefused;
            _warnings += summary.Warnings;
            _cascades += summary.Cascades;
            Errors += summary.Errors;
            _notEvaluated = summary.NotEvaluated;
        }

        public void Write(TextWriter writer)
        {
            var elapsed = Stopwatch.GetElapsedTime(_start);
            string[] lines =
            [
                Invariant($"records read: {_read}{(_refused > 0 ? Invariant($", lines refused: {_refused}") : "")}"),
                Invariant($"errors: {Errors}, warnings: {_warnings}{(_cascades > 0 ? Invariant($"; {_cascades} of them only follow from others") : "")}"),
                .. _notEvaluated.GroupBy(rule => rule.Reason, StringComparer.Ordinal)
                    .Select(group => Invariant($"rules not evaluated: {group.Count()} ({group.Key}): {string.Join(", ", group.Select(entry => entry.Rule.Name ?? entry.Rule.Id).Distinct(StringComparer.Ordinal))}")),
                Invariant($"elapsed: {elapsed.TotalSeconds:0.000} s, {_read / Math.Max(elapsed.TotalSeconds, 0.001):0} records per second"),
            ];
            foreach (var line in lines)
            {
                writer.WriteLine(line);
            }
        }

        private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
