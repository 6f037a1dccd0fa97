using Utrex.Sdk;

namespace Utrex.Documents.Xml;

/// <summary>
/// Caps what may be read for one node of XML, so that no hostile value, name or comment fills the memory, and ends the reading when it is told.
/// It fills what it is asked to fill: what an XmlReader says of broken XML depends on how much of it is there at a time. An XmlReader asks for
/// little, so that the stream is read in larger blocks; where it fills one, a second thread reads the next.
/// </summary>
internal sealed class BudgetStream : Stream
{
    private const int Budget = 16 << 20;
    private const int BlockSize = 1 << 18;

    private readonly Action<Block> _read;
    private readonly SecondThread<Block> _ahead;
    private readonly CancellationToken _cancellation;

    // What was read of the stream already.
    private ReadOnlyMemory<byte> _ready;
    private Block? _block;
    private Block? _spare;
    private int _left = Budget;

    /// <summary>Caps what is read of a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="head">What was read of it already.</param>
    /// <param name="cancellationToken">Ends the reading at the next block.</param>
    public BudgetStream(Stream stream, ReadOnlyMemory<byte> head, CancellationToken cancellationToken)
    {
        (_ready, _cancellation) = (head, cancellationToken);
        _read = block => block.Length = stream.Read(block.Bytes);
        _ahead = new SecondThread<Block>(_read);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The next node begins.</summary>
    public void Renew() => _left = Budget;

    public override int Read(Span<byte> buffer)
    {
        if (_left <= 0)
        {
            throw new BudgetExceededException($"One tag, text or comment is longer than {Budget >> 20} MB");
        }

        var read = 0;
        while (read < buffer.Length && (!_ready.IsEmpty || Fill()))
        {
            var part = Math.Min(buffer.Length - read, _ready.Length);
            _ready.Span[..part].CopyTo(buffer[read..]);
            _ready = _ready[part..];
            read += part;
        }

        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Waits until nobody reads the stream.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ahead.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_ahead.Count > 0)
        {
            (_spare, _block) = (_block, _ahead.Take());
        }
        else
        {
            _read(_block ??= new Block());
        }

        if (_block!.Length == BlockSize)
        {
            _ahead.Give(_spare ?? new Block());
            _spare = null;
        }

        _ready = _block.Bytes.AsMemory(0, _block.Length);
        return !_ready.IsEmpty;
    }

    private sealed class Block
    {
        public byte[] Bytes { get; } = new byte[BlockSize];

        public int Length { get; set; }
    }
}
