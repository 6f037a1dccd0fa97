using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;
using Utrex.Sdk;

namespace Utrex.Cli.Terminal;

/// <summary>Texts on a terminal, where a character may be two cells wide or none, and some steer instead of showing.</summary>
internal static class TerminalText
{
    // U+2068 and U+2069: what stands between them has an order of its own and leaves that of its neighbours alone.
    private const char Isolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    /// <summary>A text from a file, which must neither steer the terminal nor turn the order of what is read: what is not to be seen stands as its code point.</summary>
    public static string Plain(string text) => text.EnumerateRunes().All(PrintableText.IsPrintable) ? text : PrintableText.Of(text, int.MaxValue);

    /// <summary>A text from a file within a sentence: one that reads from right to left must not take the words beside it along.</summary>
    public static string Isolated(string text) => text.EnumerateRunes().Any(IsRightToLeft) ? $"{Isolate}{Plain(text)}{EndOfIsolate}" : Plain(text);

    /// <summary>How many cells a text takes.</summary>
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>A text in a column: filled up with blanks.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>The text in lines that fit, each of them broken between words, and within a word that is longer than a line.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer) <= width)
            {
                line = longer;
                continue;
            }

            if (line.Length > 0)
            {
                yield return line;
            }

            line = word;
            while (Width(line) > width)
            {
                var end = End(line, width);
                yield return line[..end];
                line = line[end..];
            }
        }

        yield return line;
    }

    /// <summary>How much of a text fits: whole characters, and at least one.</summary>
    private static int End(string text, int width)
    {
        var end = 0;
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            width -= Width(text.Substring(end, length));
            if (width < 0)
            {
                break;
            }

            end += length;
        }

        return end > 0 ? end : StringInfo.GetNextTextElementLength(text);
    }

    /// <summary>Whether a character is of a script that is written from right to left: the blocks of Hebrew, Arabic and their kin.</summary>
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
