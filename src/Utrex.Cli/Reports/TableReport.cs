using System.Globalization;
using System.Text;
using Spectre.Console;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Reports;

/// <summary>
/// A line for each finding, for people: where, how grave, which rule and field, the value, the state's message.
/// It streams, so that it works for any number of findings; what only follows from another record is counted under its cause;
/// colours only on a terminal.
/// </summary>
internal sealed class TableReport : IFindingReport
{
    private const int LineWidth = 7;
    private const int LevelWidth = 7;
    private const int RuleWidth = 9;

    private readonly SubmissionContext _context;
    private readonly StreamWriter _writer;
    private readonly IAnsiConsole? _terminal;
    private string _file = "";
    private bool _hasHeading;
    private Cascades _cascades = new();

    public TableReport(Stream stream, SubmissionContext context, bool isTerminal)
    {
        _context = context;
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        _terminal = isTerminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_writer) }) : null;
    }

    public void BeginFile(string file)
    {
        EndFile();
        _file = file;
        _hasHeading = false;
    }

    public void Write(Finding finding)
    {
        if (!_hasHeading)
        {
            _hasHeading = true;
            _writer.WriteLine(_file);
            _writer.WriteLine($"{"line",LineWidth}  {"level",-LevelWidth}  {"rule",-RuleWidth}  finding");
        }

        _cascades.Add(finding);
        if (finding.CausedBy is not null)
        {
            return;
        }

        var isError = finding.Severity == Severity.Error;
        var level = (isError ? "error" : "warning").PadRight(LevelWidth);
        var line = finding.Line.ToString(CultureInfo.InvariantCulture).PadLeft(LineWidth);
        var rest = $"{finding.Rule.Id,-RuleWidth}  {Describe(finding)}";
        if (_terminal is null)
        {
            _writer.WriteLine($"{line}  {level}  {rest}");
        }
        else
        {
            _terminal.Write(new Text(line + "  "));
            _terminal.Write(new Text(level, new Style(isError ? Color.Red : Color.Yellow)));
            _terminal.Profile.Out.Writer.WriteLine("  " + rest);
        }
    }

    public void Flush()
    {
        EndFile();
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Folds what only follows from other findings: a line for each cause.</summary>
    private void EndFile()
    {
        foreach (var (line, count, rules) in _cascades.ByCause())
        {
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line,LineWidth}  {"",LevelWidth}  {"",-RuleWidth}  {count} further findings follow from this line and disappear with it ({rules})"));
        }

        _cascades = new Cascades();
    }

    private string Describe(in Finding finding)
    {
        var text = new StringBuilder();
        if ((finding.Field?.Title ?? finding.Rule.Field) is { } field)
        {
            text.Append(field).Append(finding.Value is null ? " (blank)" : $" '{OneLine(finding.Value)}'").Append(": ");
        }

        text.Append(finding.FormatMessage(_context));
        if (finding.Field is null && finding.Value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $": '{OneLine(finding.Value)}'");
        }

        if (finding.Keys.Student is { } student)
        {
            text.Append(CultureInfo.InvariantCulture, $" [student {OneLine(student)}{(finding.Keys.School is { } school ? $", school {OneLine(school)}" : "")}]");
        }

        return text.ToString();
    }

    /// <summary>A value from a file must not steer the terminal.</summary>
    private static string OneLine(string value)
    {
        if (!value.Any(char.IsControl))
        {
            return value;
        }

        return string.Create(value.Length, value, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? '?' : source[i];
            }
        });
    }
}
