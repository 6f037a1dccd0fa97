namespace Utrex.Cli.Terminal;

/// <summary>How much has been read of several files, one after another, each perhaps more than once.</summary>
/// <param name="total">The bytes to read.</param>
internal sealed class ReadProgress(long total)
{
    private long _before;
    private (Stream Stream, long Length)? _current;

    /// <summary>The part that has been read, from 0 to 1.</summary>
    public double Part => total == 0 ? 1 : Math.Min(1, (double)(Interlocked.Read(ref _before) + (_current is { } current ? ProgressBar.Position(current.Stream) : 0)) / total);

    /// <summary>The bytes of a file; none of what is no regular file.</summary>
    public static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    /// <summary>Counts what is read of a stream from now on; those before it have been read to their ends.</summary>
    public Stream Follow(Stream stream)
    {
        if (_current is { } done)
        {
            Interlocked.Add(ref _before, done.Length);
        }

        _current = stream.CanSeek ? (stream, stream.Length) : null;
        return stream;
    }
}
