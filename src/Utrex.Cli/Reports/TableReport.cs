using System.Globalization;
using System.Text;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>
/// Findings for people at a terminal: first the findings, streamed, so that it works for any number, some of each rule; then, for each file,
/// what only follows from other findings, counted by its cause, and the rules that are broken most; at the end what is resolved. Lines are
/// wrapped at a terminal's width; in a file they are whole.
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
    private const int SumIndent = LineWidth + 2 + LevelWidth + RuleWidth + 2;
    private const string Red = "\u001b[91m";
    private const string Yellow = "\u001b[93m";
    private const string Plain = "\u001b[0m";

    private readonly StreamWriter _writer;
    private readonly int? _width;
    private readonly bool _isColoured;
    private readonly int _most;
    private readonly Dictionary<RuleInfo, (ReportRow First, int Count)> _rules = [];
    private readonly Dictionary<RuleInfo, int> _resolvedRules = [];
    private readonly Cascades _cascades = new();
    private string _file = "";
    private bool _hasHeading;
    private int _resolved;
    private int _resolvedCascades;

    /// <summary>A table.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="terminalWidth">The width of the terminal in cells, or <see langword="null"/> where there is none.</param>
    /// <param name="isColoured">Whether the terminal shows colours.</param>
    /// <param name="most">How many findings of one rule are listed in a file, and how many causes; 0 for all.</param>
    public TableReport(Stream stream, int? terminalWidth, bool isColoured, int most = 0)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        (_width, _isColoured, _most) = (terminalWidth, isColoured, most > 0 ? most : int.MaxValue);
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

        var seen = _rules.GetValueOrDefault(row.Rule, (First: row, Count: 0));
        _rules[row.Rule] = (seen.First, seen.Count + 1);
        if (seen.Count < _most)
        {
            WriteRow(row);
        }
    }

    public void Complete(RunSummary summary)
    {
        EndFile();
        WriteUnlisted(_resolvedRules.Values);
        if (_resolvedCascades > 0)
        {
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",LineWidth}  and {_resolvedCascades} that only followed from others"));
        }

        if (_resolved > 0)
        {
            WriteLine($"{Numbers.Of(_resolved, "finding")} of the baseline {(_resolved == 1 ? "is" : "are")} resolved");
        }

        foreach (var line in summary.Untold)
        {
            WriteLine(line);
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
            text.Append(field).Append(row.Value is null ? " (blank)" : $" '{TerminalText.Isolated(row.Value)}'").Append(": ");
        }

        text.Append(TerminalText.Isolated(row.Message));
        if (row.Field is null && row.Value is not null && !row.Message.Contains(row.Value, StringComparison.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $": '{TerminalText.Isolated(row.Value)}'");
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

        var listed = _resolvedRules[row.Rule] = _resolvedRules.GetValueOrDefault(row.Rule) + 1;
        if (listed <= _most)
        {
            WriteHeading(row.File);
            WriteRow(row);
        }
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

    /// <summary>A finding: who it is about, and beside or below it the text, whichever takes fewer lines of the terminal.</summary>
    private void WriteRow(ReportRow row)
    {
        var line = row.Line.ToString(CultureInfo.InvariantCulture).PadLeft(LineWidth) + "  ";
        var level = row.Level.PadRight(LevelWidth);
        var rest = $"{row.Rule.Id,-RuleWidth}  {Column(row.Student, StudentWidth)}{Column(row.School, SchoolWidth)}";
        var text = Status(row) + Describe(row);
        var indent = line.Length + level.Length + TerminalText.Width(rest);
        List<string> lines = [rest + text];
        if (_width - 1 is { } width)
        {
            var below = TerminalText.Wrap(text, Math.Max(1, width - line.Length)).ToList();
            var beside = width - indent < NarrowestText ? [] : TerminalText.Wrap(text, width - indent).ToList();
            var isBeside = beside.Count > 0 && beside.Count <= below.Count + 1;
            var who = TerminalText.Wrap(rest.TrimEnd(), Math.Max(1, width - line.Length - level.Length));
            lines = isBeside ? [rest + beside[0], .. Indented(beside.Skip(1), indent)] : [who.First(), .. Indented(who.Skip(1), line.Length), .. Indented(below, line.Length)];
        }

        _writer.Write(line);
        _writer.Write(_isColoured ? (row.IsError ? Red : Yellow) + level + Plain : level);
        lines.ForEach(_writer.WriteLine);
    }

    private static IEnumerable<string> Indented(IEnumerable<string> lines, int indent) => lines.Select(line => new string(' ', indent) + line);

    private static string Column(string? text, int width) => TerminalText.Pad(TerminalText.Isolated(text ?? ""), width - 1) + " ";

    /// <summary>Folds what only follows from other findings, and names the rules that are broken most.</summary>
    private void EndFile()
    {
        WriteUnlisted(_rules.Values.Select(rule => rule.Count));
        WriteCauses();
        if (_rules.Count > 1)
        {
            WriteLine("");
            WriteLine($"{"count",LineWidth}  {"level",-LevelWidth}{"rule",-RuleWidth}  what it demands");
            foreach (var (row, count) in _rules.Values.OrderByDescending(rule => rule.First.IsError).ThenByDescending(rule => rule.Count).ThenBy(rule => rule.First.Rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.First.Rule.Order).Take(MostRules))
            {
                WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,LineWidth}  {row.Level,-LevelWidth}{row.Rule.Id,-RuleWidth}  {(row.Rule.Field is null ? "" : row.FieldTitle + ": ")}{row.Rule.Text}"), SumIndent);
            }

            if (_rules.Count > MostRules)
            {
                WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",LineWidth}  and {_rules.Count - MostRules} more rules"));
            }

            WriteLine("Say 'utrex explain RULE' for what a rule means and what to do.");
        }

        _rules.Clear();
    }

    /// <summary>Counts what is left out, so that nobody takes the first ones for all.</summary>
    private void WriteUnlisted(IEnumerable<int> counts)
    {
        var unlisted = counts.Select(count => count - _most).Where(count => count > 0).ToList();
        if (unlisted.Count > 0)
        {
            WriteLine($"{"",LineWidth}  and {Numbers.Of(unlisted.Sum(), "more finding")} of {(unlisted.Count == 1 ? "this rule" : $"{Numbers.Of(unlisted.Count, "rule")} above")}; --max 0 lists all", LineWidth + 2);
        }
    }

    /// <summary>Where what only follows from others began: the places that the most follows from, by line.</summary>
    private void WriteCauses()
    {
        var causes = _cascades.TakeByCause();
        var listed = causes.Count <= _most ? causes : [.. causes.OrderByDescending(cause => cause.Count).Take(_most).OrderBy(cause => cause.Place.File, StringComparer.Ordinal).ThenBy(cause => cause.Place.Line)];
        foreach (var (place, count, rules) in listed)
        {
            var isHere = string.Equals(place.File, _file, StringComparison.Ordinal);
            var cause = isHere ? "this line" : string.Create(CultureInfo.InvariantCulture, $"{place.File}, line {place.Line},");
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isHere ? (int?)place.Line : null),LineWidth}  {"",LevelWidth}{count} further findings follow from {cause} and disappear with it ({rules})"), LineWidth + 2 + LevelWidth);
        }

        if (listed.Count < causes.Count)
        {
            var rest = causes.Sum(cause => cause.Count) - listed.Sum(cause => cause.Count);
            WriteLine($"{"",LineWidth}  {"",LevelWidth}and {rest.ToString(CultureInfo.InvariantCulture)} more from {Numbers.Of(causes.Count - listed.Count, "other line")}", LineWidth + 2 + LevelWidth);
        }
    }

    /// <summary>A line, and where it is wrapped the rest of it under its text. A line of a terminal ends before its edge, so that the terminal does not wrap it.</summary>
    private void WriteLine(string text, int indent = 0)
    {
        text = TerminalText.Plain(text);
        if (_width is not { } width || TerminalText.Width(text) < width)
        {
            _writer.WriteLine(text);
            return;
        }

        // Columns are apart by more than one blank, which wrapping keeps.
        indent = Math.Min(indent, width / 2);
        var lines = TerminalText.Wrap(text[indent..], width - 1 - indent).ToList();
        _writer.WriteLine(text[..indent] + lines[0]);
        foreach (var line in Indented(lines.Skip(1), indent))
        {
            _writer.WriteLine(line);
        }
    }
}
