using System.Text.RegularExpressions;

namespace Utrex.Cli.Terminal;

/// <summary>
/// What a run that was killed left behind in a folder: files and folders of ours that are not complete. The next run there removes them and
/// says so. A run that is alive holds a lock, so that nothing of it is taken away.
/// </summary>
internal static partial class Leftovers
{
    /// <summary>Between the making of a file and its lock lies a moment.</summary>
    private static readonly TimeSpan Youngest = TimeSpan.FromMinutes(1);

    // Windows takes away only what those who have it open share for that.
    private static readonly FileShare Locked = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>A name for what is not complete yet.</summary>
    public static string NewName() => ".utrex-" + Path.GetRandomFileName() + ".partial";

    /// <summary>Removes what is surely ours and surely nobody's any more.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="console">Where it is said.</param>
    public static void Remove(string folder, CommandConsole console)
    {
        try
        {
            var found = Directory.EnumerateFileSystemEntries(folder, ".utrex-*").Where(path => OwnName().IsMatch(Path.GetFileName(path))).ToList();
            if (found.Count == 0 || !HasLocks(folder))
            {
                return;
            }

            foreach (var path in found.Where(IsOld).Where(RemoveIfDead))
            {
                console.Error.WriteLine($"removed '{path}', which a run that was killed had left behind");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Others may clean up at the same time, and who may not list the folder leaves it as it is.
        }
    }

    [GeneratedRegex(@"^\.utrex-[a-z0-9]{8}\.[a-z0-9]{3}\.partial\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnName();

    private static bool IsOld(string path) => DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Youngest;

    /// <summary>Takes the lock that a live run would hold, and what it is the lock of away.</summary>
    private static bool RemoveIfDead(string path)
    {
        var isFolder = Directory.Exists(path);
        var locked = isFolder ? Path.Combine(path, WorkFolder.LockFile) : path;
        try
        {
            if (File.Exists(locked))
            {
                using var file = new FileStream(locked, FileMode.Open, FileAccess.ReadWrite, Locked);
                File.Delete(locked);
            }

            if (isFolder)
            {
                Directory.Delete(path, recursive: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether locks are kept there: some file systems of a network know none, and then nobody can tell who is alive.</summary>
    private static bool HasLocks(string folder)
    {
        var path = Path.Combine(folder, NewName());
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
