using System.Diagnostics;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Sif;
using Utrex.Cli.Submitting;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary>
/// A run of <c>utrex validate</c>: the files in their order, each a batch, all SIF files together one; then the findings of the baseline that
/// are gone.
/// </summary>
internal sealed class ValidationRun(CommandConsole console, ValidationOptions options)
{
    private readonly List<(string File, List<FoundRow> Rows)> _waiting = [];
    private IReadOnlyList<InputSource> _sources = [];
    private RunSummary _summary = new();
    private ReportedFindings? _findings;
    private bool _isUnread;

    private ReportedFindings Findings => _findings ?? throw new InvalidOperationException("No report has been begun.");

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        Prepare();
        using (var output = ReportOutput.Create(options, console, Reopen))
        {
            await WriteAsync(output.Report, cancellation).ConfigureAwait(false);
            output.Complete();
        }

        _summary.Write(console.Error, Stopwatch.GetElapsedTime(start));
        if (options.Opens)
        {
            console.Show(options.Output!);
        }

        return _summary.HasFailures ? console.Fail("some rules failed, as said above, and may have more to find; all other findings are complete.") : _summary.ExitCode;
    }

    /// <summary>Looks into every file before anything is written.</summary>
    public void Prepare() => Prepare(InputSources.Of(console, options.Files));

    /// <summary>The same for files that others have found.</summary>
    public void Prepare(IReadOnlyList<InputSource> sources)
    {
        _sources = sources;
        CommandConsole.Check(_sources, (file, head, isCut) => BatchYear.Of(options.Asked, file, head, isCut));
    }

    /// <summary>Reads the files and writes what is found into a report.</summary>
    public async Task WriteAsync(IFindingReport report, CancellationToken cancellation)
    {
        _summary = new RunSummary { HasBaseline = options.Baseline is not null, ListsResolved = report.ListsResolved, FailOn = options.FailOn, Settings = options.Settings };
        _findings = new ReportedFindings(options, _summary, report);
        using var collected = new CollectedBatch(() => new SifCollectorOptions { SchoolYear = options.Asked?.EndingYear, Specifications = Years.Specifications, AsOfWithoutTimestamp = options.Today.ToDateTime(TimeOnly.MinValue) });
        foreach (var source in _sources)
        {
            await ReadAsync(source, collected, report, cancellation).ConfigureAwait(false);
        }

        if (collected.Files.Count > 0)
        {
            _summary.CollectedFiles = collected.Files;
            await ValidateAsync(collected, cancellation).ConfigureAwait(false);
        }

        foreach (var (file, rows) in _waiting)
        {
            report.BeginFile(file);
            rows.ForEach(Findings.Write);
        }

        Findings.WriteResolved(row => WhyNotCompared(row, collected));
        _summary.Idle.AddRange(options.Acknowledgements.Idle);
        report.Complete(_summary);
    }

    /// <summary>Validates a batch, or puts the objects of a SIF file to those that are already there.</summary>
    private async Task ReadAsync(InputSource source, CollectedBatch collected, IFindingReport report, CancellationToken cancellation)
    {
        var (file, open) = source;
        var stream = open();
        await using (stream.ConfigureAwait(false))
        {
            var input = InputHead.Peek(stream, out var kind, out var head, out var isCut);
            if (kind == InputKind.Xml)
            {
                await ProgressBar.RunAsync(file, stream, () => Task.FromResult(collected.Add(input, file, cancellation))).ConfigureAwait(false);
                if (!_waiting.Exists(other => string.Equals(other.File, file, StringComparison.Ordinal)))
                {
                    _waiting.Add((file, []));
                }

                return;
            }

            var year = BatchYear.Of(options.Asked, file, head, isCut);

            // A batch behind a SIF file waits for its turn; on a terminal every one waits until the progress bar is gone, and with a baseline until
            // all findings are there to be compared.
            var rows = new List<FoundRow>();
            var isNext = _waiting.Count == 0 && options.Baseline is null;
            if (isNext)
            {
                report.BeginFile(file);
            }

            await ProgressBar.RunAsync(file, stream, () => ValidateAsync(file, input, year, isNext && !options.IsForTerminal ? Findings.Write : rows.Add, cancellation)).ConfigureAwait(false);
            if (isNext)
            {
                rows.ForEach(Findings.Write);
            }
            else
            {
                _waiting.Add((file, rows));
            }
        }
    }

    private async Task<ValidationSummary> ValidateAsync(string file, Stream input, BatchYear year, Action<FoundRow> take, CancellationToken cancellation)
    {
        var context = new SubmissionContext(year.Specification.EndingYear, options.Today);
        using var reader = BatchReader.Open(input, year.Specification);
        var validator = new BatchValidator(year.Specification, context, options.Reference) { IncludesCascades = options.IncludesCascades, JudgesShape = options.JudgesShape };
        var isChecked = false;
        var summary = await validator.ValidateAsync(reader, TakeNext, cancellation).ConfigureAwait(false);
        CheckSubmission();
        _summary.Add(summary, ReadBatch.Of(file, validator.Contents, year.Specification, options.Reference), year);
        return summary;

        // The batch as a whole stands before its parts, and all of it is known once the first finding comes.
        void TakeNext(Finding finding)
        {
            CheckSubmission();
            Findings.Take(Row(finding, file, context), take);
        }

        void CheckSubmission()
        {
            foreach (var row in isChecked ? [] : new SubmissionCheck(year.Specification, options.Today, options.Submission, options.Reference).Of(validator.Contents, file))
            {
                _summary.Add(row);
                Findings.Take(new FoundRow(row, row), take);
            }

            isChecked = true;
        }
    }

    /// <summary>All SIF files make one batch. Its findings come file by file in the order of the lines, among them what could not be read or put together.</summary>
    private async Task ValidateAsync(CollectedBatch collected, CancellationToken cancellation)
    {
        var found = new List<FoundRow>();
        if (await collected.OpenAsync(cancellation).ConfigureAwait(false) is { } batch)
        {
            await ProgressBar.RunAsync(collected.Files[0], batch, () => ValidateAsync(collected.Files[0], batch, new BatchYear(collected.Specification, Line: null, IsOfObjects: options.Asked is null), found.Add, cancellation)).ConfigureAwait(false);
        }
        else
        {
            _isUnread = true;
        }

        _summary.Add(new ValidationSummary { RecordsRead = 0, RecordsRefused = 0, Errors = collected.Errors, Warnings = collected.Warnings, NotEvaluated = [] });
        var located = new List<FoundRow>();
        foreach (var problem in collected.Problems)
        {
            Findings.Take(new FoundRow(SifReports.Row(problem, isMasked: false), SifReports.Row(problem, options.IsMasked)), located.Add);
        }

        located.AddRange(found.Select(row => row with { Shown = collected.Locate(row.Shown, options.IsMasked) }));
        var rows = located.ToLookup(row => row.Shown.File, StringComparer.Ordinal);
        foreach (var (file, waiting) in _waiting)
        {
            waiting.AddRange(rows[file].OrderBy(row => row.Shown.Line));
        }
    }

    /// <summary>The finding in words, as it is and as it is shown.</summary>
    private FoundRow Row(Finding finding, string file, SubmissionContext context)
    {
        var row = RowOf(finding);
        return new FoundRow(row, options.Pseudonyms is { } pseudonyms ? RowOf(pseudonyms.Mask(finding)) : row);

        ReportRow RowOf(Finding found)
        {
            // What other LEAs and years say of it, nobody knows here.
            var told = ReportRow.Of(found, file, context);
            return told.Rule.Kind == RuleKind.Level2 ? told with { Message = told.Message + " (seen in this batch alone)" } : told;
        }
    }

    private string? WhyNotCompared(ReportRow row, CollectedBatch collected) =>
        _isUnread ? "the SIF files could not be read"
        : !options.IncludesCascades && row.Cause is not null ? "--no-cascade leaves them out"
        : RuleRows.IsAboutSif(row.Rule) && !collected.HasAllProblems ? "their rules were not evaluated"
        : null;

    /// <summary>The file once more, or <see langword="null"/> where it cannot be read twice: standard input, a pipe, a file that is gone.</summary>
    private Stream? Reopen(string file)
    {
        try
        {
            return _sources.FirstOrDefault(source => source.IsFile && string.Equals(source.Name, file, StringComparison.Ordinal))?.Open();
        }
        catch (CommandException)
        {
            return null;
        }
    }
}
