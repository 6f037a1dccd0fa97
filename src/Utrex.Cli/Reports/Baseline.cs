using System.Globalization;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports;

/// <summary>
/// The findings of an earlier run. A finding is known if that run had one of the same <see cref="ReportRow.Identity"/>; of several alike, as
/// many are known as there were. Lines, values and messages do not count: another day of membership makes no finding new.
/// </summary>
internal sealed class Baseline
{
    // A finding may name a million lines that have a part in it.
    private const int LongestLine = 1 << 24;
    private const int MostFindings = 2_000_000;

    private readonly Dictionary<string, Queue<ReportRow>> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private int _count;

    private Baseline()
    {
    }

    /// <summary>Reads a report in JSON lines.</summary>
    /// <exception cref="CommandException">A line is no finding; the message says which.</exception>
    public static Baseline Read(string path, CommandConsole console)
    {
        var baseline = new Baseline();
        using var lines = new TextLines(console.OpenEarlier(path), path, LongestLine);
        while (lines.Read() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var row = FindingJson.Read(line, out var isMasked);
                if (isMasked)
                {
                    throw new CommandException($"'{path}' was written with --mask: its names and numbers are made up, and no finding is like them. Write the baseline again without --mask.");
                }

                if (row.Status != FindingStatus.Resolved)
                {
                    baseline.Add(row);
                }

                if (baseline._count > MostFindings)
                {
                    throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has more than {MostFindings} findings, and no more can be compared with; correct first what is wrong everywhere, and write the baseline again."));
                }
            }
            catch (FormatException e)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{path}' line {lines.Number} is no finding: {e.Message}. A baseline is what 'utrex validate --format jsonl --output FILE' wrote."), e);
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
        // The same names and messages come again and again.
        row = row with { File = Shared(row.File)!, Record = Shared(row.Record), Field = Shared(row.Field), Message = Shared(row.Message)!, Lea = Shared(row.Lea), School = Shared(row.School) };
        _count++;
        if (!_rows.TryGetValue(row.Identity, out var rows))
        {
            _rows[row.Identity] = rows = new Queue<ReportRow>();
        }

        rows.Enqueue(row);
    }

    private string? Shared(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!_texts.TryGetValue(text, out var known))
        {
            _texts.Add(text);
            known = text;
        }

        return known;
    }
}
