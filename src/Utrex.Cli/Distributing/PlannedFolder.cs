using System.Security.Cryptography;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Distributing;

/// <summary>The files of a folder, as a plan holds them and as they are found again.</summary>
internal static class PlannedFolder
{
    /// <summary>The files of a folder and of those in it, in the order of their names' bytes. Names that begin with a dot are those of systems and programs; folders that a link leads to are left out.</summary>
    /// <exception cref="CommandException">There is no such folder.</exception>
    public static IEnumerable<string> Names(string folder)
    {
        var names = Under(Existing(folder), "").ToList();
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>A file as it is now.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public static PlannedFile Describe(string folder, string name, CommandConsole console)
    {
        using var stream = console.OpenInput(PathOf(folder, name));
        var digest = Convert.ToHexStringLower(SHA256.HashData(stream));
        return new PlannedFile { Name = name, Size = stream.CanSeek ? stream.Length : 0, Sha256 = digest };
    }

    /// <summary>Where a file is.</summary>
    public static string PathOf(string folder, string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>What a file holds to be read, by the names that reports have, wherever the folder is.</summary>
    /// <param name="folder">Where the folder is.</param>
    /// <param name="name">How reports call the file.</param>
    /// <param name="file">The file.</param>
    /// <param name="console">What opens files.</param>
    /// <exception cref="CommandException">It cannot be opened, or is an archive that nobody would send.</exception>
    public static IEnumerable<InputSource> Sources(string folder, string name, PlannedFile file, CommandConsole console)
    {
        var path = PathOf(folder, file.Name);
        return InputSources.Of(console, [path]).Select(source => source with { Name = name + source.Name[path.Length..] });
    }

    /// <summary>Demands that a file still is what was planned. Whoever opens it after that with the same console is told if it changes.</summary>
    /// <exception cref="CommandException">It is not, or cannot be read.</exception>
    public static void Verify(string folder, PlannedFile file, CommandConsole console)
    {
        var path = PathOf(folder, file.Name);
        if (new FileInfo(path) is { Exists: true } found && found.Length != file.Size && found.LinkTarget is null)
        {
            throw Other();
        }

        if (!string.Equals(Describe(folder, file.Name, console).Sha256, file.Sha256, StringComparison.Ordinal))
        {
            throw Other();
        }

        CommandException Other() => new($"'{path}' is not the file that was planned: its content is another one. Bring back that file, or plan anew.");
    }

    /// <summary>A folder that is there.</summary>
    /// <exception cref="CommandException">It is not.</exception>
    public static DirectoryInfo Existing(string folder) =>
        new DirectoryInfo(folder) is { Exists: true } found ? found
        : throw new CommandException(File.Exists(folder) ? $"'{folder}' is a file; name the folder that it lies in." : $"the folder '{folder}' does not exist.");

    private static IEnumerable<string> Under(DirectoryInfo folder, string prefix) => folder.EnumerateFileSystemInfos().Where(entry => entry.Name[0] != '.').SelectMany(entry => entry switch
    {
        DirectoryInfo { LinkTarget: null } inner => Under(inner, $"{prefix}{entry.Name}/"),
        DirectoryInfo => [],
        _ => [prefix + entry.Name],
    });
}
