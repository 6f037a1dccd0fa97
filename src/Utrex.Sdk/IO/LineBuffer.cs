using System.Buffers;
using System.Text;

namespace Utrex.Sdk.IO;

/// <summary>Cuts a source into lines. Lines that cross the edge of a block are put together here and nowhere else.</summary>
internal sealed class LineBuffer : IDisposable
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const int KeptOfLongLine = 16;

    private readonly int _maxLineLength;
    private readonly Stream? _stream;
    private readonly bool _leaveOpen;
    private byte[]? _block;
    private ReadOnlyMemory<byte> _data;
    private int _position;
    private int _scanned;
    private int _lineStart;
    private int _lineLength;
    private bool _isComplete;
    private bool _isStarted;
    private bool _isSkipping;

    public LineBuffer(ReadOnlyMemory<byte> data, int maxLineLength)
    {
        _data = data;
        _maxLineLength = maxLineLength;
        _isComplete = true;
    }

    public LineBuffer(Stream stream, int maxLineLength, int readSize, bool leaveOpen)
    {
        _stream = stream;
        _maxLineLength = maxLineLength;
        _leaveOpen = leaveOpen;
        _block = ArrayPool<byte>.Shared.Rent(readSize + maxLineLength);
    }

    public bool IsTooLong { get; private set; }

    public ReadOnlySpan<byte> Line => _data.Span.Slice(_lineStart, _lineLength);

    public LineBufferState Advance()
    {
        if (!_isStarted && !TryStart())
        {
            return LineBufferState.NeedsMore;
        }

        var data = _data.Span;
        var feed = data[(_position + _scanned)..].IndexOf(LineFeed);
        if (feed >= 0)
        {
            Take(_scanned + feed, next: _scanned + feed + 1);
            return LineBufferState.Line;
        }

        _scanned = data.Length - _position;
        if (!_isComplete)
        {
            DropLongLine();
            return LineBufferState.NeedsMore;
        }

        if (_scanned == 0 && !_isSkipping)
        {
            ForgetLine();
            return LineBufferState.End;
        }

        Take(_scanned, next: _scanned);
        return LineBufferState.Line;
    }

    public void Fill()
    {
        MakeRoom();
        Filled(_stream!.Read(_block.AsSpan(_data.Length)));
    }

    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        Filled(await _stream!.ReadAsync(_block.AsMemory(_data.Length), cancellationToken).ConfigureAwait(false));
    }

    public void Dispose()
    {
        if (_block is not null)
        {
            ArrayPool<byte>.Shared.Return(_block);
            _block = null;
            ForgetLine();
            _data = default;
            _position = 0;
            _scanned = 0;
            _isComplete = false;
        }

        if (!_leaveOpen)
        {
            _stream?.Dispose();
        }
    }

    /// <summary>Skips a byte order mark; waits for the first three bytes.</summary>
    private bool TryStart()
    {
        if (_data.Length < 3 && !_isComplete)
        {
            return false;
        }

        _isStarted = true;
        _position = _data.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return true;
    }

    private void Take(int length, int next)
    {
        if (_isSkipping)
        {
            // The beginning of the line was kept at the front of the block.
            _isSkipping = false;
            IsTooLong = true;
            _lineStart = 0;
            _lineLength = KeptOfLongLine;
        }
        else
        {
            _lineStart = _position;
            _lineLength = length > 0 && _data.Span[_position + length - 1] == CarriageReturn ? length - 1 : length;
            IsTooLong = _lineLength > _maxLineLength;
            if (IsTooLong)
            {
                _lineLength = KeptOfLongLine;
            }
        }

        _position += next;
        _scanned = 0;
    }

    /// <summary>Forgets the rest of a line that is longer than the limit, so that it never fills the memory.</summary>
    private void DropLongLine()
    {
        if (!_isSkipping && _scanned > _maxLineLength + 1)
        {
            _data.Span.Slice(_position, KeptOfLongLine).CopyTo(_block);
            _isSkipping = true;
        }

        if (_isSkipping)
        {
            _data = _block.AsMemory(0, KeptOfLongLine);
            _position = KeptOfLongLine;
            _scanned = 0;
        }
    }

    /// <summary>Moves what is not yet taken to the front of the block.</summary>
    private void MakeRoom()
    {
        ObjectDisposedException.ThrowIf(_block is null, this);
        ForgetLine();
        var kept = _isSkipping ? KeptOfLongLine : 0;
        var rest = _data.Span[_position..];
        rest.CopyTo(_block.AsSpan(kept));
        _data = _block.AsMemory(0, kept + rest.Length);
        _position = kept;
    }

    private void ForgetLine() => (_lineStart, _lineLength) = (0, 0);

    private void Filled(int count)
    {
        _data = _block.AsMemory(0, _data.Length + count);
        _isComplete = count == 0;
    }
}

/// <summary>What a step of a line buffer gave.</summary>
internal enum LineBufferState
{
    Line,
    NeedsMore,
    End,
}
