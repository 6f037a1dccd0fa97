using System.CommandLine;
using System.Diagnostics;
using Utrex.Cli.Masking;
using Utrex.Cli.Reports;
using Utrex.Cli.Sif;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Reference;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex validate</c>: what the state's level 1 validation would say of a batch.</summary>
internal static class ValidateCommand
{
    private static readonly string[] Formats = ["table", "jsonl", "csv", "sarif", "html"];

    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "The batches, or files of SIF 2.4 objects, which make one batch; '-' reads standard input.", Arity = ArgumentArity.OneOrMore };
        var schoolYear = Numbers.Option("--school-year", "The year in which the school year ends.", UtrexSpecification.Current.EndingYear, 2000, 2999);
        var today = new Option<DateOnly?>("--today") { Description = "The day that counts as today, as YYYY-MM-DD; the system's date by default.", CustomParser = Dates.Parse };
        var reference = new Option<string?>("--reference") { Description = "A folder with the state's reference data: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv, REF_STAFF_ID.csv, REF_SSID.csv. Rules whose file is absent are reported as not evaluated." };
        var noCascade = new Option<bool>("--no-cascade") { Description = "Leaves out findings that only follow from another record's." };
        var format = new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the findings; standard output by default." };
        var baseline = new Option<string?>("--baseline") { Description = "The findings of an earlier run, as '--format jsonl' wrote them. Each finding is marked new or known, and those that are gone are listed as resolved." };
        var mask = new Option<bool>("--mask") { Description = "Shows made-up names, numbers, birth dates and addresses, so that the report can be given away. A student keeps the same ones within a run." };
        var command = new Command("validate", "Checks batches and lists what the state would reject or question.\n\nExamples:\n  utrex validate october.utrex --today 2025-10-01\n  utrex validate october.utrex --format html --output report.html\n  utrex validate schools.xml students.xml\n  utrex validate today.utrex --baseline yesterday.jsonl --format jsonl --output today.jsonl")
        {
            files, schoolYear, today, reference, format, output, baseline, mask, noCascade,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new RunOptions(
                parsed.GetValue(files)!,
                new SubmissionContext(parsed.GetValue(schoolYear), parsed.GetValue(today) ?? Dates.Today()),
                OpenReference(parsed.GetValue(reference)),
                parsed.GetValue(format)!,
                parsed.GetValue(output),
                parsed.GetValue(baseline) is { } earlier ? Baseline.Read(earlier, console) : null,
                parsed.GetValue(mask) ? new Pseudonyms() : null,
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
        var start = Stopwatch.GetTimestamp();
        var total = new RunSummary { HasBaseline = options.Baseline is not null };
        using (var output = OutputFile.Create(options.Output, console))
        {
            using (var report = CreateReport(output.Stream, console, options))
            {
                using var collected = new CollectedBatch(new SifCollectorOptions { AsOfWithoutTimestamp = options.Context.Today.ToDateTime(TimeOnly.MinValue) });
                foreach (var file in options.Files)
                {
                    var stream = console.OpenInput(file);
                    await using (stream.ConfigureAwait(false))
                    {
                        var input = SifInput.Peek(stream, out var isSif);
                        if (isSif)
                        {
                            await ProgressBar.RunAsync(file, stream, () => Task.FromResult(collected.Add(input, file, cancellation))).ConfigureAwait(false);
                            continue;
                        }

                        report.BeginFile(file);

                        // On a terminal the findings wait until the progress bar is gone.
                        var waiting = new List<ReportRow>();
                        total.Add(await ProgressBar.RunAsync(file, stream, () => ValidateAsync(file, input, options.IsForTerminal ? waiting.Add : report.Write)).ConfigureAwait(false));
                        waiting.ForEach(report.Write);
                    }
                }

                if (collected.Files.Count > 0)
                {
                    total.CollectedFiles = collected.Files;
                    total.Add(await ValidateCollectedAsync(collected, report).ConfigureAwait(false));
                }

                foreach (var row in options.Baseline?.Resolved() ?? [])
                {
                    total.Resolved++;
                    report.Write(Masked(row, options.Pseudonyms));
                }

                report.Complete(total);
            }

            output.Complete();
        }

        total.Write(console.Error, Stopwatch.GetElapsedTime(start));
        return total.Errors > 0 ? 1 : 0;

        async Task<ValidationSummary> ValidateAsync(string file, Stream input, Action<ReportRow> take)
        {
            using var reader = BatchReader.Open(input, UtrexSpecification.Current);
            var validator = new BatchValidator(UtrexSpecification.Current, options.Context, options.Reference) { IncludesCascades = options.IncludesCascades };
            return await validator.ValidateAsync(reader, finding =>
            {
                var row = Row(finding, file, options);
                total.New += row.Status == FindingStatus.New ? 1 : 0;
                take(row);
            }, cancellation).ConfigureAwait(false);
        }

        // All SIF files make one batch. Its findings come file by file in the order of the lines, among them what could not be read or put together.
        async Task<ValidationSummary> ValidateCollectedAsync(CollectedBatch collected, IFindingReport report)
        {
            var found = new List<ReportRow>();
            var summary = new ValidationSummary { RecordsRead = 0, RecordsRefused = 0, Errors = 0, Warnings = 0, NotEvaluated = [] };
            if (await collected.OpenAsync(cancellation).ConfigureAwait(false) is { } batch)
            {
                summary = await ProgressBar.RunAsync(collected.Files[0], batch, () => ValidateAsync(collected.Files[0], batch, found.Add)).ConfigureAwait(false);
            }

            var isMasked = options.Pseudonyms is not null;
            var problems = collected.Problems.Select(problem => SifReports.Row(problem, isMasked));
            var rows = problems.Concat(found.Select(row => collected.Locate(row, isMasked))).ToLookup(row => row.File, StringComparer.Ordinal);
            foreach (var file in collected.Files)
            {
                report.BeginFile(file);
                rows[file].OrderBy(row => row.Line).ToList().ForEach(report.Write);
            }

            return summary with { Errors = summary.Errors + collected.Errors, Warnings = summary.Warnings + collected.Warnings };
        }
    }

    private static IFindingReport CreateReport(Stream stream, CommandConsole console, RunOptions options) => options.Format switch
    {
        "jsonl" => new JsonLinesReport(stream),
        "csv" => new CsvReport(stream),
        "sarif" => new SarifReport(stream, file => Reopen(file, console)),
        "html" => new HtmlReport(stream, options.Context, options.Pseudonyms is not null),
        _ => new TableReport(stream, options.IsForTerminal ? TerminalWidth : null),
    };

    /// <summary>Terminals within other programs state no width, or one in which nothing fits.</summary>
    private static int TerminalWidth => Console.WindowWidth is >= 40 and var width ? width : 80;

    /// <summary>The file once more, or <see langword="null"/> where it cannot be read twice: standard input, a pipe (which has no length), a file that is gone.</summary>
    private static Stream? Reopen(string file, CommandConsole console)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > 0 } ? console.OpenInput(file) : null;
        }
        catch (CommandException)
        {
            return null;
        }
    }

    /// <summary>The finding in words: compared with the baseline by what it is, shown by its pseudonyms.</summary>
    private static ReportRow Row(Finding finding, string file, RunOptions options)
    {
        var row = ReportRow.Of(options.Pseudonyms is { } pseudonyms ? pseudonyms.Mask(finding) : finding, file, options.Context);
        return options.Baseline is { } baseline
            ? row with { Status = baseline.StatusOf(options.Pseudonyms is null ? row : ReportRow.Of(finding, file, options.Context)) }
            : row;
    }

    /// <summary>A finding of the baseline is words already; its message, which could name somebody, is that of the rule.</summary>
    private static ReportRow Masked(ReportRow row, Pseudonyms? pseudonyms) => pseudonyms is null ? row : row with
    {
        Message = row.Rule.Text,
        Value = pseudonyms.Mask(row.Value, row.Field),
        Student = pseudonyms.Mask(row.Student, field: null),
        StatewideStudentId = pseudonyms.Mask(row.StatewideStudentId, field: null),
    };

    private sealed record RunOptions(string[] Files, SubmissionContext Context, ReferenceFolder? Reference, string Format, string? Output, Baseline? Baseline, Pseudonyms? Pseudonyms, bool IncludesCascades)
    {
        public bool IsForTerminal => Output is null && !Console.IsOutputRedirected;
    }
}
