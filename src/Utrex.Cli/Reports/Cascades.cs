using System.Globalization;
using System.Runtime.InteropServices;

namespace Utrex.Cli.Reports;

/// <summary>Counts the findings that only follow from others, by the place with which it all began.</summary>
internal sealed class Cascades
{
    private readonly Dictionary<ReportPlace, ReportPlace> _own = [];
    private readonly Dictionary<ReportPlace, ReportPlace> _causes = [];
    private readonly Dictionary<(ReportPlace Cause, string Rule), int> _counts = [];

    /// <summary>Takes a finding.</summary>
    public void Add(ReportRow row)
    {
        if (row.Cause is not { } cause)
        {
            _own.TryAdd(row.RecordPlace, new ReportPlace(row.File, row.Line));
            return;
        }

        _causes.TryAdd(row.RecordPlace, cause);
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, (cause, row.Rule.Id), out _)++;
    }

    /// <summary>
    /// The places with which it began, how many findings follow from each, and of which rules; the counts begin anew. What is known of causes
    /// stays: the records of a SIF file may be invalid because of those of another.
    /// </summary>
    public IReadOnlyList<(ReportPlace Place, int Count, string Rules)> TakeByCause()
    {
        var causes =
            from entry in _counts
            group entry by First(entry.Key.Cause) into cause
            let rules = cause.GroupBy(entry => entry.Key.Rule, entry => entry.Value, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal)
            select (cause.Key, Count: cause.Sum(entry => entry.Value), Rules: string.Join(", ", rules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Key}: {rule.Sum()}"))));
        var list = causes.OrderBy(cause => cause.Key.File, StringComparer.Ordinal).ThenBy(cause => cause.Key.Line).ToList();
        _counts.Clear();
        return list;
    }

    /// <summary>A record may be invalid only because of another one: then that is the cause. It is shown where its own finding stands.</summary>
    private ReportPlace First(ReportPlace place)
    {
        for (var steps = 0; steps < _causes.Count && !_own.ContainsKey(place) && _causes.TryGetValue(place, out var cause); steps++)
        {
            place = cause;
        }

        return _own.GetValueOrDefault(place, place);
    }
}
