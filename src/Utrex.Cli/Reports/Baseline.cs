using System.Globalization;
using Utrex.Cli.Commands;

namespace Utrex.Cli.Reports;

/// <summary>
/// The findings of an earlier run. A finding is known if that run had one of the same <see cref="ReportRow.Identity"/>; of several alike, as
/// many are known as there were. Lines, values and messages do not count: another day of membership makes no finding new.
/// </summary>
internal sealed class Baseline
{
    private const int LongestLine = 1 << 20;

    private readonly Dictionary<string, Queue<ReportRow>> _rows = new(StringComparer.Ordinal);

    private Baseline()
    {
    }

    /// <summary>Reads a report in JSON lines.</summary>
    /// <exception cref="CommandException">A line is no finding; the message says which.</exception>
    public static Baseline Read(string path, CommandConsole console)
    {
        var baseline = new Baseline();
        using var reader = new StreamReader(console.OpenEarlier(path));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var row = FindingJson.Read(line.Length <= LongestLine ? line : throw new FormatException("it is too long"), out var isMasked);
                if (isMasked)
                {
                    throw new CommandException($"'{path}' was written with --mask: its names and numbers are made up, and no finding is like them. Write the baseline again without --mask.");
                }

                if (row.Status != FindingStatus.Resolved)
                {
                    baseline.Add(row);
                }
            }
            catch (FormatException e)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{path}' line {number} is no finding: {e.Message}. A baseline is what 'utrex validate --format jsonl --output FILE' wrote."), e);
            }
        }

        return baseline;
    }

    /// <summary>Whether a finding was there; each earlier one answers for one finding.</summary>
    public FindingStatus StatusOf(ReportRow row) =>
        _rows.TryGetValue(row.Identity, out var known) && known.TryDequeue(out _) ? FindingStatus.Known : FindingStatus.New;

    /// <summary>The earlier findings that no finding was asked for, by file and line.</summary>
    public IEnumerable<ReportRow> Left() =>
        _rows.Values.SelectMany(rows => rows).OrderBy(row => row.File, StringComparer.Ordinal).ThenBy(row => row.Line);

    private void Add(ReportRow row)
    {
        if (!_rows.TryGetValue(row.Identity, out var rows))
        {
            _rows[row.Identity] = rows = new Queue<ReportRow>();
        }

        rows.Enqueue(row);
    }
}
