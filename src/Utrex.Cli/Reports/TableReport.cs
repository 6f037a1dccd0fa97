using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Utrex.Cli.Reports;

/// <summary>
/// Findings for people at a terminal: first every finding, streamed, so that it works for any number; then, for each file, the rules that
/// are broken most. What only follows from another record is counted under its cause. Lines are cut to a terminal's width and coloured
/// there; in a file they are whole.
/// </summary>
internal sealed class TableReport : IFindingReport
{
    private const int LineWidth = 7;
    private const int LevelWidth = 8;
    private const int RuleWidth = 9;
    private const int MostRules = 10;
    private const int NarrowestText = 30;

    private readonly StreamWriter _writer;
    private readonly IAnsiConsole? _terminal;
    private readonly Dictionary<string, (ReportRow First, int Count)> _rules = new(StringComparer.Ordinal);
    private string _file = "";
    private bool _hasHeading;
    private int _resolved;
    private Cascades _cascades = new();

    /// <summary>A table.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="terminalWidth">The width of the terminal, or <see langword="null"/> where there is none.</param>
    public TableReport(Stream stream, int? terminalWidth)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        if (terminalWidth is { } width)
        {
            _terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_writer), Ansi = AnsiSupport.Yes });
            _terminal.Profile.Width = width;
        }
    }

    public void BeginFile(string file)
    {
        EndFile();
        _file = file;
        _hasHeading = false;
    }

    public void Write(ReportRow row)
    {
        if (row.Status == FindingStatus.Resolved)
        {
            _resolved++;
            return;
        }

        if (!_hasHeading)
        {
            _hasHeading = true;
            _writer.WriteLine(_file);
            _writer.WriteLine($"{"line",LineWidth}  {"level",-LevelWidth}{"rule",-RuleWidth}  finding");
        }

        _cascades.Add(row);
        if (row.Cause is not null)
        {
            return;
        }

        _rules[row.Rule.Id] = _rules.TryGetValue(row.Rule.Id, out var seen) ? (seen.First, seen.Count + 1) : (row, 1);
        var line = row.Line.ToString(CultureInfo.InvariantCulture).PadLeft(LineWidth) + "  ";
        var level = row.Level.PadRight(LevelWidth);
        var rest = $"{row.Rule.Id,-RuleWidth}  {Status(row)}{Describe(row)}";
        if (_terminal is null)
        {
            _writer.WriteLine(line + level + rest);
        }
        else
        {
            _terminal.Write(new Text(line));
            _terminal.Write(new Text(level, new Style(row.IsError ? Color.Red : Color.Yellow)));
            _terminal.Profile.Out.Writer.WriteLine(Cut(rest, line.Length + level.Length));
        }
    }

    public void Complete(RunSummary summary)
    {
        EndFile();
        if (_resolved > 0)
        {
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_resolved} findings of the baseline are resolved"));
        }

        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();

    private static string Status(ReportRow row) => row.Status switch
    {
        FindingStatus.New => "new: ",
        FindingStatus.Known => "known: ",
        _ => "",
    };

    private static string Describe(ReportRow row)
    {
        var text = new StringBuilder();
        if (row.FieldTitle is { } field)
        {
            text.Append(field).Append(row.Value is null ? " (blank)" : $" '{OneLine(row.Value)}'").Append(": ");
        }

        text.Append(OneLine(row.Message));
        if (row.Field is null && row.Value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $": '{OneLine(row.Value)}'");
        }

        if (row.Student is { } student)
        {
            text.Append(CultureInfo.InvariantCulture, $" [student {OneLine(student)}{(row.School is { } school ? $", school {OneLine(school)}" : "")}]");
        }

        return text.ToString();
    }

    /// <summary>A value from a file must not steer the terminal.</summary>
    private static string OneLine(string value) =>
        value.Any(char.IsControl) ? string.Concat(value.Select(c => char.IsControl(c) ? '?' : c)) : value;

    /// <summary>Folds what only follows from other findings, and names the rules that are broken most.</summary>
    private void EndFile()
    {
        foreach (var (line, count, rules) in _cascades.ByCause())
        {
            _writer.WriteLine(Cut(string.Create(CultureInfo.InvariantCulture, $"{line,LineWidth}  {"",LevelWidth}{"",-RuleWidth}  {count} further findings follow from this line and disappear with it ({rules})"), 0));
        }

        if (_rules.Count > 1)
        {
            _writer.WriteLine();
            _writer.WriteLine($"{"count",LineWidth}  {"level",-LevelWidth}{"rule",-RuleWidth}  what it demands");
            foreach (var (row, count) in _rules.Values.OrderByDescending(rule => rule.First.IsError).ThenByDescending(rule => rule.Count).ThenBy(rule => rule.First.Rule.Id, StringComparer.Ordinal).Take(MostRules))
            {
                _writer.WriteLine(Cut(string.Create(CultureInfo.InvariantCulture, $"{count,LineWidth}  {row.Level,-LevelWidth}{row.Rule.Id,-RuleWidth}  {(row.Rule.Field is null ? "" : row.FieldTitle + ": ")}{row.Rule.Text}"), 0));
            }

            if (_rules.Count > MostRules)
            {
                _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",LineWidth}  and {_rules.Count - MostRules} more rules"));
            }

            _writer.WriteLine("Say 'utrex explain RULE' for what a rule means and what to do.");
        }

        _cascades = new Cascades();
        _rules.Clear();
    }

    /// <summary>A line of a terminal ends before its edge; a narrow one gets a text of some length all the same.</summary>
    private string Cut(string text, int before)
    {
        if (_terminal is null)
        {
            return text;
        }

        var room = Math.Max(NarrowestText, _terminal.Profile.Width - before - 1);
        return text.Length <= room ? text : text[..(room - 1)] + "…";
    }
}
