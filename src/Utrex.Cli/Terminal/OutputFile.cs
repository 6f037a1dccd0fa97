namespace Utrex.Cli.Terminal;

/// <summary>
/// A file that appears only when it is complete: it is written without a name, or where the system knows no such files under one of its own,
/// and gets its name at the end, so that nobody ever reads half of it. A link stays and what it leads to is replaced; what is no regular file,
/// such as a pipe, is written into. <c>-</c> writes to the standard output.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly Lock _ending = new();
    private readonly bool _isOwn;
    private readonly string? _path;
    private readonly string? _temporary;
    private readonly FileStream? _unnamed;
    private bool _isComplete;

    private OutputFile(Stream stream, bool isOwn = false, string? path = null, string? temporary = null, FileStream? unnamed = null)
    {
        Stream = stream;
        _isOwn = isOwn;
        _path = path;
        _temporary = temporary;
        _unnamed = unnamed;
        AppDomain.CurrentDomain.ProcessExit += RemoveAtExit;
    }

    /// <summary>Where to write.</summary>
    public Stream Stream { get; }

    /// <exception cref="CommandException">The file cannot be written; the message says why.</exception>
    public static OutputFile Create(string? path, CommandConsole console)
    {
        if (path is null || string.Equals(path, CommandConsole.Standard, StringComparison.Ordinal))
        {
            return new OutputFile(console.Output);
        }

        try
        {
            return Directory.Exists(path) ? throw new CommandException($"'{path}' is a folder; name a file.") : Open(path, console);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new CommandException($"the folder of '{path}' does not exist.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CommandException($"'{path}' may not be written: permission denied.", e);
        }
        catch (IOException e)
        {
            throw new CommandException($"'{path}' cannot be written: {PlainWords.Of(e)}", e);
        }
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        Stream.Flush();
        lock (_ending)
        {
            if (_unnamed is not null)
            {
                UnnamedFile.Name(_unnamed, _temporary!);
            }

            // While it is open nobody takes it for what a killed run has left.
            if (_path is not null)
            {
                File.Move(_temporary!, _path, overwrite: true);
            }

            _isComplete = true;
        }

        if (_isOwn)
        {
            Stream.Dispose();
        }
    }

    /// <summary>Removes what is not complete.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= RemoveAtExit;
        if (_isComplete || !_isOwn)
        {
            return;
        }

        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // What could not be flushed is what brought the command here, a full disk for one.
        }

        Remove();
    }

    private static OutputFile Open(string path, CommandConsole console)
    {
        var target = RealPath.Of(path);
        UnixFileMode? mode = null;
        if (OpenExisting(path) is { } existing)
        {
            if (!IsRegular(existing))
            {
                return new OutputFile(existing, isOwn: true);
            }

            existing.Dispose();
            mode = OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(target);
        }

        console.Writes(path, target);

        var folder = Path.GetDirectoryName(target)!;
        Leftovers.Remove(folder, console);
        var temporary = Path.Combine(folder, Leftovers.NewName());
        var unnamed = UnnamedFile.Create(folder, BufferSize);

        // The process may end while the file is open, and it must be possible to remove it then.
        var stream = unnamed ?? new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, BufferSize);
        var file = new OutputFile(stream, isOwn: true, target, temporary, unnamed);
        if (mode is { } kept && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, kept);
        }

        return file;
    }

    /// <summary>The file that is there, or <see langword="null"/>: a link may lead to nothing yet.</summary>
    private static FileStream? OpenExisting(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a file keeps what is written to it: pipes cannot be gone about in, and devices have no length that could be set.</summary>
    private static bool IsRegular(FileStream file)
    {
        if (!file.CanSeek || file.Length > 0)
        {
            return file.CanSeek;
        }

        try
        {
            file.SetLength(0);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Remove()
    {
        if (_temporary is not null)
        {
            File.Delete(_temporary);
        }
    }

    /// <summary>A signal ends the process before the command notices: from here on nothing gets a name any more.</summary>
    private void RemoveAtExit(object? sender, EventArgs e)
    {
        _ending.Enter();
        if (!_isComplete)
        {
            Remove();
        }
    }
}
