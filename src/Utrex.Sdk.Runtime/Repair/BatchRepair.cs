using System.Buffers;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Repair;

/// <summary>
/// Repairs what is wrong with the form of a batch and certain: delimiters, quotation marks, encoding, line ends, blanks, lost zeros, dates and
/// numbers in another form, the case of codes, a row with names of columns. It invents no value; what can mean several things is left as it is and named. Repairing twice
/// changes nothing more, and lines with nothing to repair stay as they are, byte for byte.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
/// <example>
/// <code>
/// var repair = new BatchRepair(UtrexSpecification.Current);
/// using var spoiled = File.OpenRead("spoiled.utrex");
/// using var repaired = File.Create("repaired.utrex");
/// repair.Repair(spoiled, repaired, change => log.WriteLine(change));
/// </code>
/// </example>
public sealed class BatchRepair
{
    private const int LongestShown = 200;

    // So many errors may be left in a line, or one of so many: with more of them it is not its form that is wrong.
    private const int MostLeft = 3;
    private const int LeftOf = 4;

    private readonly SpecificationInfo _specification;
    private readonly LineForm _form;
    private readonly ValueRepairs _values;
    private readonly FieldTrial _trial;
    private readonly HeaderRow _header;
    private readonly List<RepairedValue> _changes = [];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int[] _ends = new int[64];

    /// <summary>Repairs batches of a specification, one after another.</summary>
    public BatchRepair(SpecificationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        _specification = specification;
        _form = new LineForm(specification);
        _values = new ValueRepairs(specification);
        _header = new HeaderRow(specification);
        _trial = new FieldTrial(new SubmissionContext(specification.EndingYear, new DateOnly(specification.EndingYear, 6, 30)));
    }

    /// <summary>Repairs a batch. It is read twice: first to see in which order it writes days and months.</summary>
    /// <param name="input">The batch; it must be possible to go back to where it begins.</param>
    /// <param name="output">Takes the repaired batch.</param>
    /// <param name="report">Takes each change, and each value that was left although its form is wrong.</param>
    /// <param name="cancellationToken">Ends the repair at the next line.</param>
    /// <exception cref="ArgumentException">The input cannot go back to its beginning.</exception>
    /// <exception cref="InvalidDataException">The input is no text, or a line is longer than any batch has.</exception>
    /// <exception cref="IOException">The input cannot be read, or the output not written.</exception>
    /// <exception cref="OperationCanceledException">The repair was ended.</exception>
    public void Repair(Stream input, Stream output, Action<RepairedValue> report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        if (!input.CanSeek)
        {
            throw new ArgumentException("A batch is read twice to be repaired: the stream must be able to go back.", nameof(input));
        }

        var start = input.Position;
        _values.Order = DateOrder.Unknown;
        _values.Order = new DateOrderSearch(_form, _specification).Search(new TextFileLines(input), cancellationToken);
        input.Position = start;
        var lines = new TextFileLines(input);
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Number == 1 && FileFormat.Of(lines.Line) is { } format)
            {
                throw new InvalidDataException($"The input is {format}, of which no repair makes a batch.");
            }

            if (lines is { Number: 1, WasConverted: true })
            {
                report(new RepairedValue(1, Record: null, Field: null, RepairKind.Encoding, lines.EncodingName, "UTF-8"));
            }

            if (lines.EndedWithReturn)
            {
                report(new RepairedValue(lines.Number, Record: null, Field: null, RepairKind.LineEnd, "CR", "LF"));
            }

            var line = Repair(lines.Line, lines.Number, report);
            if (_form.Record is null && _header.Is(line))
            {
                report(new RepairedValue(lines.Number, Record: null, Field: null, RepairKind.HeaderRow, PrintableText.Of(line[..Math.Min(line.Length, LongestShown)]), ""));
                continue;
            }

            output.Write(line);
            output.Write(lines.LineEnd);
        }

        output.Flush();
    }

    private ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> raw, int number, Action<RepairedValue> report)
    {
        var line = _form.Read(raw);
        var record = _form.Record;
        foreach (var kind in _form.Kinds)
        {
            report(new RepairedValue(number, record, Field: null, kind, Shown(kind, raw), ShownRepaired(kind, line)));
        }

        return record is null ? line : RepairFields(line, record, number, report);
    }

    private ReadOnlySpan<byte> RepairFields(ReadOnlySpan<byte> line, RecordInfo record, int number, Action<RepairedValue> report)
    {
        var count = record.Fields.Count;
        if (_ends.Length <= count)
        {
            _ends = new int[count + 1];
        }

        var cut = RecordLine.Parse(line, _ends.AsSpan(0, count + 1));
        if (cut.IsDelimited ? cut.DelimitedFieldCount > count && !line[_ends[count - 1]..].Trim(" \t"u8).IsEmpty : line.Length > record.PositionalLength)
        {
            // With columns too many nobody knows which is which.
            return line;
        }

        var written = 0;
        _changes.Clear();
        for (var i = 1; i < count; i++)
        {
            var field = record.GetField(i);
            var value = cut.Field(field);
            if (value.IsEmpty)
            {
                continue;
            }

            var repair = _values.Find(field, value);
            if (repair.Kind == RepairKind.None || (repair.Kind == RepairKind.Blanks && !cut.IsDelimited))
            {
                // In a positional line blanks before a value are a sign that it stands in the wrong place.
                continue;
            }

            var repaired = repair.Repaired;
            if (!cut.IsDelimited && repaired?.Length > field.Width)
            {
                repaired = null;
            }

            _changes.Add(new RepairedValue(number, record, field, repair.Kind, PrintableText.Of(value, LongestShown), repaired is null ? null : PrintableText.Of(repaired, LongestShown)));
            if (repaired is null)
            {
                continue;
            }

            if (written == 0)
            {
                _line.Clear();
            }

            // Everything up to the value, and the value in its place.
            var (start, end) = cut.IsDelimited ? (_ends[i - 1] + 1, _ends[i]) : (field.Offset, Math.Min(line.Length, field.Offset + field.Width));
            _line.Write(line[written..start]);
            _line.Write(repaired);
            for (var blank = repaired.Length; !cut.IsDelimited && blank < end - start; blank++)
            {
                _line.Write(" "u8);
            }

            written = end;
        }

        if (written > 0)
        {
            _line.Write(line[written..]);
            var left = _trial.ErrorsOf(_line.WrittenSpan, record);
            if (left > MostLeft && left * LeftOf > _trial.ErrorsOf(line, record))
            {
                report(new RepairedValue(number, record, Field: null, RepairKind.None, PrintableText.Of(line[..3]), New: null));
                return line;
            }
        }

        _changes.ForEach(report);
        return written == 0 ? line : _line.WrittenSpan;
    }

    private string Shown(RepairKind kind, ReadOnlySpan<byte> raw) => kind switch
    {
        RepairKind.Delimiter => ((char)_form.Delimiter).ToString(),
        RepairKind.RecordId => PrintableText.Of(_form.Beginning),
        RepairKind.Encoding => "Windows-1252",
        RepairKind.Quotes => "\"",
        _ => PrintableText.Of(raw[..Math.Min(3, raw.Length)]),
    };

    private static string ShownRepaired(RepairKind kind, ReadOnlySpan<byte> line) => kind switch
    {
        RepairKind.Delimiter => "TAB",
        RepairKind.RecordId => Encoding.UTF8.GetString(line[..Math.Min(3, line.Length)]),
        RepairKind.Encoding => "UTF-8",
        _ => "",
    };
}
