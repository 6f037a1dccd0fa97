using Utrex.Documents;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Transcripts.Pesc;

/// <summary>The values of a typed record by field, as a map takes them, and back.</summary>
internal sealed class RecordValues
{
    private const int MostFields = 256;

    private readonly RecordWriter _lines = new(RecordLayout.Delimited);

    /// <summary>The values of a record; a blank is empty.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch; the message names record and field.</exception>
    public Utf8Value[] Of<TRecord>(in TRecord record)
        where TRecord : struct, IRecord<TRecord>
    {
        System.Runtime.CompilerServices.Unsafe.AsRef(in record).WriteTo(_lines);
        Span<int> ends = stackalloc int[MostFields];
        var line = RecordLine.Parse(_lines.Line.Span, ends);
        var fields = TRecord.Info.Fields;
        var values = new Utf8Value[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = line.Field(fields[i]) is { IsEmpty: false } bytes ? Utf8Value.Of(bytes.ToArray()) : Utf8Value.Empty;
        }

        return values;
    }

    /// <summary>The record that values make. What is no value of its field becomes a blank and is told.</summary>
    public static TRecord Read<TRecord>(Utf8Value[] values, Action<FieldInfo, string, string> malformed)
        where TRecord : struct, IRecord<TRecord>
    {
        values[0] = Utf8Value.Of(TRecord.Info.Fields[0].Constant);
        Span<int> ends = stackalloc int[MostFields];
        while (true)
        {
            using var bytes = new MemoryStream();
            for (var i = 0; i < values.Length; i++)
            {
                if (i > 0)
                {
                    bytes.WriteByte((byte)'\t');
                }

                // A line has no room for line ends and tabs.
                foreach (var value in values[i].Span)
                {
                    bytes.WriteByte(value < (byte)' ' ? (byte)' ' : value);
                }
            }

            if (TRecord.TryRead(RecordLine.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), ends), out var record, out var error) || error.Field is not { Number: > 0 } field)
            {
                return record;
            }

            malformed(field, values[field.Number].ToString(), error.Expected ?? "");
            values[field.Number] = Utf8Value.Empty;
        }
    }
}
