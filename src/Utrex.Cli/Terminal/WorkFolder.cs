namespace Utrex.Cli.Terminal;

/// <summary>A folder for files that are not complete yet, which nobody else can read. It goes with its owner; where that is killed, the next run removes it.</summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>The file in it that is locked while the run is alive.</summary>
    public const string LockFile = ".lock";

    private readonly FileStream _lock;

    /// <summary>Makes a folder in another one.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public WorkFolder(string parent, CommandConsole console)
    {
        Path = System.IO.Path.Combine(parent, Leftovers.NewName());
        if (Directory.Exists(parent))
        {
            Leftovers.Remove(parent, console);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(parent);
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        _lock = new FileStream(System.IO.Path.Combine(Path, LockFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The files in it.</summary>
    public IEnumerable<FileInfo> Files => new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => !string.Equals(file.FullName, _lock.Name, StringComparison.Ordinal));

    /// <summary>Removes it with all that is in it.</summary>
    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            _lock.Dispose();
        }

        // Elsewhere it stays locked until it is gone.
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }

        _lock.Dispose();
    }
}
