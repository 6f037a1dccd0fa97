using System.Globalization;
using System.Text;

namespace Utrex.Sdk;

/// <summary>
/// Foreign texts as messages show them: cut short, and with code points such as <c>&lt;U+202E&gt;</c> in place of characters that nobody
/// sees or that turn the line round, so that a message shows what is there and nothing else.
/// </summary>
public static class PrintableText
{
    /// <summary>The most characters of a text in a message, if it is not told otherwise.</summary>
    public const int MaxLength = 64;

    private const char Ellipsis = '…';

    /// <summary>The text to be shown; an ellipsis stands for what is left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most characters that are shown.</param>
    public static string Of(ReadOnlySpan<char> text, int maxLength = MaxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        var shown = new StringBuilder();
        for (var count = 0; !text.IsEmpty; count++)
        {
            if (count == maxLength)
            {
                return shown.Append(Ellipsis).ToString();
            }

            if (Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                Append(shown, rune);
            }
            else
            {
                AppendCode(shown, "U+", text[0], digits: 4);
            }

            text = text[length..];
        }

        return shown.ToString();
    }

    /// <summary>The text to be shown; bytes that are no UTF-8 stand as <c>&lt;0xC3&gt;</c>, an ellipsis for what is left out.</summary>
    /// <param name="utf8Text">The text.</param>
    /// <param name="maxLength">The most characters that are shown.</param>
    public static string Of(ReadOnlySpan<byte> utf8Text, int maxLength = MaxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        var shown = new StringBuilder();
        for (var count = 0; !utf8Text.IsEmpty; count++)
        {
            if (count == maxLength)
            {
                return shown.Append(Ellipsis).ToString();
            }

            if (Rune.DecodeFromUtf8(utf8Text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                Append(shown, rune);
            }
            else
            {
                length = 1;
                AppendCode(shown, "0x", utf8Text[0], digits: 2);
            }

            utf8Text = utf8Text[length..];
        }

        return shown.ToString();
    }

    /// <summary>The text to be shown, in quotes.</summary>
    public static string Quote(ReadOnlySpan<char> text) => $"'{Of(text)}'";

    /// <inheritdoc cref="Quote(ReadOnlySpan{char})"/>
    public static string Quote(ReadOnlySpan<byte> utf8Text) => $"'{Of(utf8Text)}'";

    /// <summary>Whether a character is seen where it stands and leaves its neighbours where they are. Of the blanks only the space is.</summary>
    public static bool IsPrintable(Rune rune)
    {
        if (rune.IsAscii)
        {
            return rune.Value is >= ' ' and <= '~';
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => false,
            _ => !IsBlank(rune.Value),
        };
    }

    /// <summary>The marks, letters and symbols that look like nothing: joiners, fillers, variation selectors, the empty pattern of Braille.</summary>
    private static bool IsBlank(int character) => character is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static void Append(StringBuilder shown, Rune rune)
    {
        if (IsPrintable(rune))
        {
            shown.Append(rune.ToString());
        }
        else
        {
            AppendCode(shown, "U+", rune.Value, digits: 4);
        }
    }

    private static void AppendCode(StringBuilder shown, string prefix, int code, int digits) =>
        shown.Append('<').Append(prefix).Append(code.ToString("X" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)).Append('>');
}
