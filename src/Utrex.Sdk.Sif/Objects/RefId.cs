using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>The identifiers of SIF objects: 32 upper-case hex digits.</summary>
internal static class RefId
{
    /// <summary>The number of digits.</summary>
    public const int Length = 2 * Bytes;

    private const int Bytes = 16;

    // Of the bits of a number.
    private const int Half = 32;

    private const byte NoDigit = 0xFF;
    private const int Nibble = 4;

    // What each byte is as a hex digit. Native code for any processor lacks the instruction with which the framework reads sixteen digits at a time.
    private static readonly byte[] DigitValues = [.. Enumerable.Range(0, 256).Select(code => char.IsAsciiHexDigit((char)code) ? byte.Parse([(char)code], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : NoDigit)];

    private static readonly ulong[] Drawn = MemoryMarshal.Cast<byte, ulong>(RandomNumberGenerator.GetBytes(4 * sizeof(ulong))).ToArray();

    private static ReadOnlySpan<byte> Digits => "0123456789ABCDEF"u8;

    /// <summary>The identifier of what these words name: the same words give the same one, always and everywhere.</summary>
    public static string Of(params ReadOnlySpan<string> words) => Of(Encoding.UTF8.GetBytes(string.Join((char)RefIds.Separator, words!))).ToString("X32", CultureInfo.InvariantCulture);

    /// <summary>The number that names words, with a separator between each two.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> words)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(words, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The identifier of numbers in their order.</summary>
    public static string OfAll(IEnumerable<UInt128> numbers) => Of([.. numbers.Select(number => number.ToString("X32", CultureInfo.InvariantCulture))]);

    /// <summary>Writes the digits of a number.</summary>
    public static void Write(UInt128 number, Span<byte> digits)
    {
        var (high, low) = ((ulong)(number >> 64), (ulong)number);
        for (var i = Bytes - 1; i >= 0; i--)
        {
            (digits[i], digits[Bytes + i]) = (Digits[(int)(high & 0xF)], Digits[(int)(low & 0xF)]);
            (high, low) = (high >> Nibble, low >> Nibble);
        }
    }

    /// <summary>The number that an identifier is; any other text gets one of its own.</summary>
    public static UInt128 Parse(Utf8Value text)
    {
        return text.Length == Length && TryParse(text.Span, out var number) ? number
            : text.Length < Length && Ascii.IsValid(text.Span) ? OfText(Ascii.Trim(text.Span) is var range ? text.Span[range] : default)
            : Parse(text.ToString());
    }

    /// <summary>
    /// One number for two identifiers in their order, within this process only: sums of products with numbers drawn at random, so that
    /// no file can be made in which two pairs have the same one.
    /// </summary>
    public static UInt128 Combine(UInt128 first, UInt128 second) =>
        Multiply(Drawn[0] + (ulong)(first >> 64), Drawn[1] + (ulong)first) + Multiply(Drawn[2] + (ulong)(second >> 64), Drawn[3] + (ulong)second);

    /// <summary>
    /// A short number for an identifier, such that no file can be made in which many have the same one: the leading bits of the sum of its quarters,
    /// each times a number that nobody knows. The bits in the middle would stand side by side for identifiers that are counted up.
    /// </summary>
    public static int Hash(ulong high, ulong low) =>
        (int)(((Drawn[0] * (high >> Half)) + (Drawn[1] * (uint)high) + (Drawn[2] * (low >> Half)) + (Drawn[3] * (uint)low)) >> Half);

    /// <summary>The same for half of an identifier that is made of a hash: a product with a number that nobody knows.</summary>
    public static int Hash(ulong half) => (int)((half * (Drawn[0] | 1)) >> Half);

    /// <summary>Reads as many digits as an identifier has.</summary>
    private static bool TryParse(ReadOnlySpan<byte> digits, out UInt128 number)
    {
        var (high, low) = (0UL, 0UL);
        var seen = 0;
        for (var i = 0; i < Bytes; i++)
        {
            var (first, second) = (DigitValues[digits[i]], DigitValues[digits[Bytes + i]]);
            (high, low) = ((high << Nibble) | first, (low << Nibble) | second);
            seen |= first | second;
        }

        number = new UInt128(high, low);
        return seen < 1 << Nibble;
    }

    private static UInt128 Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        Span<byte> bytes = stackalloc byte[Bytes];
        if (trimmed.Length == Length && Convert.FromHexString(trimmed, bytes, out _, out _) == OperationStatus.Done)
        {
            return BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }

        // Agents send GUIDs with hyphens and braces too.
        return Guid.TryParse(trimmed, out var guid)
            ? UInt128.Parse(guid.ToString("N"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : OfText(Encoding.UTF8.GetBytes(trimmed.ToString()));
    }

    /// <summary>A number for a text, within this process only.</summary>
    private static UInt128 OfText(ReadOnlySpan<byte> text)
    {
        Span<byte> rest = stackalloc byte[Bytes];
        UInt128 number = (UInt128)text.Length;
        while (text.Length >= Bytes)
        {
            number = Combine(number, BinaryPrimitives.ReadUInt128BigEndian(text));
            text = text[Bytes..];
        }

        rest.Clear();
        text.CopyTo(rest);
        return Combine(number, BinaryPrimitives.ReadUInt128BigEndian(rest));
    }

    private static UInt128 Multiply(ulong left, ulong right) => new(Math.BigMul(left, right, out var low), low);
}
