using System.Buffers.Binary;
using System.IO.Compression;
using Utrex.Sdk;

namespace Utrex.Cli.Terminal;

/// <summary>The names in a zip archive, which may come from anywhere: they are counted before any of them is kept.</summary>
internal static class ZipEntries
{
    /// <summary>The entry that workbooks and other documents of Office have.</summary>
    public const string OfficeMark = "[Content_Types].xml";

    /// <summary>The most characters of a name.</summary>
    public const int LongestName = 200;

    private const int Most = 1000;
    private const int HeaderLength = 46;
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const uint HeaderMark = 0x02014B50;
    private const uint EndMark = 0x06054B50;

    /// <summary>The names of the files in an archive.</summary>
    /// <param name="path">The archive's name as given.</param>
    /// <param name="archive">The archive.</param>
    /// <exception cref="CommandException">It is damaged, or holds what no archive of batches holds; the message says what.</exception>
    public static IReadOnlyList<string> Of(string path, Stream archive)
    {
        try
        {
            if (!HasFew(archive))
            {
                throw new CommandException($"the archive '{path}' holds more than {Most} entries; batches of so many LEAs are no submission. Unpack it and name what you mean.");
            }

            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Select(NameOf).Where(name => !name.EndsWith('/')).ToList();
            if (names.Find(name => name.Length is 0 or > LongestName) is { } name)
            {
                throw new CommandException($"the archive '{path}' holds an entry whose name has {name.Length} characters; one has from 1 to {LongestName}.");
            }

            return names.CountBy(name => name, StringComparer.Ordinal).FirstOrDefault(pair => pair.Value > 1) is { Key: { } twice }
                ? throw new CommandException($"the archive '{path}' holds two entries of the name '{PrintableText.Of(twice)}'; nobody could tell them apart.")
                : names;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw UnpackBudget.Damaged(path, e);
        }
    }

    /// <summary>The name of an entry; some programs write the separators of Windows.</summary>
    public static string NameOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    /// <summary>Whether the headers at the end are few: the library keeps them all, and an archive may hold millions, whatever number it states.</summary>
    private static bool HasFew(Stream archive)
    {
        var tail = new byte[(int)Math.Min(archive.Length, EndLength + LongestComment)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        var end = tail.Length - EndLength;
        while (end >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end)) != EndMark)
        {
            end--;
        }

        if (end < 0)
        {
            throw new InvalidDataException("it has no end, as an archive that was not copied whole");
        }

        // Where the numbers do not fit, they stand elsewhere, and such an archive is too large anyway.
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)) > Most || offset == uint.MaxValue)
        {
            return false;
        }

        var header = new byte[HeaderLength];
        archive.Position = offset;
        for (var count = 0; count <= Most; count++)
        {
            if (archive.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderMark)
            {
                archive.Position = 0;
                return true;
            }

            archive.Position += BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32));
        }

        return false;
    }
}
