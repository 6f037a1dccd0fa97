using System.Globalization;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>The sums over all files of a run.</summary>
internal sealed class RunSummary
{
    private readonly List<RuleNotEvaluated> _notEvaluated = [];
    private readonly List<(string File, BatchYear Year)> _batches = [];

    /// <summary>Whether the run is compared with an earlier one.</summary>
    public bool HasBaseline { get; init; }

    /// <summary>Whether the report lists the findings that are resolved.</summary>
    public bool ListsResolved { get; init; } = true;

    /// <summary>The school years by whose rules the batches were judged, the earliest first; the newest where there was none.</summary>
    public IEnumerable<string> SchoolYears =>
        _batches.Select(batch => batch.Year.Specification.SchoolYear).DefaultIfEmpty(Years.Newest.SchoolYear).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

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

    /// <summary>Whether a rule failed, so that nobody knows what it would have found.</summary>
    public bool HasFailures { get; private set; }

    /// <summary>How the run ends: 1 with errors, 0 without; 2 where a rule failed, whatever the others found.</summary>
    public int ExitCode => HasFailures ? CommandConsole.CouldNotRun : Errors > 0 ? 1 : 0;

    /// <summary>Adds the sums of a batch.</summary>
    public void Add(ValidationSummary summary, string file, BatchYear year)
    {
        _batches.Add((file, year));
        Add(summary);
    }

    /// <summary>Adds sums.</summary>
    public void Add(ValidationSummary summary)
    {
        RecordsRead += summary.RecordsRead;
        LinesRefused += summary.RecordsRefused;
        Errors += summary.Errors;
        Warnings += summary.Warnings;
        Cascades += summary.Cascades;
        HasFailures |= summary.NotEvaluated.Any(rule => rule.Failure is not null);
        _notEvaluated.AddRange(summary.NotEvaluated.Where(rule => !_notEvaluated.Exists(known => AreSame(known.Rule, rule.Rule) && string.Equals(known.Reason, rule.Reason, StringComparison.Ordinal))));
    }

    /// <summary>The summary in words, a line each.</summary>
    public void Write(TextWriter writer, TimeSpan elapsed)
    {
        string[] lines =
        [
            .. _batches.Where(batch => batch.Year.Note is not null).Select(batch => $"{(_batches.Count > 1 ? batch.File + ": " : "")}{batch.Year.Note}"),
            Invariant($"records read: {RecordsRead}{(LinesRefused > 0 ? Invariant($", lines refused: {LinesRefused}") : "")}"),
            Invariant($"errors: {Errors}, warnings: {Warnings}{(Cascades > 0 ? Invariant($"; {Cascades} of them only follow from others") : "")}"),
            .. HasBaseline ? [Invariant($"against the baseline: {New} new, {Resolved} resolved{(Resolved > 0 && !ListsResolved ? " (not listed: the state's columns have no place for them)" : "")}")] : Array.Empty<string>(),
            .. NotCompared.Select(reason => Invariant($"{reason.Value} findings of the baseline could not be compared: {reason.Key}")),
            .. NotEvaluated.GroupBy(ReasonOf, StringComparer.Ordinal)
                .Select(group => Invariant($"rules not evaluated: {group.Count()} ({group.Key}): {string.Join(", ", group.Select(entry => entry.Rule.Name is { } name ? $"{entry.Rule.Id} {name}" : entry.Rule.Id).Distinct(StringComparer.Ordinal))}")),
            Invariant($"elapsed: {elapsed.TotalSeconds:0.000} s, {RecordsRead / Math.Max(elapsed.TotalSeconds, 0.001):0} records per second"),
        ];
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    /// <summary>Why a rule was not evaluated, in short where each rule has a reason of its own.</summary>
    private static string ReasonOf(RuleNotEvaluated rule) =>
        rule is { Failure: null, Rule.Needs: not null } ? "they need more than this batch: 'utrex explain' and one of them says what" : rule.Reason;

    /// <summary>Whether two rules are one, perhaps in two years.</summary>
    private static bool AreSame(RuleInfo one, RuleInfo other) =>
        one == other || (Years.Of(one) != Years.Of(other) && one.Order == other.Order && string.Equals(one.Id, other.Id, StringComparison.Ordinal));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
