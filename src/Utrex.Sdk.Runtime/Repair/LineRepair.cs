using System.Buffers;
using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Repair;

/// <summary>Repairs lines, each by itself, so that several threads can do so at a time, each with a repair of its own.</summary>
/// <param name="specification">The specification.</param>
/// <param name="header">Recognises rows with names of columns.</param>
/// <param name="order">The order in which the file writes days and months.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class LineRepair(SpecificationInfo specification, HeaderRow header, DateOrder order)
{
    private const int LongestShown = 200;

    // So many errors may be left in a line, or one of so many: with more of them it is not its form that is wrong.
    private const int MostLeft = 3;
    private const int LeftOf = 4;

    private readonly LineForm _form = new(specification);
    private readonly ValueRepairs _values = new(specification) { Order = order };
    private readonly FieldTrial _trial = new(new SubmissionContext(specification.EndingYear, new DateOnly(specification.EndingYear, 6, 30)));
    private readonly ArrayBufferWriter<byte> _line = new();
    private int[] _ends = new int[64];

    /// <summary>Repairs the lines of a block.</summary>
    public void Repair(RepairBlock block, CancellationToken cancellationToken)
    {
        if (block.Encoding is { } encoding)
        {
            block.Changes.Add(new RepairBlock.Change(1, Record: null, Field: null, RepairKind.Encoding, encoding, "UTF-8"));
        }

        for (var i = 0; i < block.LineCount; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var raw = block.Line(i, out var number, out var lineEnd, out var endedWithReturn);
            if (endedWithReturn)
            {
                block.Changes.Add(new RepairBlock.Change(number, Record: null, Field: null, RepairKind.LineEnd, "CR", "LF"));
            }

            var line = Repair(raw, number, block.Changes);
            if (_form.Record is null && header.Is(line))
            {
                block.Changes.Add(new RepairBlock.Change(number, Record: null, Field: null, RepairKind.HeaderRow, PrintableText.Of(line[..Math.Min(line.Length, LongestShown)]), ""));
                continue;
            }

            block.Output.Write(line);
            block.Output.Write(lineEnd);
        }
    }

    private ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> raw, int number, List<RepairBlock.Change> changes)
    {
        var line = _form.Read(raw);
        var record = _form.Record;
        foreach (var kind in _form.Kinds)
        {
            changes.Add(new RepairBlock.Change(number, record, Field: null, kind, Shown(kind, raw), ShownRepaired(kind, line)));
        }

        return record is null ? line : RepairFields(line, record, number, changes);
    }

    private ReadOnlySpan<byte> RepairFields(ReadOnlySpan<byte> line, RecordInfo record, int number, List<RepairBlock.Change> changes)
    {
        var fields = record.FieldArray;
        var count = fields.Length;
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
        var before = changes.Count;
        for (var i = 1; i < count; i++)
        {
            var field = fields[i];
            var value = cut.Field(field);
            if (value.IsEmpty)
            {
                continue;
            }

            if (_values.Find(record, field, value) is not { } repair || (repair.Kind == RepairKind.Blanks && !cut.IsDelimited))
            {
                // In a positional line blanks before a value are a sign that it stands in the wrong place.
                continue;
            }

            var repaired = repair.Repaired;
            if (!cut.IsDelimited && repaired?.Length > field.Width)
            {
                repaired = null;
            }

            changes.Add(new RepairBlock.Change(number, record, field, repair.Kind, repair.Old, repaired is null ? null : repair.New));
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
                changes.RemoveRange(before, changes.Count - before);
                changes.Add(new RepairBlock.Change(number, record, Field: null, RepairKind.None, PrintableText.Of(line[..3]), New: null));
                return line;
            }
        }

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
