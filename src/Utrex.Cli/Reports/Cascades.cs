using System.Globalization;

namespace Utrex.Cli.Reports;

/// <summary>Counts the findings that only follow from others, by the line with which it all began.</summary>
internal sealed class Cascades
{
    private readonly HashSet<int> _own = [];
    private readonly Dictionary<int, int> _causes = [];
    private readonly Dictionary<(int Cause, string Rule), int> _counts = [];

    /// <summary>Takes a finding.</summary>
    public void Add(ReportRow row)
    {
        if (row.Cause is not { Line: var cause })
        {
            _own.Add(row.Line);
            return;
        }

        _causes.TryAdd(row.Line, cause);
        _counts[(cause, row.Rule.Id)] = _counts.GetValueOrDefault((cause, row.Rule.Id)) + 1;
    }

    /// <summary>The lines with which it began, how many findings follow from each, and of which rules.</summary>
    public IEnumerable<(int Line, int Count, string Rules)> ByCause() =>
        from entry in _counts
        group entry by First(entry.Key.Cause) into cause
        orderby cause.Key
        let rules = cause.GroupBy(entry => entry.Key.Rule, entry => entry.Value, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal)
        select (cause.Key, cause.Sum(entry => entry.Value), string.Join(", ", rules.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Key}: {rule.Sum()}"))));

    /// <summary>A record may be invalid only because of another one: then that is the cause.</summary>
    private int First(int line)
    {
        while (!_own.Contains(line) && _causes.TryGetValue(line, out var cause) && cause != line)
        {
            line = cause;
        }

        return line;
    }
}
