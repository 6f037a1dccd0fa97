namespace Utrex.Cli.Terminal;

/// <summary>How much may come out of an archive: a few kilobytes can be packed so that they unpack for days.</summary>
/// <param name="path">The archive's name as given.</param>
/// <param name="packed">Its length in bytes, or <see langword="null"/> of what comes through a pipe, which may be endless unpacked too.</param>
internal sealed class UnpackBudget(string path, long? packed)
{
    // Batches are packed to a tenth, those in positions to a twentieth.
    private const int MostTimes = 200;
    private const long Always = 1L << 26;

    private long _unpacked;

    /// <summary>Counts what has come out.</summary>
    /// <param name="count">The bytes.</param>
    /// <exception cref="CommandException">It is more than there could be.</exception>
    public void Spend(int count)
    {
        // Two entries may be read at once.
        var unpacked = Interlocked.Add(ref _unpacked, count);
        if (unpacked > Always && unpacked / MostTimes > packed)
        {
            throw new CommandException($"'{path}' unpacks to more than {MostTimes} times its length, as no batch does; it is refused.");
        }
    }

    /// <summary>The complaint about what cannot be unpacked.</summary>
    public CommandException Damaged(Exception e) => Damaged(path, e);

    /// <summary>The complaint about an archive that cannot be unpacked.</summary>
    public static CommandException Damaged(string path, Exception e) => new($"'{path}' is a damaged archive: {PlainWords.Of(e).TrimEnd('.')}. Copy or pack it again.", e);
}
