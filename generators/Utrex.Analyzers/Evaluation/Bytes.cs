using System.Text;

namespace Utrex.Analyzers.Evaluation;

/// <summary>
/// The bytes of a field as a text with one character a byte: the state's rules count and cut bytes of UTF-8. For ASCII, nearly
/// every value, it is the text itself.
/// </summary>
internal static class Bytes
{
    private static readonly Encoding Latin1 = Encoding.GetEncoding("ISO-8859-1");
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes that a writer writes for a text; <see langword="null"/> for a text with half a surrogate pair.</summary>
    public static string? Of(string text)
    {
        text = text.TrimEnd(' ');
        if (text.All(c => c < 0x80))
        {
            return text;
        }

        try
        {
            return Latin1.GetString(StrictUtf8.GetBytes(text));
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The bytes themselves.</summary>
    public static byte[] ToArray(string bytes) => Latin1.GetBytes(bytes);

    /// <summary>The text that bytes spell.</summary>
    public static string ToText(string bytes) => bytes.All(c => c < 0x80) ? bytes : Encoding.UTF8.GetString(ToArray(bytes));

    /// <summary>The text as a message shows it: on one line, without what cannot be printed.</summary>
    public static string Display(string text) => text.Any(IsUnprintable)
        ? string.Concat(text.Select(c => IsUnprintable(c) ? $"\\u{(int)c:x4}" : c.ToString()))
        : text;

    /// <summary>The number of characters: continuation bytes do not count.</summary>
    public static int Length(string bytes) => bytes.Count(c => (c & 0b1100_0000) != 0b1000_0000);

    private static bool IsUnprintable(char c) => char.IsControl(c) || char.IsSurrogate(c);
}
