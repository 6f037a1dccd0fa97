namespace Utrex.Cli.Commands;

/// <summary>
/// A file that appears only when it is complete: it is written under a temporary name and renamed at the end,
/// so that nobody ever reads half of it. <c>-</c> writes to the standard output.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string? _path;
    private readonly string? _temporary;
    private bool _isComplete;

    private OutputFile(Stream stream, string? path, string? temporary)
    {
        Stream = stream;
        _path = path;
        _temporary = temporary;
        AppDomain.CurrentDomain.ProcessExit += RemoveAtExit;
    }

    /// <summary>Where to write.</summary>
    public Stream Stream { get; }

    /// <exception cref="CommandException">The file cannot be written; the message says why.</exception>
    public static OutputFile Create(string? path, CommandConsole console)
    {
        if (path is null || string.Equals(path, CommandConsole.Standard, StringComparison.Ordinal))
        {
            return new OutputFile(console.Output, null, null);
        }

        var temporary = path + ".partial";
        try
        {
            if (Directory.Exists(path))
            {
                throw new CommandException($"'{path}' is a folder; name a file.");
            }

            return new OutputFile(new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16), path, temporary);
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
            throw new CommandException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        Stream.Flush();
        if (_path is not null)
        {
            Stream.Dispose();
            File.Move(_temporary!, _path, overwrite: true);
        }

        _isComplete = true;
    }

    /// <summary>Removes what is not complete.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= RemoveAtExit;
        if (_isComplete || _temporary is null)
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

        File.Delete(_temporary);
    }

    /// <summary>Ctrl-C may end the process before the command notices.</summary>
    private void RemoveAtExit(object? sender, EventArgs e) => Dispose();
}
