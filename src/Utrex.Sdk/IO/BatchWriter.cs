using System.Buffers;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <summary>Writes records as lines of a batch. Of a record that cannot be written, the output gets nothing.</summary>
public sealed class BatchWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly RecordWriter _writer;
    private readonly bool _crLf;

    /// <summary>A writer to an output.</summary>
    /// <param name="output">Where the bytes go; flush it yourself.</param>
    /// <param name="layout">The layout of the lines.</param>
    /// <param name="crLf">Whether lines end with CR and LF instead of LF.</param>
    public BatchWriter(IBufferWriter<byte> output, RecordLayout layout, bool crLf = false)
    {
        _output = output;
        _writer = new RecordWriter(layout);
        _crLf = crLf;
    }

    /// <summary>Writes a typed record.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch file; the message names record and field.</exception>
    public void Write<TRecord>(in TRecord record)
        where TRecord : struct, IRecord<TRecord>
    {
        _writer.Begin(TRecord.Info);
        record.WriteTo(_writer);
        WriteLine(_writer.End());
    }

    /// <summary>Writes a line that was read, in this writer's layout; every value is preserved.</summary>
    /// <exception cref="FieldFormatException">A value has no room in the layout.</exception>
    public void Write(RecordLine line, RecordInfo record)
    {
        _writer.Begin(record);
        foreach (var field in record.Fields)
        {
            _writer.Raw(line.Field(field));
        }

        WriteLine(_writer.End());
    }

    /// <summary>Writes a line as it is, such as one that a reader refused.</summary>
    /// <param name="line">The line without its end.</param>
    /// <exception cref="ArgumentException">The bytes hold an LF and so are more than one line.</exception>
    public void WriteRawLine(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)'\n'))
        {
            throw new ArgumentException("A line cannot contain a line end.", nameof(line));
        }

        WriteLine(line);
    }

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        var end = _crLf ? "\r\n"u8 : "\n"u8;
        var span = _output.GetSpan(line.Length + end.Length);
        line.CopyTo(span);
        end.CopyTo(span[line.Length..]);
        _output.Advance(line.Length + end.Length);
    }
}
