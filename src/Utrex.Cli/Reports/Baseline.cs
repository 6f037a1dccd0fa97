using System.Globalization;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports;

/// <summary>
/// The findings of an earlier run. A finding is known if that run had one of the same <see cref="ReportRow.Identity"/>; lines, values and
/// messages do not count: another day of membership makes no finding new. Of several alike values tell which are the same, and where they do
/// not, how many there are too many or too few is counted and none of them is named: it would be a guess.
/// </summary>
internal sealed class Baseline : IBaseline
{
    // A finding may name a million lines that have a part in it.
    private const int LongestLine = 1 << 24;
    private const int MostFindings = 2_000_000;

    private readonly Dictionary<string, BaselineGroup> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private int _count;
    private int _strangers;

    private Baseline()
    {
    }

    /// <summary>Reads a report in JSON lines.</summary>
    /// <exception cref="CommandException">A line is no finding; the message says which.</exception>
    public static Baseline Read(string path, Stream stream)
    {
        var baseline = new Baseline();
        using var lines = new TextLines(stream, path, LongestLine);
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

    public void See(ReportRow row)
    {
        if (_groups.TryGetValue(row.Identity, out var group))
        {
            group.See(row);
        }
        else
        {
            _strangers++;
        }
    }

    public int NewOnes => _strangers + _groups.Values.Sum(group => group.NewOnes);

    public FindingStatus StatusOf(ReportRow row) => _groups.TryGetValue(row.Identity, out var group) ? group.StatusOf(row) : FindingStatus.New;

    public IEnumerable<ReportRow> Resolved() =>
        _groups.Values.SelectMany(group => group.Resolved).OrderBy(row => row.File, StringComparer.Ordinal).ThenBy(row => row.Line);

    public IEnumerable<(ReportRow Row, int More)> Untold() =>
        _groups.Values.Where(group => group.Untold != 0).Select(group => (group.First, group.Untold)).OrderBy(group => group.First.Rule.Id, StringComparer.Ordinal).ThenBy(group => group.First.Line);

    private void Add(ReportRow row)
    {
        // The same names and messages come again and again.
        row = row with { File = Shared(row.File)!, Record = Shared(row.Record), Field = Shared(row.Field), Message = Shared(row.Message)!, Lea = Shared(row.Lea), School = Shared(row.School) };
        _count++;
        if (!_groups.TryGetValue(row.Identity, out var group))
        {
            _groups[row.Identity] = group = new BaselineGroup();
        }

        group.Add(row);
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
