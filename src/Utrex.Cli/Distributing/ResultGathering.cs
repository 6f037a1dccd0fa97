using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;
using Utrex.Sdk;

namespace Utrex.Cli.Distributing;

/// <summary>Puts the results of all parts together as one run over all files would have reported them: file by file in the order of their names, whoever validated which.</summary>
/// <param name="results">The results.</param>
/// <param name="console">What opens files.</param>
internal sealed class ResultGathering(ResultFolder results, CommandConsole console) : IDisposable
{
    private readonly Dictionary<int, StoredResult> _open = [];
    private readonly Lazy<Dictionary<string, PlannedFile>> _files = new(() => results.Plan.Plan.Batches.SelectMany(batch => batch.Files).ToDictionary(results.Plan.Plan.NameOf, StringComparer.Ordinal));

    private BatchPlan Plan => results.Plan.Plan;

    /// <summary>Writes the findings into a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="filter">What of them is shown.</param>
    /// <param name="summary">Takes the sums.</param>
    /// <param name="cancellation">Ends it at the next file.</param>
    /// <exception cref="CommandException">A result is damaged.</exception>
    public void Write(IFindingReport report, FindingFilter filter, RunSummary summary, CancellationToken cancellation)
    {
        // Batches of SIF objects are summed up last, since no file of theirs ends them.
        List<RunSummary> collected = [];
        foreach (var (file, batch) in FilesInOrder())
        {
            cancellation.ThrowIfCancellationRequested();
            var result = Open(batch);
            result.ReadFile(Plan.NameOf(file), report.BeginFile, Take);
            if (file == Plan.Batches[batch - 1].Files[^1])
            {
                End(batch, summary, collected);
            }
        }

        collected.ForEach(summary.Add);
        report.Complete(summary);

        void Take(ReportRow row)
        {
            if (filter.Shows(row))
            {
                report.Write(row);
            }
            else
            {
                summary.Hidden++;
            }
        }
    }

    /// <summary>A file that a report names, as it was planned; <see langword="null"/> where it is not here, or is another one.</summary>
    public Stream? Reopen(string name)
    {
        try
        {
            if (Find(name) is not { } planned)
            {
                return null;
            }

            PlannedFolder.Verify(Plan.Folder, planned, console);
            return PlannedFolder.Sources(Plan.Folder, Plan.NameOf(planned), planned, console).FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.Ordinal))?.Open();
        }
        catch (CommandException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var result in _open.Values)
        {
            result.Dispose();
        }
    }

    /// <summary>What is said of a batch that could not be validated.</summary>
    public static string NotValidated(BatchPlan plan, PlannedBatch batch, string why) => $"{string.Join(", ", batch.Files.Select(plan.NameOf))}: not validated: {PrintableText.Of(why, int.MaxValue)}";

    /// <summary>The file that a report names, or the archive that it is in.</summary>
    private PlannedFile? Find(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('/', end - 1))
        {
            if (_files.Value.TryGetValue(name[..end], out var file))
            {
                return file;
            }
        }

        return null;
    }

    private IEnumerable<(PlannedFile File, int Batch)> FilesInOrder() => Plan.Batches
        .SelectMany((batch, i) => batch.Files.Select(file => (File: file, Batch: i + 1)))
        .OrderBy(entry => entry.File.Name, StringComparer.Ordinal);

    private StoredResult Open(int batch)
    {
        if (!_open.TryGetValue(batch, out var result))
        {
            _open[batch] = result = StoredResult.Open(results.PathOf(batch), results.Plan.Digest, batch, console);
        }

        return result;
    }

    private void End(int batch, RunSummary summary, List<RunSummary> collected)
    {
        _open.Remove(batch, out var result);
        using (result)
        {
            result!.ReadEnd();
            if (result.Failure is { } failure)
            {
                summary.AddFailure(NotValidated(Plan, Plan.Batches[batch - 1], failure));
            }
            else if (result.Summary.CollectedFiles.Count > 0)
            {
                collected.Add(result.Summary);
            }
            else
            {
                summary.Add(result.Summary);
            }
        }
    }
}
