using System.Globalization;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Reports;

/// <summary>The sums over all files of a run.</summary>
internal sealed class RunSummary
{
    private readonly List<RuleNotEvaluated> _notEvaluated = [];

    /// <summary>Whether the run is compared with an earlier one.</summary>
    public bool HasBaseline { get; init; }

    /// <summary>Whether the report lists the findings that are resolved.</summary>
    public bool ListsResolved { get; init; } = true;

    public int RecordsRead { get; private set; }

    public int LinesRefused { get; private set; }

    public int Errors { get; private set; }

    public int Warnings { get; private set; }

    /// <summary>How many errors and warnings only follow from another record's.</summary>
    public int Cascades { get; private set; }

    /// <summary>The rules that were not evaluated in at least one file, and why.</summary>
    public IReadOnlyList<RuleNotEvaluated> NotEvaluated => _notEvaluated;

    /// <summary>The files of SIF objects, which make one batch together; the first one stands for it.</summary>
    public IReadOnlyList<string> CollectedFiles { get; set; } = [];

    /// <summary>How many findings the baseline does not have.</summary>
    public int New { get; set; }

    /// <summary>How many findings of the baseline are gone.</summary>
    public int Resolved { get; set; }

    /// <summary>How many findings of the baseline are neither here nor resolved, by the reason why nobody knows.</summary>
    public SortedDictionary<string, int> NotCompared { get; } = new(StringComparer.Ordinal);

    /// <summary>How the run ends: 1 with errors, 0 without.</summary>
    public int ExitCode => Errors > 0 ? 1 : 0;

    /// <summary>Adds the sums of a file.</summary>
    public void Add(ValidationSummary summary)
    {
        RecordsRead += summary.RecordsRead;
        LinesRefused += summary.RecordsRefused;
        Errors += summary.Errors;
        Warnings += summary.Warnings;
        Cascades += summary.Cascades;
        _notEvaluated.AddRange(summary.NotEvaluated.Where(rule => !_notEvaluated.Exists(known => known.Rule == rule.Rule)));
    }

    /// <summary>The summary in words, a line each.</summary>
    public void Write(TextWriter writer, TimeSpan elapsed)
    {
        string[] lines =
        [
            Invariant($"records read: {RecordsRead}{(LinesRefused > 0 ? Invariant($", lines refused: {LinesRefused}") : "")}"),
            Invariant($"errors: {Errors}, warnings: {Warnings}{(Cascades > 0 ? Invariant($"; {Cascades} of them only follow from others") : "")}"),
            .. HasBaseline ? [Invariant($"against the baseline: {New} new, {Resolved} resolved{(Resolved > 0 && !ListsResolved ? " (not listed: the state's columns have no place for them)" : "")}")] : Array.Empty<string>(),
            .. NotCompared.Select(reason => Invariant($"{reason.Value} findings of the baseline could not be compared: {reason.Key}")),
            .. NotEvaluated.GroupBy(rule => rule.Reason, StringComparer.Ordinal)
                .Select(group => Invariant($"rules not evaluated: {group.Count()} ({group.Key}): {string.Join(", ", group.Select(entry => entry.Rule.Name is { } name ? $"{entry.Rule.Id} {name}" : entry.Rule.Id).Distinct(StringComparer.Ordinal))}")),
            Invariant($"elapsed: {elapsed.TotalSeconds:0.000} s, {RecordsRead / Math.Max(elapsed.TotalSeconds, 0.001):0} records per second"),
        ];
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
