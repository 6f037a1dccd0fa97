namespace Utrex.Documents.Xml;

/// <summary>
/// Caps what may be read for one node of XML, so that no hostile value, name or comment fills the memory, and ends the reading when it is told.
/// It fills what it is asked to fill: what an XmlReader says of broken XML depends on how much of it is there at a time. An XmlReader asks for
/// little, so that the stream is read in larger blocks.
/// </summary>
internal sealed class BudgetStream(Stream stream, ReadOnlyMemory<byte> head, CancellationToken cancellationToken) : Stream
{
    private const int Budget = 16 << 20;
    private const int BlockSize = 1 << 16;

    // What was read of the stream already.
    private ReadOnlyMemory<byte> _ready = head;
    private byte[]? _block;
    private int _left = Budget;

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

    private bool Fill()
    {
        cancellationToken.ThrowIfCancellationRequested();
        _block ??= new byte[BlockSize];
        _ready = _block.AsMemory(0, stream.Read(_block));
        return !_ready.IsEmpty;
    }
}
