namespace Utrex.Cli.Terminal;

/// <summary>
/// A file that is read, and that must stay as it is while it is: one that is still being copied, or that somebody writes anew, would give
/// the half of one thing and the half of another.
/// </summary>
/// <param name="path">Its name as given.</param>
/// <param name="file">The file, which has a length.</param>
internal sealed class SteadyFile(string path, FileStream file) : Stream
{
    private readonly FileState _before = FileState.Of(file);

    /// <summary>What the file was like when it was opened.</summary>
    public FileState State => _before;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer) => Checked(file.Read(buffer), buffer.Length);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>The complaint about a file that is not what it was.</summary>
    public static CommandException Changed(string path) => new($"'{path}' was changed while it was read; wait until it is complete, and run the command again.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>At the end, or where one should have come, the file is compared with what it was; in between that would cost more than the reading.</summary>
    private int Checked(int count, int asked)
    {
        var isEnd = count == 0 && asked > 0;
        return (isEnd && FileState.Of(file) != _before) || file.Position > _before.Length ? throw Changed(path) : count;
    }
}

/// <summary>What tells that a file was written to.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Written">When it was last written to.</param>
internal readonly record struct FileState(long Length, DateTime Written)
{
    /// <summary>The state of an open file.</summary>
    public static FileState Of(FileStream file) => new(RandomAccess.GetLength(file.SafeFileHandle), File.GetLastWriteTimeUtc(file.SafeFileHandle));
}
