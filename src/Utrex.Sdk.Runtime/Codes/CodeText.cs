using System.Buffers.Binary;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Codes;

/// <summary>What generated code types need to read codes.</summary>
public static class CodeText
{
    // As many codes as a reader takes in at a glance.
    private const int SmallTable = 8;

    /// <summary>The first eight bytes as an integer, little-endian; missing bytes are zero.</summary>
    public static ulong Pack(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(utf8);
        }

        if (utf8.Length >= sizeof(uint))
        {
            // The two halves share the bytes in the middle.
            return BinaryPrimitives.ReadUInt32LittleEndian(utf8)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(utf8[^sizeof(uint)..]) << (8 * (utf8.Length - sizeof(uint))));
        }

        return utf8.Length switch
        {
            0 => 0,
            1 => utf8[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(utf8),
            _ => BinaryPrimitives.ReadUInt16LittleEndian(utf8) | ((ulong)utf8[2] << 16),
        };
    }

    /// <summary>The bytes without trailing blanks.</summary>
    public static ReadOnlySpan<byte> TrimBlanks(ReadOnlySpan<byte> utf8) => utf8.Length > 0 && utf8[^1] == ' ' ? utf8.TrimEnd((byte)' ') : utf8;

    /// <summary>Writes ASCII characters, without trailing blanks, as bytes; fails for other characters and for a text that is too long.</summary>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination, out int length)
    {
        text = text.TrimEnd(' ');
        length = text.Length;
        return length <= destination.Length && Ascii.FromUtf16(text, destination, out length) == System.Buffers.OperationStatus.Done;
    }

    /// <summary>The exception for a text that is no code; it names the nearest codes, all codes of a small table, and where the specification has them.</summary>
    public static FormatException NotACode(string text, CodeTableInfo table)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(table);
        return new FormatException(NoCode(text, table) + SourceLine.Sentence(table.Source));
    }

    /// <summary>Says that a text is no code, with the nearest codes and all codes of a small table.</summary>
    internal static string NoCode(string text, CodeTableInfo table)
    {
        var near = NearCodes.Of(text, table.Codes.Where(code => !code.IsRetired), code => code.Code).Select(code => $"'{code.Code}' ({code.Meaning})").ToList();
        var hint = near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
        var codes = table.Codes.Where(code => !code.IsRetired).Select(code => $"'{code.Code}' ({code.Meaning})").ToList();
        var all = codes.Count is > 0 and <= SmallTable ? $" Its codes are {string.Join(", ", codes)}." : "";
        return $"{PrintableText.Quote(text)} is no code of {table.Id}.{hint}{all}";
    }
}
