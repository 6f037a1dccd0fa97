using System.Buffers;
using System.Runtime.CompilerServices;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <summary>Writes records as lines of a batch. Of a record that cannot be written, the output gets nothing, and the next one can be written.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class BatchWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly RecordWriter _writer;
    private readonly bool _crLf;

    /// <summary>A writer to an output.</summary>
    /// <param name="output">Where the bytes go; flush it yourself.</param>
    /// <param name="layout">The layout of the lines.</param>
    /// <param name="crLf">Whether lines end with CR and LF instead of LF.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    public BatchWriter(IBufferWriter<byte> output, RecordLayout layout, bool crLf = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _writer = new RecordWriter(layout);
        _crLf = crLf;
    }

    /// <summary>Writes a typed record.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch file; the message names record and field.</exception>
    public void Write<TRecord>(in TRecord record)
        where TRecord : struct, IRecord<TRecord>
    {
        Unsafe.AsRef(in record).WriteTo(_writer); // a generic call would copy the record first
        WriteLine(_writer.Line.Span);
    }

    /// <summary>Writes a line that was read, in this writer's layout; every value is preserved.</summary>
    /// <exception cref="FieldFormatException">A value has no room in the layout.</exception>
    /// <exception cref="ArgumentException">The line is of another record type.</exception>
    public void Write(RecordLine line, RecordInfo record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!record.Begins(line.Bytes))
        {
            throw new ArgumentException($"The line is no {record.Name}: it does not begin with {record.Id}=.", nameof(line));
        }

        var at = _writer.Begin(record);
        foreach (var field in record.FieldArray)
        {
            at = _writer.Raw(at, field.Number, line.Field(field));
        }

        _writer.End(at);
        WriteLine(_writer.Line.Span);
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

    /// <summary>Writes bytes as they are: lines with their ends, or the part of one.</summary>
    /// <param name="bytes">The bytes.</param>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        var end = line.Length + (_crLf ? 2 : 1);
        var span = _output.GetSpan(end)[..end];
        line.CopyTo(span);
        if (_crLf)
        {
            span[^2] = (byte)'\r';
        }

        span[^1] = (byte)'\n';
        _output.Advance(end);
    }
}
