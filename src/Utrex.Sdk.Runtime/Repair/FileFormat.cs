using System.Text;

namespace Utrex.Sdk.Repair;

/// <summary>Tells by its first bytes what a file is that is no batch.</summary>
internal static class FileFormat
{
    private const int LongestBeginning = 64;

    /// <summary>What a file is, in words, or <see langword="null"/> where its first line does not tell.</summary>
    public static string? Of(ReadOnlySpan<byte> firstLine) => firstLine switch
    {
        [(byte)'P', (byte)'K', 3 or 5 or 7, ..] => "a ZIP archive or an Excel workbook",
        [0x1F, 0x8B, ..] => "a file packed by gzip",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Excel workbook",
        [0x37, 0x7A, 0xBC, 0xAF, ..] => "a 7-Zip archive",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "a RAR archive",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "text in UTF-16",
        _ => OfText(firstLine),
    };

    private static string? OfText(ReadOnlySpan<byte> firstLine)
    {
        var text = Encoding.UTF8.GetString(firstLine[..Math.Min(firstLine.Length, LongestBeginning)]).TrimStart('\uFEFF', ' ', '\t');
        return text switch
        {
            ['<', ..] when text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase) => "an HTML page",
            ['<', ..] => "XML or HTML",
            ['{', '\\', 'r', 't', 'f', ..] => "an RTF document",
            ['{', ..] or ['[', ..] => "JSON",
            _ => null,
        };
    }
}
