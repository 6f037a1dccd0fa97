using System.Text;

namespace Utrex.Cli.Terminal;

/// <summary>How an input begins, which tells XML from batches: XML begins with an angle bracket, a batch never does.</summary>
internal static class InputHead
{
    /// <summary>How much is looked at of a batch.</summary>
    public const int Furthest = 1 << 20;

    // Enough to tell XML from a batch.
    private const int Most = 4096;

    /// <summary>Looks at the beginning of an input without taking it away.</summary>
    /// <param name="stream">The input; read on from what comes back instead.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="head">The whole lines that a batch begins with, up to <see cref="Furthest"/>.</param>
    /// <param name="isCut">Whether it goes on behind them.</param>
    public static Stream Peek(Stream stream, out InputKind kind, out ReadOnlyMemory<byte> head, out bool isCut)
    {
        var bytes = new byte[Most];
        var length = stream.ReadAtLeast(bytes, Most, throwOnEndOfStream: false);
        var (text, isUtf16) = Begin(bytes.AsSpan(0, length));
        var start = text.TrimStart(" \t\r\n");
        var isXml = start is ['<', ..] && !start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) && !start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
        if (!isXml && length == Most)
        {
            Array.Resize(ref bytes, Furthest);
            length += stream.ReadAtLeast(bytes.AsSpan(Most), Furthest - Most, throwOnEndOfStream: false);
        }

        isCut = length is Most or Furthest;
        head = bytes.AsMemory(0, isCut ? bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1 : length);
        kind = isXml ? InputKind.Xml : isUtf16 ? InputKind.Utf16 : InputKind.Batch;
        if (!stream.CanSeek)
        {
            return new PrefixedStream(bytes.AsMemory(0, length), stream);
        }

        stream.Position -= length;
        return stream;
    }

    /// <summary>What to say of text in UTF-16 where a batch is read and not judged.</summary>
    public static CommandException Utf16(string path) => new($"'{path}' is UTF-16 text, such as the > of Windows PowerShell writes; save it as UTF-8, or let 'utrex fix' do so.");

    /// <summary>The beginning as text, and whether it is UTF-16 in either byte order: by its mark, or since of two characters that it begins with both have half a NUL.</summary>
    private static (string Text, bool IsUtf16) Begin(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] => (Encoding.Unicode.GetString(head[2..]), true),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode.GetString(head[2..]), true),
        [not 0, 0, not 0, 0, ..] => (Encoding.Unicode.GetString(head), true),
        [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode.GetString(head), true),
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8.GetString(head[3..]), false),
        _ => (Encoding.UTF8.GetString(head), false),
    };
}

/// <summary>What an input is by its beginning.</summary>
internal enum InputKind
{
    /// <summary>A batch, or nothing that is known.</summary>
    Batch,

    /// <summary>XML in any encoding, which it says itself.</summary>
    Xml,

    /// <summary>Other text in UTF-16.</summary>
    Utf16,
}
