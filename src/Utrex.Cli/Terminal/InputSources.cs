using System.IO.Compression;
using Utrex.Sdk;

namespace Utrex.Cli.Terminal;

/// <summary>
/// What arguments name: files, those in gzip as what is in them, those in zip as their entries. A workbook is a zip too, and stays the
/// file that it is.
/// </summary>
internal static class InputSources
{
    private const int MarkLength = 4;

    // Finder and Windows put notes of their own beside the files.
    private static readonly string[] Notes = ["__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"];

    /// <summary>What the arguments name, in their order.</summary>
    /// <exception cref="CommandException">A file cannot be opened, or an archive is none that anybody would send.</exception>
    public static IReadOnlyList<InputSource> Of(CommandConsole console, IEnumerable<string> paths) => [.. paths.SelectMany(path => Of(console, path))];

    /// <summary>The one batch that an argument names.</summary>
    /// <exception cref="CommandException">It names several, or cannot be opened.</exception>
    public static InputSource Single(CommandConsole console, string path) => Of(console, path) switch
    {
        [var only] => only,
        var several => throw new CommandException($"'{path}' holds {Numbers.Of(several.Count, "file")}, and the command takes one batch; unpack it and name the one that you mean."),
    };

    private static IReadOnlyList<InputSource> Of(CommandConsole console, string path)
    {
        // What is no regular file, such as a pipe, can be opened once only; it has no length.
        if (path is CommandConsole.Standard || new FileInfo(path) is { Exists: true, Length: 0 })
        {
            return [new InputSource(path, () => Opened(path, console.OpenInput(path))) { IsFile = false }];
        }

        using var file = console.OpenInput(path);
        if (!IsZip(Mark(file)))
        {
            return [new InputSource(path, () => Opened(path, console.OpenInput(path)))];
        }

        var names = ZipEntries.Of(path, file);
        if (names.Contains(ZipEntries.OfficeMark, StringComparer.Ordinal))
        {
            return [new InputSource(path, () => console.OpenInput(path))];
        }

        var budget = new UnpackBudget(path, file.Length);
        var sources = names.Where(name => !name.Split('/').Any(part => Notes.Contains(part, StringComparer.OrdinalIgnoreCase)))
            .Select(name => new InputSource($"{path}/{PrintableText.Of(name, ZipEntries.LongestName)}", () => OpenEntry(console, path, name, budget))).ToList();
        return sources.Count > 0 ? sources : throw new CommandException($"the archive '{path}' holds no file.");
    }

    /// <summary>A stream from its beginning; what is in it, if it is in gzip.</summary>
    private static Stream Opened(string path, Stream stream)
    {
        var mark = Mark(stream);
        Stream whole = stream.CanSeek ? stream : new PrefixedStream(mark, stream);
        switch (mark)
        {
            case [0x1F, 0x8B, ..]:
                return new UnpackedStream(new GZipStream(whole, CompressionMode.Decompress), stream, new UnpackBudget(path, stream.CanSeek ? stream.Length : null));
            case var zip when IsZip(zip) && !stream.CanSeek:
                stream.Dispose();
                throw new CommandException($"'{path}' is a zip archive, which cannot be read as it comes; put it into a file and name that.");
            default:
                return whole;
        }
    }

    private static UnpackedStream OpenEntry(CommandConsole console, string path, string name, UnpackBudget budget)
    {
        var file = console.OpenInput(path);
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read);
            var entry = archive.Entries.FirstOrDefault(entry => string.Equals(ZipEntries.NameOf(entry), name, StringComparison.Ordinal)) ?? throw SteadyFile.Changed(path);
            return !entry.IsEncrypted ? new UnpackedStream(entry.Open(), file, budget)
                : throw new CommandException($"the entry '{PrintableText.Of(name)}' of '{path}' is locked with a password; unpack it and name the file.");
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            file.Dispose();
            throw UnpackBudget.Damaged(path, e);
        }
        catch (CommandException)
        {
            file.Dispose();
            throw;
        }
    }

    private static byte[] Mark(Stream stream)
    {
        var mark = new byte[MarkLength];
        var length = stream.ReadAtLeast(mark, MarkLength, throwOnEndOfStream: false);
        if (stream.CanSeek)
        {
            stream.Position = 0;
        }

        return mark[..length];
    }

    /// <summary>Whether it begins with an entry; an archive without any begins with its end.</summary>
    private static bool IsZip(ReadOnlySpan<byte> mark) => mark is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];
}
