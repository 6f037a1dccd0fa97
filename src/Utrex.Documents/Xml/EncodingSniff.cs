using System.Text;
using System.Text.RegularExpressions;
using Utrex.Sdk;

namespace Utrex.Documents.Xml;

/// <summary>
/// Whether the bytes of a file are in the encoding that its XML declaration names. Programs that put XML together as text often name another
/// one: bytes of UTF-8 are declared as UTF-16, or the reverse. The bytes are right then.
/// </summary>
internal static partial class EncodingSniff
{
    /// <summary>How much of a file is looked at.</summary>
    public const int Most = 512;

    /// <summary>The encoding that the bytes are in, if the declaration contradicts it; else <see langword="null"/>, and the declaration holds.</summary>
    /// <param name="head">The beginning of the file.</param>
    /// <param name="detail">What contradicts what.</param>
    public static Encoding? Contradicted(ReadOnlySpan<byte> head, out string detail)
    {
        Encoding actual = head switch
        {
            [0xFF, 0xFE, ..] or [(byte)'<', 0, _, 0, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] or [0, (byte)'<', 0, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
        var isWide = actual is UnicodeEncoding;
        var text = isWide ? actual.WebName.Equals("utf-16", StringComparison.Ordinal) ? Encoding.Unicode.GetString(head) : Encoding.BigEndianUnicode.GetString(head) : Encoding.Latin1.GetString(head);
        var declared = Declaration().Match(text).Groups["name"].Value;
        var isDeclaredWide = declared.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || declared.StartsWith("ucs-2", StringComparison.OrdinalIgnoreCase) || declared.StartsWith("iso-10646-ucs-2", StringComparison.OrdinalIgnoreCase);
        detail = $"declared as {PrintableText.Quote(declared)}, read as {(isWide ? "UTF-16" : "UTF-8")}";
        return declared.Length > 0 && isWide != isDeclaredWide ? actual : null;
    }

    [GeneratedRegex("""<\?xml\s[^>]{0,200}?encoding\s*=\s*["'](?<name>[A-Za-z0-9._-]{1,40})["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
