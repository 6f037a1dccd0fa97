using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Unicode;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <summary>
/// Reads a batch line by line, in constant memory and without allocation. Every line is either a record or refused
/// with a <see cref="Problem"/>; reading goes on after a refused line.
/// </summary>
/// <example>
/// <code>
/// using var reader = BatchReader.Open(stream, UtrexSpecification.Current);
/// while (reader.Read())
/// {
///     if (reader.Record == StudentRecord.Info)
///     {
///         var student = new StudentView(reader.Current);
///     }
/// }
/// </code>
/// </example>
public sealed class BatchReader : IDisposable
{
    private const int ReadSize = 1 << 18;

    private readonly LineBuffer _lines;
    private readonly SpecificationInfo _specification;
    private readonly int[] _ends;
    private int _fieldCount;

    private BatchReader(LineBuffer lines, SpecificationInfo specification)
    {
        _lines = lines;
        _specification = specification;
        _ends = new int[specification.Records.Max(record => record.Fields.Count) + 1];
    }

    /// <summary>The number of the current line, from 1.</summary>
    public int LineNumber => LinesRead;

    /// <summary>The record type of the current line, or <see langword="null"/> where the line was refused.</summary>
    public RecordInfo? Record { get; private set; }

    /// <summary>Why the current line was refused.</summary>
    public LineProblem Problem { get; private set; }

    /// <summary>The current line without its end; of a line that is too long, its beginning.</summary>
    public ReadOnlySpan<byte> Line => _lines.Line;

    /// <summary>The current line, cut into fields; valid until the next line is read.</summary>
    public RecordLine Current => RecordLine.Cut(_lines.Line, _ends.AsSpan(0, _fieldCount));

    /// <summary>The lines read so far: records and refused ones.</summary>
    public int LinesRead { get; private set; }

    /// <summary>The lines that are records.</summary>
    public int RecordsRead { get; private set; }

    /// <summary>The lines that were refused.</summary>
    public int RecordsRefused { get; private set; }

    /// <summary>Reads a batch that is in memory; nothing is copied.</summary>
    public static BatchReader Open(ReadOnlyMemory<byte> batch, SpecificationInfo specification, BatchReaderOptions? options = null) =>
        new(new LineBuffer(batch, (options ?? BatchReaderOptions.Default).MaxLineLength), specification);

    /// <summary>Reads a batch from a stream.</summary>
    /// <param name="stream">The stream; it is read in large blocks.</param>
    /// <param name="specification">The specification of the batch.</param>
    /// <param name="options">The limits.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed.</param>
    public static BatchReader Open(Stream stream, SpecificationInfo specification, BatchReaderOptions? options = null, bool leaveOpen = false) =>
        new(new LineBuffer(stream, (options ?? BatchReaderOptions.Default).MaxLineLength, ReadSize, leaveOpen), specification);

    /// <summary>Reads a batch from a pipe, such as a network connection; use <see cref="ReadAsync"/>.</summary>
    public static BatchReader Open(PipeReader pipe, SpecificationInfo specification, BatchReaderOptions? options = null) =>
        Open(pipe.AsStream(), specification, options);

    /// <summary>Goes to the next line; blocks while a source that is asynchronous only has nothing to give.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public bool Read()
    {
        while (true)
        {
            switch (Advance())
            {
                case LineBufferState.Line:
                    return true;
                case LineBufferState.End:
                    return false;
                default:
                    _lines.Fill();
                    break;
            }
        }
    }

    /// <summary>Goes to the next line without blocking.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Most lines are in the buffer already; those cost no state machine.
        var state = Advance();
        if (state == LineBufferState.NeedsMore)
        {
            return FillAndReadAsync(cancellationToken);
        }

        return ValueTask.FromResult(state == LineBufferState.Line);
    }

    /// <summary>Returns the buffer and closes the source.</summary>
    public void Dispose() => _lines.Dispose();

    private async ValueTask<bool> FillAndReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _lines.FillAsync(cancellationToken).ConfigureAwait(false);
            switch (Advance())
            {
                case LineBufferState.Line:
                    return true;
                case LineBufferState.End:
                    return false;
            }
        }
    }

    private LineBufferState Advance()
    {
        var state = _lines.Advance();
        if (state == LineBufferState.Line)
        {
            Accept();
        }
        else
        {
            // There is no current line while more is fetched, nor at the end.
            _fieldCount = 0;
            Record = null;
            Problem = LineProblem.None;
        }

        return state;
    }

    private void Accept()
    {
        LinesRead++;
        _fieldCount = 0;
        Problem = Inspect(_lines.Line, out var record);
        if (Problem == LineProblem.None)
        {
            Record = record;
            RecordsRead++;
        }
        else
        {
            Record = null;
            RecordsRefused++;
        }
    }

    private LineProblem Inspect(ReadOnlySpan<byte> line, out RecordInfo? record)
    {
        record = null;
        if (_lines.IsTooLong)
        {
            return LineProblem.TooLong;
        }

        if (!line.ContainsAnyExcept((byte)' ', Delimiters.Tab))
        {
            return LineProblem.Blank;
        }

        if (line.Contains((byte)0))
        {
            return LineProblem.Nul;
        }

        if (!Ascii.IsValid(line) && !Utf8.IsValid(line))
        {
            return LineProblem.InvalidUtf8;
        }

        record = _specification.FindRecord(line);
        if (record is null)
        {
            return LineProblem.UnknownRecordType;
        }

        return line.Length > 3 && line[3] == Delimiters.Tab ? CutDelimited(line, record.Fields.Count) : CheckLength(line, record.PositionalLength);
    }

    private LineProblem CutDelimited(ReadOnlySpan<byte> line, int fields)
    {
        _fieldCount = Delimiters.Split(line, _ends.AsSpan(0, fields));
        var end = _ends[_fieldCount - 1];

        // Exporters may end a line with empty fields; only a surplus value is a problem.
        return line[end..].ContainsAnyExcept((byte)' ', Delimiters.Tab) ? LineProblem.TooManyFields : LineProblem.None;
    }

    private static LineProblem CheckLength(ReadOnlySpan<byte> line, int length) =>
        line.Length > length && line[length..].ContainsAnyExcept((byte)' ') ? LineProblem.ExtraBytes : LineProblem.None;
}
