using System.Globalization;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>The files of a specification in a folder, which may be any folder: there are limits to how much is read.</summary>
internal static class SpecificationFolder
{
    private const string RootFile = "specification.json";
    private const int MostFiles = 2000;
    private const int DeepestFolder = 3;
    private const int LargestFile = 8 << 20;
    private const long LargestFolder = 64L << 20;

    /// <summary>Reads the files, in the order of their names.</summary>
    /// <param name="folder">The folder as given.</param>
    /// <param name="open">Opens a file.</param>
    /// <exception cref="CommandException">It is no folder with a specification, or too much for one.</exception>
    public static IEnumerable<SpecificationFile> Read(string folder, Func<string, Stream> open)
    {
        if (!Directory.Exists(folder))
        {
            throw new CommandException($"'{folder}' is neither a school year nor a folder with a specification.");
        }

        if (!File.Exists(Path.Combine(folder, RootFile)))
        {
            throw new CommandException($"'{folder}' has no {RootFile}, and so is no specification.");
        }

        var room = LargestFolder;
        foreach (var path in Names(folder))
        {
            var content = Content(path, open);
            room -= content.Length;
            if (room < 0)
            {
                throw new CommandException($"'{folder}' has more JSON than a specification; is it the right folder?");
            }

            yield return new SpecificationFile(path, content);
        }
    }

    private static List<string> Names(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DeepestFolder, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, MatchCasing = MatchCasing.CaseInsensitive };
        var names = Directory.EnumerateFiles(folder, "*.json", options).Take(MostFiles + 1).Order(StringComparer.Ordinal).ToList();
        return names.Count <= MostFiles ? names : throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{folder}' has more than {MostFiles} JSON files; is it the right folder?"));
    }

    private static byte[] Content(string path, Func<string, Stream> open)
    {
        // A pipe has no length either, and would never end.
        var length = new FileInfo(path).Length;
        if (length is 0 or > LargestFile)
        {
            throw new CommandException(length == 0 ? $"'{path}' is empty." : string.Create(CultureInfo.InvariantCulture, $"'{path}' has more than {LargestFile >> 20} MB, the most that a file of a specification may have."));
        }

        using var stream = open(path);
        var content = new byte[length];
        return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }
}
