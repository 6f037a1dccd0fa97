namespace Utrex.Cli.Terminal;

/// <summary>
/// A folder that gets several files at once: they are written into a folder of another name within it, and get their own names when all of
/// them are complete.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _folder;
    private readonly bool _isNew;
    private readonly WorkFolder _temporary;
    private readonly Lock _ending = new();
    private bool _isOver;

    private OutputFolder(string folder, CommandConsole console)
    {
        _folder = folder;
        _isNew = !Directory.Exists(folder);
        _temporary = new WorkFolder(folder, console);
        AppDomain.CurrentDomain.ProcessExit += RemoveAtExit;
    }

    /// <summary>Where to write.</summary>
    public string Path => _temporary.Path;

    /// <summary>Prepares a folder; it is made if it does not exist.</summary>
    /// <exception cref="CommandException">It cannot be written to; the message says why.</exception>
    public static OutputFolder Create(string folder, CommandConsole console)
    {
        if (File.Exists(folder))
        {
            throw new CommandException($"'{folder}' is a file; name a folder.");
        }

        try
        {
            return new OutputFolder(folder, console);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CommandException($"'{folder}' may not be written to: permission denied.", e);
        }
        catch (IOException e)
        {
            throw new CommandException($"'{folder}' cannot be written to: {PlainWords.Of(e)}", e);
        }
    }

    /// <summary>Gives the files their names.</summary>
    /// <exception cref="CommandException">A folder has the name of one of the files; then none gets its name.</exception>
    public void Complete()
    {
        var moves = _temporary.Files
            .Select(file => (From: file.FullName, To: System.IO.Path.Combine(_folder, System.IO.Path.GetRelativePath(Path, file.FullName)))).ToList();
        if (moves.Find(move => Directory.Exists(move.To)) is { To: { } taken })
        {
            throw new CommandException($"'{taken}' is a folder, and a file is to get this name; name another folder.");
        }

        foreach (var folder in moves.Select(move => System.IO.Path.GetDirectoryName(move.To)!).Distinct(StringComparer.Ordinal))
        {
            Directory.CreateDirectory(folder);
        }

        lock (_ending)
        {
            if (!_isOver)
            {
                moves.ForEach(move => File.Move(move.From, move.To, overwrite: true));
                _temporary.Dispose();
                _isOver = true;
            }
        }
    }

    /// <summary>Removes what is not complete.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= RemoveAtExit;
        Remove();
    }

    private void Remove()
    {
        lock (_ending)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            _temporary.Dispose();
            if (_isNew && !Directory.EnumerateFileSystemEntries(_folder).Any())
            {
                Directory.Delete(_folder);
            }
        }
    }

    /// <summary>A signal ends the process before the command notices; it may still be writing.</summary>
    private void RemoveAtExit(object? sender, EventArgs e)
    {
        try
        {
            Remove();
        }
        catch (IOException)
        {
            // A file came while the folder was removed.
        }
    }
}
