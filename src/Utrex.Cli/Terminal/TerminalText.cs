using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;

namespace Utrex.Cli.Terminal;

/// <summary>Texts on a terminal, where a character may be two cells wide or none, and some steer instead of showing.</summary>
internal static class TerminalText
{
    private const string Ellipsis = "…";

    /// <summary>A text from a file, which must neither steer the terminal nor turn the order of what is read.</summary>
    public static string Plain(string text) =>
        text.EnumerateRunes().Any(Steers) ? string.Concat(text.EnumerateRunes().Select(rune => Steers(rune) ? "?" : rune.ToString())) : text;

    /// <summary>How many cells a text takes.</summary>
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>A text in a column: filled up with blanks.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>As much of a text as fits, whole characters only.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var (end, room) = (0, width - Width(Ellipsis));
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            room -= Width(text.Substring(end, length));
            if (room < 0)
            {
                break;
            }

            end += length;
        }

        return text[..end] + Ellipsis;
    }

    private static bool Steers(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
