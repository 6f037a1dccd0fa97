using System.Buffers.Binary;
using System.Text;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Codes;

/// <summary>What generated code types need to read codes.</summary>
public static class CodeText
{
    private const int MostSuggestions = 3;

    /// <summary>The first eight bytes as an integer, little-endian; missing bytes are zero.</summary>
    public static ulong Pack(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(utf8);
        }

        ulong packed = 0;
        for (var i = utf8.Length - 1; i >= 0; i--)
        {
            packed = (packed << 8) | utf8[i];
        }

        return packed;
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

    /// <summary>The exception for a text that is no code; it names the nearest codes.</summary>
    public static FormatException NotACode(string text, CodeTableInfo table)
    {
        var near = table.Codes
            .Where(code => !code.IsRetired)
            .Select(code => (Code: code, Distance: Distance(text.Trim().ToUpperInvariant(), code.Code.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(1, Math.Max(text.Length, pair.Code.Code.Length) / 2))
            .OrderBy(pair => pair.Distance)
            .Take(MostSuggestions)
            .Select(pair => $"'{pair.Code.Code}' ({pair.Code.Meaning})")
            .ToList();
        var hint = near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
        return new FormatException($"'{text}' is no code of {table.Id}.{hint}");
    }

    /// <summary>The number of characters to add, drop or change to make one text of the other.</summary>
    internal static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length > 64)
        {
            return left.Length;
        }

        Span<int> previous = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            current.CopyTo(previous);
        }

        return previous[right.Length];
    }
}
