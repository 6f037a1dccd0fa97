using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <summary>Writes records as lines of a batch. Of a record that cannot be written, the output gets nothing, and the next one can be written.</summary>
/// <remarks>
/// <para>
/// A stream gets blocks of 64 KiB, and the rest with <see cref="FlushAsync"/> or when the writer is disposed of. A pipe is flushed by
/// <see cref="WriteAsync"/> whenever as much is waiting, which is where a slow reader makes the writer wait; <see cref="Write{TRecord}"/> never waits, and a
/// pipe then keeps everything. Any other output is memory, which gets each line at once.
/// </para>
/// <para>
/// Where the output fails or a flush is cancelled, nobody knows how much has arrived: the writer then refuses everything, so that no batch with a
/// hole passes for whole.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed partial class BatchWriter : IDisposable, IAsyncDisposable
{
    private readonly IBufferWriter<byte> _output;
    private readonly RecordWriter _writer;
    private readonly bool _crLf;

    /// <summary>A writer to an output.</summary>
    /// <param name="output">Where the bytes go: memory, or a pipe.</param>
    /// <param name="layout">The layout of the lines.</param>
    /// <param name="crLf">Whether lines end with CR and LF instead of LF.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    public BatchWriter(IBufferWriter<byte> output, RecordLayout layout, bool crLf = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _pipe = output as PipeWriter;
        _writer = new RecordWriter(layout);
        _crLf = crLf;
    }

    /// <summary>A writer to a stream.</summary>
    /// <param name="stream">Where the bytes go.</param>
    /// <param name="layout">The layout of the lines.</param>
    /// <param name="crLf">Whether lines end with CR and LF instead of LF.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the writer is disposed of.</param>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layout.</exception>
    public BatchWriter(Stream stream, RecordLayout layout, bool crLf = false, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written: it is closed, or for reading only.", nameof(stream));
        }

        _stream = stream;
        _leaveOpen = leaveOpen;
        _output = _waiting = new ArrayBufferWriter<byte>(BlockSize + LineReserve);
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
        WriteFullBlock();
    }

    /// <summary>Writes a typed record of any type.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch file; the message names record and field.</exception>
    public void Write(IRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.WriteTo(_writer);
        WriteLine(_writer.Line.Span);
        WriteFullBlock();
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
        WriteFullBlock();
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
        WriteFullBlock();
    }

    /// <summary>Writes bytes as they are: lines with their ends, or the part of one.</summary>
    /// <param name="bytes">The bytes.</param>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        ThrowIfEnded();
        _output.Write(bytes);
        WriteFullBlock();
    }

    private void WriteLine(ReadOnlySpan<byte> line)
    {
        ThrowIfEnded();
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
