using System.Globalization;
using System.Text;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>
/// Findings for people at a terminal: first every finding, streamed, so that it works for any number; then, for each file, what only follows
/// from other findings, counted by its cause, and the rules that are broken most; at the end what is resolved. Lines are cut to a terminal's
/// width; in a file they are whole.
/// </summary>
internal sealed class TableReport : IFindingReport
{
    private const int LineWidth = 7;
    private const int LevelWidth = 8;
    private const int RuleWidth = 9;
    private const int StudentWidth = 9;
    private const int SchoolWidth = 8;
    private const int MostRules = 10;
    private const int NarrowestText = 30;
    private const string Red = "\u001b[91m";
    private const string Yellow = "\u001b[93m";
    private const string Plain = "\u001b[0m";

    private readonly StreamWriter _writer;
    private readonly int? _width;
    private readonly bool _isColoured;
    private readonly Dictionary<RuleInfo, (ReportRow First, int Count)> _rules = [];
    private readonly Cascades _cascades = new();
    private string _file = "";
    private bool _hasHeading;
    private int _resolved;
    private int _resolvedCascades;

    /// <summary>A table.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="terminalWidth">The width of the terminal in cells, or <see langword="null"/> where there is none.</param>
    /// <param name="isColoured">Whether the terminal shows colours.</param>
    public TableReport(Stream stream, int? terminalWidth, bool isColoured)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        (_width, _isColoured) = (terminalWidth, isColoured);
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
            WriteResolved(row);
            return;
        }

        WriteHeading(_file);
        _cascades.Add(row);
        if (row.Cause is not null)
        {
            return;
        }

        WriteRow(row);
        _rules[row.Rule] = _rules.TryGetValue(row.Rule, out var seen) ? (seen.First, seen.Count + 1) : (row, 1);
    }

    public void Complete(RunSummary summary)
    {
        EndFile();
        if (_resolvedCascades > 0)
        {
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",LineWidth}  and {_resolvedCascades} that only followed from others"));
        }

        if (_resolved > 0)
        {
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_resolved} findings of the baseline are resolved"));
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
            text.Append(field).Append(row.Value is null ? " (blank)" : $" '{row.Value}'").Append(": ");
        }

        text.Append(row.Message);
        if (row.Field is null && row.Value is not null && !row.Message.Contains(row.Value, StringComparison.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $": '{row.Value}'");
        }

        return text.ToString();
    }

    private void WriteResolved(ReportRow row)
    {
        if (_resolved++ == 0)
        {
            EndFile();
            WriteLine("resolved since the earlier run");
            _file = "";
            _hasHeading = true;
        }

        if (row.Cause is not null)
        {
            _resolvedCascades++;
            return;
        }

        if (!string.Equals(_file, row.File, StringComparison.Ordinal))
        {
            _file = row.File;
            _hasHeading = false;
        }

        WriteHeading(row.File);
        WriteRow(row);
    }

    private void WriteHeading(string file)
    {
        if (!_hasHeading)
        {
            _hasHeading = true;
            WriteLine(file);
            WriteLine($"{"line",LineWidth}  {"level",-LevelWidth}{"rule",-RuleWidth}  {"student",-StudentWidth}{"school",-SchoolWidth}finding");
        }
    }

    /// <summary>A finding: who it is about stands before the text, of which a narrow terminal shows no more than fits.</summary>
    private void WriteRow(ReportRow row)
    {
        var line = row.Line.ToString(CultureInfo.InvariantCulture).PadLeft(LineWidth) + "  ";
        var rest = $"{row.Rule.Id,-RuleWidth}  {Column(row.Student, StudentWidth)}{Column(row.School, SchoolWidth)}";
        var text = TerminalText.Plain(Status(row) + Describe(row));
        var before = line.Length + LevelWidth + TerminalText.Width(rest);
        var isNarrow = _width - 1 - before < NarrowestText;
        var level = row.Level.PadRight(LevelWidth);
        _writer.Write(line);
        _writer.Write(_isColoured ? (row.IsError ? Red : Yellow) + level + Plain : level);
        _writer.WriteLine(Cut(isNarrow ? rest.TrimEnd() : rest + text, line.Length + LevelWidth));
        if (isNarrow)
        {
            WriteLine($"{"",LineWidth}  {text}");
        }
    }

    private static string Column(string? text, int width) => TerminalText.Pad(TerminalText.Plain(text ?? ""), width - 1) + " ";

    /// <summary>Folds what only follows from other findings, and names the rules that are broken most.</summary>
    private void EndFile()
    {
        foreach (var (place, count, rules) in _cascades.TakeByCause())
        {
            var isHere = string.Equals(place.File, _file, StringComparison.Ordinal);
            var cause = isHere ? "this line" : string.Create(CultureInfo.InvariantCulture, $"{place.File}, line {place.Line},");
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isHere ? (int?)place.Line : null),LineWidth}  {"",LevelWidth}{count} further findings follow from {cause} and disappear with it ({rules})"));
        }

        if (_rules.Count > 1)
        {
            WriteLine("");
            WriteLine($"{"count",LineWidth}  {"level",-LevelWidth}{"rule",-RuleWidth}  what it demands");
            foreach (var (row, count) in _rules.Values.OrderByDescending(rule => rule.First.IsError).ThenByDescending(rule => rule.Count).ThenBy(rule => rule.First.Rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.First.Rule.Order).Take(MostRules))
            {
                WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,LineWidth}  {row.Level,-LevelWidth}{row.Rule.Id,-RuleWidth}  {(row.Rule.Field is null ? "" : row.FieldTitle + ": ")}{row.Rule.Text}"));
            }

            if (_rules.Count > MostRules)
            {
                WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",LineWidth}  and {_rules.Count - MostRules} more rules"));
            }

            WriteLine("Say 'utrex explain RULE' for what a rule means and what to do.");
        }

        _rules.Clear();
    }

    private void WriteLine(string text) => _writer.WriteLine(Cut(TerminalText.Plain(text), before: 0));

    /// <summary>A line of a terminal ends before its edge, so that it is never wrapped.</summary>
    private string Cut(string text, int before) => _width is { } width ? TerminalText.Cut(text, Math.Max(1, width - before - 1)) : text;
}
