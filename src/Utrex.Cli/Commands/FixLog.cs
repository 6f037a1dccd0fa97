using System.Globalization;
using System.Text;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Repair;

namespace Utrex.Cli.Commands;

/// <summary>What <c>utrex fix</c> changed and what it left: each in a row of the log, all in a few lines on the error stream.</summary>
internal sealed class FixLog
{
    private readonly StreamWriter? _text;
    private readonly CsvWriter? _csv;
    private readonly int[] _repaired = new int[Enum.GetValues<RepairKind>().Length];
    private readonly List<RepairedValue> _left = [];
    private int _lines;
    private int _line;

    /// <summary>A log that goes to a stream, or nowhere.</summary>
    public FixLog(Stream? stream)
    {
        if (stream is not null)
        {
            _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true);
            _csv = new CsvWriter(_text);
            _csv.WriteRow(["Line", "Record", "Field", "Old", "New", "Why"]);
        }
    }

    /// <summary>How many values were left.</summary>
    public int Left { get; private set; }

    /// <summary>Takes a change.</summary>
    public void Add(RepairedValue change)
    {
        if (_csv is not null)
        {
            _csv.Write(change.Line);
            _csv.Write(change.Record?.Id);
            _csv.Write(change.Field?.Name);
            _csv.Write(change.Old);
            _csv.Write(change.New);
            _csv.Write(Why(change));
            _csv.EndRow();
        }

        if (!change.IsRepaired)
        {
            Left++;
            if (_left.Count < 100)
            {
                _left.Add(change);
            }

            return;
        }

        _repaired[(int)change.Kind]++;
        _lines += change.Line == _line ? 0 : 1;
        _line = change.Line;
    }

    /// <summary>Writes what was done in a few lines.</summary>
    public void Write(TextWriter error, int most)
    {
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"changes: {_repaired.Sum()}, on {_lines} lines"));
        foreach (var kind in Enum.GetValues<RepairKind>().Where(kind => _repaired[(int)kind] > 0))
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {_repaired[(int)kind],8}  {Words(kind)}"));
        }

        if (Left == 0)
        {
            return;
        }

        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"left as they are, since they can mean several things: {Left}"));
        foreach (var value in _left.Take(most))
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  line {value.Line}, {value.Record?.Id} {value.Field?.Title}: '{TerminalText.Plain(value.Old)}' ({Why(value)})"));
        }

        if (Left > most)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {Left - most} more; --log lists all"));
        }
    }

    /// <summary>Writes what is still to be written.</summary>
    public void Complete() => _text?.Flush();

    private static string Why(RepairedValue change) => change.IsRepaired ? Words(change.Kind) : change.Kind switch
    {
        RepairKind.DateForm => "the day and the month cannot be told apart",
        RepairKind.NumberForm => "digits were rounded away",
        RepairKind.None => "more is wrong with the line than its form",
        _ => "the value does not fit in its place",
    };

    private static string Words(RepairKind kind) => kind switch
    {
        RepairKind.Encoding => "text of another encoding",
        RepairKind.ByteOrderMark => "a byte order mark inside the file",
        RepairKind.HeaderRow => "a row with names of columns, left out",
        RepairKind.LineEnd => "a line that ended with a carriage return alone",
        RepairKind.RecordId => "a record id in another spelling",
        RepairKind.Delimiter => "another delimiter than TAB",
        RepairKind.Quotes => "values in quotation marks",
        RepairKind.Blanks => "blanks around a value",
        RepairKind.InvisibleCharacters => "invisible characters, or blanks that are none",
        RepairKind.LeadingZeros => "lost leading zeros",
        RepairKind.DateForm => "a date in another form",
        RepairKind.NumberForm => "a number in another form",
        RepairKind.Punctuation => "punctuation between digits",
        _ => "letters in another case",
    };
}
