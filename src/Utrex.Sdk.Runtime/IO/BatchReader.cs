using System.IO.Pipelines;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <summary>
/// Reads a batch line by line, in constant memory and without allocation. Every line is either a record or refused
/// with a <see cref="Problem"/>; reading goes on after a refused line.
/// </summary>
/// <remarks>
/// <para>
/// Before the first line and after the last one there is no current line: <see cref="Record"/> is <see langword="null"/> and
/// <see cref="Line"/> is empty. Reading on at the end gives <see langword="false"/> again.
/// </para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
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
public sealed partial class BatchReader : IDisposable
{
    /// <summary>The bytes behind a line that checks of many bytes at once may read.</summary>
    internal const int Overread = 512;

    private const int ReadSize = 1 << 18;
    private const int KeptOfLongLine = 256;
    private const int LongestLineEnd = 2;
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly BlockBuffer _block;
    private readonly LineCutter _cutter = new();
    private readonly int _maxLineLength;
    private readonly byte[] _longLine = new byte[KeptOfLongLine];

    // Null once the reader is disposed of.
    private byte[] _data = [];
    private int _start;
    private int _length;
    private int _firstEnd;
    private int _fieldCount;
    private bool _isSkipping;

    private BatchReader(BlockBuffer block, SpecificationInfo specification, BatchReaderOptions options)
    {
        _block = block;
        Specification = specification;
        _maxLineLength = options.MaxLineLength;
        CheckRun = options.Context is { } context ? new CheckRun(context) : null;
    }

    /// <summary>The number of the current line, from 1.</summary>
    public int LineNumber => LinesRead;

    /// <summary>The record type of the current line, or <see langword="null"/> where the line was refused.</summary>
    public RecordInfo? Record { get; private set; }

    /// <summary>The record type that a refused line says it is, where it can be told; <see langword="null"/> where the line is a record.</summary>
    public RecordInfo? RefusedRecord { get; private set; }

    /// <summary>Whether the source ended without the end of its last line; known once that has been read.</summary>
    internal bool EndsInsideLine { get; private set; }

    /// <summary>Why the current line was refused.</summary>
    public LineProblem Problem { get; private set; }

    /// <summary>
    /// Whether every value of the current record surely keeps the rules of its field, so that only rules over several fields are left.
    /// Found while reading if <see cref="BatchReaderOptions.Context"/> is given; a record that is not surely clean may be so nevertheless.
    /// </summary>
    public bool IsClean { get; private set; }

    /// <summary>The current line without its end; of a line that is too long, its beginning. Valid until the next line is read.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed of.</exception>
    public ReadOnlySpan<byte> Line => Data.AsSpan(_start, _length);

    /// <summary>The current line, cut into fields; valid until the next line is read.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed of.</exception>
    public RecordLine Current => RecordLine.Cut(Data, _start, _length, _cutter.Ends.AsSpan(_firstEnd, _fieldCount));

    /// <summary>The lines read so far: records and refused ones.</summary>
    public int LinesRead { get; private set; }

    /// <summary>The lines that are records.</summary>
    public int RecordsRead { get; private set; }

    /// <summary>The lines that were refused.</summary>
    public int RecordsRefused { get; private set; }

    /// <summary>The bytes, which are asked for on every line: that they are there costs no more than to take them.</summary>
    private byte[] Data => _data ?? Disposed();

    /// <summary>The specification by which records are told from what is none.</summary>
    internal SpecificationInfo Specification { get; }

    /// <summary>The run by which records are found to be clean while they are read.</summary>
    internal CheckRun? CheckRun { get; set; }

    /// <summary>Reads a batch that is in memory; nothing is copied.</summary>
    public static BatchReader Open(ReadOnlyMemory<byte> batch, SpecificationInfo specification, BatchReaderOptions? options = null) =>
        Open(options, size => new BlockBuffer(batch, size), specification);

    /// <summary>Reads a batch from a stream.</summary>
    /// <param name="stream">The stream; it is read in large blocks.</param>
    /// <param name="specification">The specification of the batch.</param>
    /// <param name="options">The limits.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the reader is disposed.</param>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    public static BatchReader Open(Stream stream, SpecificationInfo specification, BatchReaderOptions? options = null, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanRead
            ? Open(options, size => new BlockBuffer(stream, size, leaveOpen), specification)
            : throw new ArgumentException("The stream cannot be read: it is closed, or for writing only.", nameof(stream));
    }

    /// <summary>Reads a batch from a pipe, such as a network connection; use <see cref="ReadAsync"/>.</summary>
    public static BatchReader Open(PipeReader pipe, SpecificationInfo specification, BatchReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        return Open(pipe.AsStream(), specification, options);
    }

    /// <summary>Goes to the next line; blocks while a source that is asynchronous only has nothing to give.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed of.</exception>
    /// <exception cref="InvalidOperationException">A <see cref="ReadAsync"/> has not ended yet.</exception>
    public bool Read()
    {
        if (TryTakeCut())
        {
            return true;
        }

        while (true)
        {
            switch (Advance())
            {
                case ReadState.Line:
                    return true;
                case ReadState.End:
                    return false;
                default:
                    _block.Fill();
                    break;
            }
        }
    }

    /// <summary>Goes to the next line without blocking.</summary>
    /// <param name="cancellationToken">Ends the reading, once the few kilobytes of lines that have been looked through already are read.</param>
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed of.</exception>
    /// <exception cref="InvalidOperationException">An earlier call has not ended yet.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Most lines have been cut with those before them; the others in the buffer cost no state machine either.
        if (TryTakeCut())
        {
            return ValueTask.FromResult(true);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<bool>(cancellationToken);
        }

        var state = Advance();
        return state == ReadState.NeedsMore ? FillAndReadAsync(cancellationToken) : ValueTask.FromResult(state == ReadState.Line);
    }

    /// <summary>
    /// Returns the buffer and closes the source. What was taken from the reader's lines must not be used any more; the counts of lines stay.
    /// </summary>
    public void Dispose()
    {
        if (_data is null)
        {
            return;
        }

        // The buffer will be another batch's: not one line of it may be found here any more.
        _data = null!;
        _cutter.Clear();
        Forget();
        _block.Dispose();
    }

    private static BatchReader Open(BatchReaderOptions? options, Func<int, BlockBuffer> open, SpecificationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        options ??= BatchReaderOptions.Default;
        return new BatchReader(open(ReadSize + options.MaxLineLength + Overread), specification, options);
    }

    private static byte[] Disposed() => throw new ObjectDisposedException(typeof(BatchReader).FullName);

    private async ValueTask<bool> FillAndReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _block.FillAsync(cancellationToken).ConfigureAwait(false);
            switch (Advance())
            {
                case ReadState.Line:
                    return true;
                case ReadState.End:
                    return false;
            }
        }
    }

    /// <summary>Takes the next one of the lines that have been cut.</summary>
    private bool TryTakeCut()
    {
        if (!_cutter.MoveNext(_data))
        {
            return false;
        }

        Take(_cutter.Start, _cutter.End);
        return true;
    }

    /// <summary>Goes on where no line has been cut.</summary>
    private ReadState Advance()
    {
        ObjectDisposedException.ThrowIf(_data is null, this);
        return _isSkipping ? Skip() : _block.TryStart() ? Cut() : NoLine(ReadState.NeedsMore);
    }

    /// <summary>What a step of the reader gave.</summary>
    private enum ReadState
    {
        Line,
        NeedsMore,
        End,
    }
}
