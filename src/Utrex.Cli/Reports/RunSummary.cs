using System.Globalization;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>The findings that let a run end with exit code 1.</summary>
internal enum FailOn
{
    /// <summary>Errors.</summary>
    Error,

    /// <summary>Errors and warnings.</summary>
    Warning,

    /// <summary>None.</summary>
    Never,
}

/// <summary>The sums over all files of a run.</summary>
internal sealed class RunSummary
{
    private const int MostRead = 20;

    private readonly List<RuleNotEvaluated> _notEvaluated = [];
    private readonly List<(string File, BatchYear Year)> _batches = [];
    private readonly List<ReadBatch> _read = [];
    private readonly SortedDictionary<(string Rule, bool IsMore), int> _untold = [];

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

    /// <summary>Whether a rule failed, or a batch could not be validated, so that nobody knows what would have been found.</summary>
    public bool HasFailures { get; private set; }

    /// <summary>How many findings are not shown, since they were not asked for.</summary>
    public int Hidden { get; set; }

    /// <summary>How many warnings are acknowledged.</summary>
    public int Acknowledged { get; set; }

    /// <summary>What is to be said of acknowledgements that do nothing.</summary>
    public List<string> Idle { get; } = [];

    /// <summary>What else a reader of the findings must know.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>The file that options were taken from, or <see langword="null"/>.</summary>
    public string? Settings { get; init; }

    /// <summary>What lets the run fail.</summary>
    public FailOn FailOn { get; init; }

    /// <summary>How the run ends: 1 with findings that let it fail, 0 without; 2 where something failed, whatever was found besides.</summary>
    public int ExitCode => HasFailures ? CommandConsole.CouldNotRun : Fails ? 1 : 0;

    private bool Fails => FailOn switch
    {
        FailOn.Error => Errors > 0,
        FailOn.Warning => Errors + Warnings - Acknowledged > 0,
        _ => false,
    };

    /// <summary>What a report that counts its own findings must say besides.</summary>
    public IEnumerable<string> Notes => [.. HiddenNote, .. Acknowledged > 0 ? [Invariant($"{Acknowledged} acknowledged warnings are counted apart")] : Array.Empty<string>(), .. Untold, .. Idle, .. Remarks];

    private string[] HiddenNote => Hidden > 0 ? [Invariant($"hidden by what was asked for: {Hidden} of {Errors + Warnings} findings")] : [];

    /// <summary>What is to be said of findings that are alike, so that nobody can tell which of them are new or gone.</summary>
    public IEnumerable<string> Untold => _untold.Select(entry =>
        $"{Numbers.Of(Math.Abs(entry.Value), "finding")} of {entry.Key.Rule} {(entry.Value == 1 || entry.Value == -1 ? "is" : "are")} {(entry.Key.IsMore ? "new" : "resolved")}; which of those that are alike cannot be told");

    /// <summary>Counts findings that are new (or, below 0, gone) without anybody being able to say which.</summary>
    public void AddUntold(ReportRow one, int more)
    {
        var key = (one.Rule.Id, more > 0);
        _untold[key] = _untold.GetValueOrDefault(key) + more;
        New += Math.Max(0, more);
        Resolved += Math.Max(0, -more);
    }

    /// <summary>What was read.</summary>
    public IReadOnlyList<ReadBatch> Read => _read;

    /// <summary>The school years that it was read by, in the same order.</summary>
    public IEnumerable<BatchYear> YearsRead => _batches.Select(batch => batch.Year);

    /// <summary>Adds the sums of a batch.</summary>
    public void Add(ValidationSummary summary, ReadBatch read, BatchYear year)
    {
        _batches.Add((read.File, year));
        _read.Add(read);
        Add(summary);
    }

    /// <summary>Adds a finding that is none of the validator's.</summary>
    public void Add(ReportRow row)
    {
        Errors += row.IsError ? 1 : 0;
        Warnings += row.IsError ? 0 : 1;
    }

    /// <summary>Adds another run's sums over its files.</summary>
    public void Add(RunSummary other)
    {
        _batches.AddRange(other._batches);
        _read.AddRange(other._read);
        CollectedFiles = [.. CollectedFiles, .. other.CollectedFiles];
        Add(new ValidationSummary { RecordsRead = other.RecordsRead, RecordsRefused = other.LinesRefused, Errors = other.Errors, Warnings = other.Warnings, Cascades = other.Cascades, NotEvaluated = other.NotEvaluated });
    }

    /// <summary>Adds that a batch could not be validated, and why.</summary>
    public void AddFailure(string remark)
    {
        Remarks.Add(remark);
        HasFailures = true;
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

    /// <summary>The summary in words, a line each, and how long it took.</summary>
    public void Write(TextWriter writer, TimeSpan elapsed)
    {
        foreach (var line in Lines.Append(Invariant($"elapsed: {elapsed.TotalSeconds:0.000} s, {RecordsRead / Math.Max(elapsed.TotalSeconds, 0.001):0} records per second")))
        {
            writer.WriteLine(line);
        }
    }

    /// <summary>The summary in words.</summary>
    public IEnumerable<string> Lines =>
        [
            .. _read.Take(MostRead).Select(batch => "read " + batch.Line),
            .. _read.Count > MostRead ? [Invariant($"and {_read.Count - MostRead} more batches")] : Array.Empty<string>(),
            .. _batches.Where(batch => batch.Year.Note is not null).Select(batch => $"{(_batches.Count > 1 ? batch.File + ": " : "")}{batch.Year.Note}"),
            Invariant($"records read: {RecordsRead}{(LinesRefused > 0 ? Invariant($", lines refused: {LinesRefused}") : "")}"),
            Invariant($"errors: {Errors}, warnings: {Warnings - Acknowledged}{(Acknowledged > 0 ? Invariant($", acknowledged: {Acknowledged}") : "")}{(Cascades > 0 ? Invariant($"; {Cascades} of them only follow from others") : "")}"),
            .. HiddenNote,
            .. HasBaseline ? [Invariant($"against the baseline: {New} new, {Resolved} resolved{(Resolved > 0 && !ListsResolved ? " (not listed: the state's columns have no place for them)" : "")}")] : Array.Empty<string>(),
            .. Untold,
            .. Idle,
            .. Remarks,
            .. Settings is null ? Array.Empty<string>() : ["with the settings of " + Settings],
            .. NotCompared.Select(reason => Invariant($"{reason.Value} findings of the baseline could not be compared: {reason.Key}")),
            .. NotEvaluated.GroupBy(ReasonOf, StringComparer.Ordinal)
                .Select(group => Invariant($"rules not evaluated: {group.Count()} ({group.Key}): {string.Join(", ", group.Select(entry => entry.Rule.Name is { } name ? $"{entry.Rule.Id} {name}" : entry.Rule.Id).Distinct(StringComparer.Ordinal))}")),
        ];

    /// <summary>Why a rule was not evaluated, in short where each rule has a reason of its own.</summary>
    private static string ReasonOf(RuleNotEvaluated rule) =>
        rule is { Failure: null, Rule.Needs: { } needs } && rule.Reason.EndsWith(needs, StringComparison.Ordinal) ? "they need more than this batch: 'utrex explain' and one of them says what" : rule.Reason;

    /// <summary>Whether two rules are one, perhaps in two years.</summary>
    private static bool AreSame(RuleInfo one, RuleInfo other) =>
        one == other || (Years.Of(one) != Years.Of(other) && one.Order == other.Order && string.Equals(one.Id, other.Id, StringComparison.Ordinal));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
