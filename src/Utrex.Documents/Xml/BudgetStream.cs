namespace Utrex.Documents.Xml;

/// <summary>
/// Caps what may be read for one node of XML, so that no hostile value, name or comment fills the memory, and ends the reading when it is told.
/// It fills what it is asked to fill: what an XmlReader says of broken XML depends on how much of it is there at a time.
/// </summary>
internal sealed class BudgetStream(Stream stream, ReadOnlyMemory<byte> head, CancellationToken cancellationToken) : Stream
{
    private const int Budget = 16 << 20;

    // What was read of the stream already.
    private ReadOnlyMemory<byte> _head = head;
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

        var read = Math.Min(buffer.Length, _head.Length);
        _head.Span[..read].CopyTo(buffer);
        _head = _head[read..];
        for (var more = 1; more > 0 && read < buffer.Length; read += more)
        {
            cancellationToken.ThrowIfCancellationRequested();
            more = stream.Read(buffer[read..]);
        }

        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
