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
    /// <summary>The bytes behind a line that checks of many bytes at once may read.</summary>
    internal const int Overread = 512;

    private const int ReadSize = 1 << 18;
    private const int KeptOfLongLine = 16;
    private const int LongestLineEnd = 2;
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly BlockBuffer _block;
    private readonly LineCutter _cutter = new();
    private readonly SpecificationInfo _specification;
    private readonly int _maxLineLength;
    private readonly byte[] _longLine = new byte[KeptOfLongLine];
    private byte[] _data = [];
    private int _start;
    private int _length;
    private int _firstEnd;
    private int _fieldCount;
    private bool _isSkipping;

    private BatchReader(BlockBuffer block, SpecificationInfo specification, BatchReaderOptions options)
    {
        _block = block;
        _specification = specification;
        _maxLineLength = options.MaxLineLength;
        CheckRun = options.Context is { } context ? new CheckRun(context) : null;
    }

    /// <summary>The number of the current line, from 1.</summary>
    public int LineNumber => LinesRead;

    /// <summary>The record type of the current line, or <see langword="null"/> where the line was refused.</summary>
    public RecordInfo? Record { get; private set; }

    /// <summary>Why the current line was refused.</summary>
    public LineProblem Problem { get; private set; }

    /// <summary>
    /// Whether every value of the current record surely keeps the rules of its field, so that only rules over several fields are left.
    /// Found while reading if <see cref="BatchReaderOptions.Context"/> is given; a record that is not surely clean may be so nevertheless.
    /// </summary>
    public bool IsClean { get; private set; }

    /// <summary>The current line without its end; of a line that is too long, its beginning.</summary>
    public ReadOnlySpan<byte> Line => _data.AsSpan(_start, _length);

    /// <summary>The current line, cut into fields; valid until the next line is read.</summary>
    public RecordLine Current => RecordLine.Cut(_data, _start, _length, _cutter.Ends.AsSpan(_firstEnd, _fieldCount));

    /// <summary>The lines read so far: records and refused ones.</summary>
    public int LinesRead { get; private set; }

    /// <summary>The lines that are records.</summary>
    public int RecordsRead { get; private set; }

    /// <summary>The lines that were refused.</summary>
    public int RecordsRefused { get; private set; }

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
    public static BatchReader Open(Stream stream, SpecificationInfo specification, BatchReaderOptions? options = null, bool leaveOpen = false) =>
        Open(options, size => new BlockBuffer(stream, size, leaveOpen), specification);

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
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Most lines are in the buffer already; those cost no state machine.
        var state = Advance();
        if (state == ReadState.NeedsMore)
        {
            return FillAndReadAsync(cancellationToken);
        }

        return ValueTask.FromResult(state == ReadState.Line);
    }

    /// <summary>Returns the buffer and closes the source.</summary>
    public void Dispose()
    {
        _block.Dispose();
        Forget();
    }

    private static BatchReader Open(BatchReaderOptions? options, Func<int, BlockBuffer> open, SpecificationInfo specification)
    {
        options ??= BatchReaderOptions.Default;
        return new BatchReader(open(ReadSize + options.MaxLineLength + Overread), specification, options);
    }

    private async ValueTask<bool> FillAndReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
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

    private ReadState Advance()
    {
        // Most lines have been cut with those before them.
        if (_cutter.MoveNext(_data))
        {
            Take(_cutter.Start, _cutter.End);
            return ReadState.Line;
        }

        return _isSkipping ? Skip() : _block.TryStart() ? Cut() : NoLine(ReadState.NeedsMore);
    }

    private ReadState Cut()
    {
        _data = _block.Data;
        var rest = _block.End - _block.Position;
        if (rest == 0)
        {
            return NoLine(_block.IsComplete ? ReadState.End : ReadState.NeedsMore);
        }

        if (TryTakePositional())
        {
            return ReadState.Line;
        }

        var most = Math.Min(_block.End, _block.Position + _maxLineLength + LongestLineEnd);
        if (_cutter.TryCut(_data, _block.Position, most, _block.IsComplete && most == _block.End))
        {
            _block.Position = _cutter.Next;
            _cutter.MoveNext(_data);
            Take(_cutter.Start, _cutter.End);
            return ReadState.Line;
        }

        if (rest > _maxLineLength + 1)
        {
            // The rest of the line is forgotten as it comes, so that it never fills the memory.
            _data.AsSpan(_block.Position, KeptOfLongLine).CopyTo(_longLine);
            _isSkipping = true;
            return Skip();
        }

        return NoLine(ReadState.NeedsMore);
    }

    /// <summary>Goes on to the end of a line that is too long.</summary>
    private ReadState Skip()
    {
        var feed = _block.Data.AsSpan(_block.Position, _block.End - _block.Position).IndexOf(LineFeed);
        _block.Position = feed < 0 ? _block.End : _block.Position + feed + 1;
        if (feed < 0 && !_block.IsComplete)
        {
            return NoLine(ReadState.NeedsMore);
        }

        _isSkipping = false;
        LinesRead++;
        Refuse(LineProblem.TooLong, _longLine, 0, KeptOfLongLine);
        return ReadState.Line;
    }

    /// <summary>Takes a positional line that ends where it should and is clean, without looking for its end.</summary>
    private bool TryTakePositional()
    {
        var start = _block.Position;
        if (CheckRun is null || _block.End - start < 4 || _data[start + 3] == Delimiters.Tab
            || _specification.FindRecord(_data.AsSpan(start, 3)) is not { LineCheck: { } check } record)
        {
            return false;
        }

        var length = record.PositionalLength;
        var end = start + length;
        if (length > _maxLineLength || end > _block.End - 2 || end > _data.Length - Overread || !IsEnd(end, out var next)
            || !check.IsClean(RecordLine.Cut(_data, start, length, default), default, CheckRun))
        {
            return false;
        }

        LinesRead++;
        _block.Position = next;
        Accept(record, start, length, fieldCount: 0, isClean: true);
        return true;
    }

    private bool IsEnd(int position, out int next)
    {
        next = _data[position] == CarriageReturn ? position + 2 : position + 1;
        return _data[next - 1] == LineFeed;
    }

    private void Take(int start, int end)
    {
        LinesRead++;
        var length = end - start;
        if (length > _maxLineLength)
        {
            Refuse(LineProblem.TooLong, _data, start, KeptOfLongLine);
            return;
        }

        var record = _specification.FindRecord(_data.AsSpan(start, length));
        if (record is not null)
        {
            var isDelimited = length > 3 && _data[start + 3] == Delimiters.Tab;
            var fields = isDelimited ? _cutter.FieldCount : 0;
            if (CheckRun is not null && record.LineCheck is { } check && Passes(check, record, start, length, fields))
            {
                Accept(record, start, length, fields, isClean: true);
                return;
            }
        }

        var problem = Inspect(record, start, length, out var fieldCount);
        if (problem == LineProblem.None)
        {
            Accept(record!, start, length, fieldCount, isClean: false);
        }
        else
        {
            Refuse(problem, _data, start, length);
        }
    }

    private bool Passes(LineCheck check, RecordInfo record, int start, int length, int fields)
    {
        if (start + length > _data.Length - Overread || fields > record.FieldArray.Length || !IsPlain(start, length))
        {
            return false;
        }

        if (fields == 0)
        {
            return check.IsClean(RecordLine.Cut(_data, start, length, default), default, CheckRun!);
        }

        if (fields < record.FieldArray.Length)
        {
            _cutter.Complete(record.FieldArray.Length);
        }

        return check.IsClean(RecordLine.Cut(_data, start, length, _cutter.FieldEnds), _cutter.FirstBytes, CheckRun!);
    }

    /// <summary>Whether a line is ASCII without NULs; mostly all that was cut with it is.</summary>
    private bool IsPlain(int start, int length) =>
        _cutter.IsPlain || !_data.AsSpan(start, length).ContainsAnyExceptInRange((byte)1, (byte)0x7F);

    private void Accept(RecordInfo record, int start, int length, int fieldCount, bool isClean)
    {
        RecordsRead++;
        if (Record != record)
        {
            Record = record;
        }

        Problem = LineProblem.None;
        IsClean = isClean;
        _start = start;
        _length = length;
        _firstEnd = _cutter.FirstEnd;
        _fieldCount = fieldCount;
    }

    private void Refuse(LineProblem problem, byte[] data, int start, int length)
    {
        RecordsRefused++;
        Forget();
        Problem = problem;
        _data = data;
        _start = start;
        _length = length;
    }

    /// <summary>There is no current line while more is fetched, nor at the end.</summary>
    private ReadState NoLine(ReadState state)
    {
        Forget();
        return state;
    }

    private void Forget()
    {
        Record = null;
        Problem = LineProblem.None;
        IsClean = false;
        _start = 0;
        _length = 0;
        _firstEnd = 0;
        _fieldCount = 0;
    }

    private LineProblem Inspect(RecordInfo? record, int start, int length, out int fieldCount)
    {
        fieldCount = 0;
        var line = _data.AsSpan(start, length);
        if (record is null && !line.ContainsAnyExcept((byte)' ', Delimiters.Tab))
        {
            return LineProblem.Blank;
        }

        if (!_cutter.IsPlain)
        {
            if (line.Contains((byte)0))
            {
                return LineProblem.Nul;
            }

            if (!Ascii.IsValid(line) && !Utf8.IsValid(line))
            {
                return LineProblem.InvalidUtf8;
            }
        }

        if (record is null)
        {
            return LineProblem.UnknownRecordType;
        }

        if (line.Length <= 3 || line[3] != Delimiters.Tab)
        {
            return line.Length > record.PositionalLength && line[record.PositionalLength..].ContainsAnyExcept((byte)' ')
                ? LineProblem.ExtraBytes
                : LineProblem.None;
        }

        // Exporters may end a line with empty fields; only a surplus value is a problem.
        fieldCount = Math.Min(_cutter.FieldCount, record.FieldArray.Length);
        var end = _cutter.Ends[_cutter.FirstEnd + fieldCount - 1] - start;
        return line[end..].ContainsAnyExcept((byte)' ', Delimiters.Tab) ? LineProblem.TooManyFields : LineProblem.None;
    }

    /// <summary>What a step of the reader gave.</summary>
    private enum ReadState
    {
        Line,
        NeedsMore,
        End,
    }
}
