using System.Globalization;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports;

/// <summary>A warning that somebody has looked into and that need not be shown again.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Keys">What else the finding must have, by the names of JSON lines.</param>
/// <param name="Reason">Why it is as it should be.</param>
/// <param name="By">Who says so, or <see langword="null"/>.</param>
/// <param name="Until">The last day on which it holds, or <see langword="null"/>.</param>
internal sealed record Acknowledgement(string Rule, IReadOnlyDictionary<string, string> Keys, string Reason, string? By, DateOnly? Until)
{
    /// <summary>The keys that a finding may be told by.</summary>
    public static IReadOnlyDictionary<string, Func<ReportRow, string?>> KnownKeys { get; } = new Dictionary<string, Func<ReportRow, string?>>(StringComparer.Ordinal)
    {
        ["file"] = row => row.File,
        ["record"] = row => row.Record,
        ["field"] = row => row.Field,
        ["value"] = row => row.Value,
        ["lea"] = row => row.Lea,
        ["school"] = row => row.School,
        ["student"] = row => row.Student,
        ["ssid"] = row => row.StatewideStudentId,
        ["entryDate"] = row => row.EntryDate,
        ["incident"] = row => row.Incident,
        ["course"] = row => row.Course,
    };

    /// <summary>How a finding is shown that it is about.</summary>
    public string Note => $"acknowledged{(By is null ? "" : $" by {By}")}: {Reason}";

    /// <summary>Whether a finding is meant.</summary>
    public bool IsAbout(ReportRow row) =>
        string.Equals(Rule, row.Rule.Id, StringComparison.OrdinalIgnoreCase) && Keys.All(key => string.Equals(KnownKeys[key.Key](row), key.Value, StringComparison.Ordinal));

    /// <summary>What it is about, in words.</summary>
    public override string ToString() => Keys.Count == 0 ? Rule : $"{Rule} ({string.Join(", ", Keys.Select(key => $"{key.Key} {TerminalText.Plain(key.Value)}"))})";
}

/// <summary>The acknowledgements of a run: which warnings they cover, and which of them do nothing.</summary>
internal sealed class Acknowledgements
{
    private readonly ILookup<string, Acknowledgement> _byRule;
    private readonly IReadOnlyList<Acknowledgement> _all;
    private readonly HashSet<Acknowledgement> _used = [];
    private readonly HashSet<Acknowledgement> _errors = [];
    private readonly DateOnly _today;

    /// <summary>Acknowledgements on a day.</summary>
    public Acknowledgements(IReadOnlyList<Acknowledgement> all, DateOnly today)
    {
        (_all, _today) = (all, today);
        _byRule = all.Where(one => !IsExpired(one)).ToLookup(one => one.Rule, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What is to be said of those that do nothing.</summary>
    public IEnumerable<string> Idle => _all.Where(one => !_used.Contains(one)).Select(one =>
        IsExpired(one) ? string.Create(CultureInfo.InvariantCulture, $"the acknowledgement of {one} has expired on {one.Until:yyyy-MM-dd}")
        : _errors.Contains(one) ? $"the acknowledgement of {one} does not count: errors cannot be acknowledged"
        : $"the acknowledgement of {one} is of no finding");

    /// <summary>The acknowledgement of a finding, or <see langword="null"/> where there is none; errors have none.</summary>
    public Acknowledgement? Of(ReportRow row)
    {
        if (_byRule[row.Rule.Id].FirstOrDefault(one => one.IsAbout(row)) is not { } found)
        {
            return null;
        }

        (row.IsError ? _errors : _used).Add(found);
        return row.IsError ? null : found;
    }

    private bool IsExpired(Acknowledgement one) => one.Until < _today;
}
