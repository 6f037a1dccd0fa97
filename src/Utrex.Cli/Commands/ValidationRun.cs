using System.Diagnostics;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Sif;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary>
/// A run of <c>utrex validate</c>: the files in their order, each a batch, all SIF files together one; then the findings of the baseline that
/// are gone.
/// </summary>
internal sealed class ValidationRun(CommandConsole console, ValidationOptions options)
{
    private readonly List<(string File, List<ReportRow> Rows)> _waiting = [];
    private RunSummary _summary = new();
    private bool _isUnread;

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        console.Check(options.Files, (file, head) => BatchYear.Of(options.Asked, file, head));
        using (var output = OutputFile.Create(options.Output, console))
        {
            using (var report = options.CreateReport(output.Stream, Reopen))
            {
                _summary = new RunSummary { HasBaseline = options.Baseline is not null, ListsResolved = report.ListsResolved };
                using var collected = new CollectedBatch(new SifCollectorOptions { SchoolYear = options.Asked?.EndingYear, AsOfWithoutTimestamp = options.Today.ToDateTime(TimeOnly.MinValue) });
                foreach (var file in options.Files)
                {
                    await ReadAsync(file, collected, report, cancellation).ConfigureAwait(false);
                }

                if (collected.Files.Count > 0)
                {
                    _summary.CollectedFiles = collected.Files;
                    await ValidateAsync(collected, cancellation).ConfigureAwait(false);
                }

                foreach (var (file, rows) in _waiting)
                {
                    report.BeginFile(file);
                    rows.ForEach(report.Write);
                }

                WriteResolved(collected, report);
                report.Complete(_summary);
            }

            output.Complete();
        }

        _summary.Write(console.Error, Stopwatch.GetElapsedTime(start));
        return _summary.HasFailures ? console.Fail("some rules failed, as said above, and may have more to find; all other findings are complete.") : _summary.ExitCode;
    }

    /// <summary>Validates a batch, or puts the objects of a SIF file to those that are already there.</summary>
    private async Task ReadAsync(string file, CollectedBatch collected, IFindingReport report, CancellationToken cancellation)
    {
        var stream = console.OpenInput(file);
        await using (stream.ConfigureAwait(false))
        {
            var input = InputHead.Peek(stream, file, out var isSif, out var head);
            if (isSif)
            {
                SifYear.Demand(options.Asked?.EndingYear);
                await ProgressBar.RunAsync(file, stream, () => Task.FromResult(collected.Add(input, file, cancellation))).ConfigureAwait(false);
                if (!_waiting.Exists(other => string.Equals(other.File, file, StringComparison.Ordinal)))
                {
                    _waiting.Add((file, []));
                }

                return;
            }

            var year = BatchYear.Of(options.Asked, file, head);

            // A batch behind a SIF file waits for its turn; on a terminal every one waits until the progress bar is gone.
            var rows = new List<ReportRow>();
            var isNext = _waiting.Count == 0;
            if (isNext)
            {
                report.BeginFile(file);
            }

            await ProgressBar.RunAsync(file, stream, () => ValidateAsync(file, input, year, isNext && !options.IsForTerminal ? report.Write : rows.Add, cancellation)).ConfigureAwait(false);
            if (isNext)
            {
                rows.ForEach(report.Write);
            }
            else
            {
                _waiting.Add((file, rows));
            }
        }
    }

    private async Task<ValidationSummary> ValidateAsync(string file, Stream input, BatchYear year, Action<ReportRow> take, CancellationToken cancellation)
    {
        var context = new SubmissionContext(year.Specification.EndingYear, options.Today);
        using var reader = BatchReader.Open(input, year.Specification);
        var validator = new BatchValidator(year.Specification, context, options.Reference) { IncludesCascades = options.IncludesCascades, JudgesShape = options.JudgesShape };
        try
        {
            var summary = await validator.ValidateAsync(reader, finding => take(Row(finding, file, context)), cancellation).ConfigureAwait(false);
            _summary.Add(summary, file, year);
            return summary;
        }
        catch (ReferenceDataException e)
        {
            throw new CommandException(e.Message, e);
        }
    }

    /// <summary>All SIF files make one batch. Its findings come file by file in the order of the lines, among them what could not be read or put together.</summary>
    private async Task ValidateAsync(CollectedBatch collected, CancellationToken cancellation)
    {
        var found = new List<ReportRow>();
        if (await collected.OpenAsync(cancellation).ConfigureAwait(false) is { } batch)
        {
            await ProgressBar.RunAsync(collected.Files[0], batch, () => ValidateAsync(collected.Files[0], batch, new BatchYear(Years.Newest, Line: null), found.Add, cancellation)).ConfigureAwait(false);
        }
        else
        {
            _isUnread = true;
        }

        _summary.Add(new ValidationSummary { RecordsRead = 0, RecordsRefused = 0, Errors = collected.Errors, Warnings = collected.Warnings, NotEvaluated = [] });
        var problems = collected.Problems.Select(problem => Compared(SifReports.Row(problem, isMasked: false), SifReports.Row(problem, options.IsMasked)));
        var rows = problems.Concat(found.Select(row => collected.Locate(row, options.IsMasked))).ToLookup(row => row.File, StringComparer.Ordinal);
        foreach (var (file, waiting) in _waiting)
        {
            waiting.AddRange(rows[file].OrderBy(row => row.Line));
        }
    }

    /// <summary>The finding in words: compared with the baseline by what it is, shown by its pseudonyms.</summary>
    private ReportRow Row(Finding finding, string file, SubmissionContext context)
    {
        var row = ReportRow.Of(finding, file, context);
        return Compared(row, options.Pseudonyms is { } pseudonyms ? ReportRow.Of(pseudonyms.Mask(finding), file, context) : row);
    }

    private ReportRow Compared(ReportRow row, ReportRow shown)
    {
        if (options.Baseline is not { } baseline)
        {
            return shown;
        }

        var status = baseline.StatusOf(row);
        _summary.New += status == FindingStatus.New ? 1 : 0;
        return shown with { Status = status };
    }

    /// <summary>Lists what was there and is gone. What this run did not look at is not gone: of that nobody knows.</summary>
    private void WriteResolved(CollectedBatch collected, IFindingReport report)
    {
        var notEvaluated = _summary.NotEvaluated.Select(entry => (entry.Rule.Id, entry.Rule.Field)).ToHashSet();
        foreach (var row in options.Baseline?.Left() ?? [])
        {
            if (WhyNotCompared(row) is { } reason)
            {
                _summary.NotCompared[reason] = _summary.NotCompared.GetValueOrDefault(reason) + 1;
            }
            else
            {
                _summary.Resolved++;
                report.Write(Masked(row with { Status = FindingStatus.Resolved }));
            }
        }

        string? WhyNotCompared(ReportRow row) =>
            _isUnread ? "the SIF files could not be read"
            : !options.IncludesCascades && row.Cause is not null ? "--no-cascade leaves them out"
            : notEvaluated.Contains((row.Rule.Id, row.Rule.Field)) || (RuleRows.IsAboutSif(row.Rule) && !collected.HasAllProblems) ? "their rules were not evaluated"
            : null;
    }

    /// <summary>What a finding says of SIF objects names them.</summary>
    private ReportRow Masked(ReportRow row) =>
        options.Pseudonyms is not { } pseudonyms ? row : pseudonyms.Mask(RuleRows.IsAboutSif(row.Rule) ? row with { Value = null } : row);

    /// <summary>The file once more, or <see langword="null"/> where it cannot be read twice: standard input, a pipe (which has no length), a file that is gone.</summary>
    private Stream? Reopen(string file)
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
}
