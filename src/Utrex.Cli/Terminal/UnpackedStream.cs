namespace Utrex.Cli.Terminal;

/// <summary>What is in an archive, as it is unpacked; it cannot be gone back in.</summary>
/// <param name="content">What unpacks.</param>
/// <param name="packed">The archive.</param>
/// <param name="budget">How much may come.</param>
internal sealed class UnpackedStream(Stream content, Stream packed, UnpackBudget budget) : Stream
{
    /// <summary>The archive, whose position tells how much is done.</summary>
    public Stream Packed => packed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Counted(content.Read(buffer));
        }
        catch (InvalidDataException e)
        {
            throw budget.Damaged(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Counted(await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
        }
        catch (InvalidDataException e)
        {
            throw budget.Damaged(e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int count)
    {
        budget.Spend(count);
        return count;
    }
}
