namespace Utrex.Sdk.Sif.Objects;

/// <summary>Caps what may be read for one node of XML, so that no hostile value, name or comment fills the memory.</summary>
internal sealed class BudgetStream(Stream stream) : Stream
{
    private const int Budget = 16 << 20;

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

        var read = stream.Read(buffer);
        _left -= read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
