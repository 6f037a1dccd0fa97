using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>A record of a batch. A school's records wait for its end, so that they are small: one piece of memory that refers to nothing.</summary>
internal sealed class BatchRow
{
    // Where each value ends among the values; then the values, one behind the other.
    private readonly byte[] _bytes;
    private readonly int _start;

    public BatchRow(RecordLine line, YearRecord year, int number)
    {
        Map = year.Map;
        Line = number;
        _start = sizeof(int) * year.Fields.Length;
        if (Utf8.IsValid(line.Bytes))
        {
            _bytes = new byte[_start + (line.IsDelimited ? line.Bytes.Length : LengthOf(line, year))];
            var ends = Ends;
            var used = 0;
            for (var i = 0; i < year.Fields.Length; i++)
            {
                var value = ValueOf(line, year.Fields[i]);
                value.CopyTo(_bytes.AsSpan(_start + used));
                used += value.Length;
                ends[i] = used;
            }
        }
        else
        {
            // What is no UTF-8 is replaced, value by value.
            var texts = new List<string>();
            foreach (var field in year.Fields)
            {
                texts.Add(Encoding.UTF8.GetString(ValueOf(line, field)));
            }

            _bytes = [.. new byte[_start], .. Encoding.UTF8.GetBytes(string.Concat(texts))];
            var used = 0;
            for (var i = 0; i < texts.Count; i++)
            {
                used += Encoding.UTF8.GetByteCount(texts[i]);
                Ends[i] = used;
            }
        }
    }

    public RecordMap Map { get; }

    public RecordInfo Record => Map.Record;

    public int Line { get; }

    /// <summary>All values, one behind the other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, Ends is [.., var end] ? end : 0);

    private Span<int> Ends => MemoryMarshal.Cast<byte, int>(_bytes.AsSpan(0, _start));

    /// <summary>The value of the field that plays this part, empty where there is none.</summary>
    public Utf8Value this[FieldKey key] => Record.FindKey(key) is { } field ? this[field.Number] : Utf8Value.Empty;

    /// <summary>The value of the field with this property.</summary>
    public Utf8Value this[string property] => this[Record.FindProperty(property).Number];

    /// <summary>The value of a field.</summary>
    public Utf8Value this[int field]
    {
        get
        {
            var ends = Ends;
            var begin = field == 0 ? 0 : ends[field - 1];
            return new Utf8Value(_bytes, _start + begin, ends[field] - begin);
        }
    }

    /// <summary>Gives all values, by field.</summary>
    public void CopyTo(Utf8Value[] values)
    {
        var ends = Ends;
        var start = _start;
        var begin = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            values[i] = new Utf8Value(_bytes, start + begin, ends[i] - begin);
            begin = ends[i];
        }
    }

    /// <summary>The day in a field with this property, or <see langword="null"/> if it is blank or none.</summary>
    public DateOnly? Day(string property) => Scalars.Date(this[property].Span) is { HasValue: true, Value: var day } ? day : null;

    private static int LengthOf(RecordLine line, YearRecord year)
    {
        var length = 0;
        foreach (var field in year.Fields)
        {
            length += ValueOf(line, field).Length;
        }

        return length;
    }

    private static ReadOnlySpan<byte> ValueOf(RecordLine line, FieldInfo? field) => field is null ? default : line.Field(field);
}
