using System.Globalization;
using System.Text.Json;
using Utrex.Cli.Commands;

namespace Utrex.Cli.Reports;

/// <summary>
/// The findings of an earlier run. A finding is known if that run had one of the same rule and field for the same LEA, school, student,
/// SSID and entry date; of several alike, as many are known as there were. Lines, values and messages do not count: another day of
/// membership makes no finding new.
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
        using var reader = new StreamReader(console.OpenInput(path));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var row = ReportRow.OfJson(line.Length <= LongestLine ? line : throw new JsonException("The line is too long."));
                if (row.Status != FindingStatus.Resolved)
                {
                    baseline.Add(row);
                }
            }
            catch (JsonException e)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{path}' line {number} is no finding: {e.Message.TrimEnd('.')}. A baseline is what 'utrex validate --format jsonl --output FILE' wrote."), e);
            }
        }

        return baseline;
    }

    /// <summary>Whether a finding was there; each earlier one answers for one finding.</summary>
    public FindingStatus StatusOf(ReportRow row) =>
        _rows.TryGetValue(IdentityOf(row), out var known) && known.TryDequeue(out _) ? FindingStatus.Known : FindingStatus.New;

    /// <summary>The earlier findings that no finding was asked for.</summary>
    public IEnumerable<ReportRow> Resolved() =>
        _rows.Values.SelectMany(rows => rows).OrderBy(row => row.File, StringComparer.Ordinal).ThenBy(row => row.Line).Select(row => row with { Status = FindingStatus.Resolved });

    private static string IdentityOf(ReportRow row) => string.Join('\t', row.Rule.Id, row.Field, row.Lea, row.School, row.Student, row.StatewideStudentId, row.EntryDate);

    private void Add(ReportRow row)
    {
        var identity = IdentityOf(row);
        if (!_rows.TryGetValue(identity, out var rows))
        {
            _rows[identity] = rows = new Queue<ReportRow>();
        }

        rows.Enqueue(row);
    }
}
