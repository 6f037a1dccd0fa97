namespace Utrex.Cli.Terminal;

/// <summary>What is in an archive, as it is unpacked; it cannot be gone back in.</summary>
/// <param name="content">What unpacks.</param>
/// <param name="packed">The archive.</param>
/// <param name="budget">How much may come.</param>
internal sealed class UnpackedStream(Stream content, Stream packed, UnpackBudget budget) : ForwardStream
{
    /// <summary>The archive, whose position tells how much is done.</summary>
    public Stream Packed => packed;

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
