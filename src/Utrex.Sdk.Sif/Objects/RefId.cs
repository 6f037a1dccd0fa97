using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>The identifiers of SIF objects: 32 upper-case hex digits.</summary>
internal static class RefId
{
    private const int Bytes = 16;
    private const char Separator = '\u001F';

    private static readonly ulong[] Drawn = MemoryMarshal.Cast<byte, ulong>(RandomNumberGenerator.GetBytes(4 * sizeof(ulong))).ToArray();

    /// <summary>The identifier of what these words name: the same words give the same one, always and everywhere.</summary>
    public static string Of(params ReadOnlySpan<string> words)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Separator, words!)), hash);
        return Convert.ToHexString(hash[..Bytes]);
    }

    /// <summary>The number that an identifier is; any other text gets one of its own.</summary>
    public static UInt128 Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        Span<byte> bytes = stackalloc byte[Bytes];
        if (trimmed.Length == 2 * Bytes && Convert.FromHexString(trimmed, bytes, out _, out _) == OperationStatus.Done)
        {
            return BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }

        // Agents send GUIDs with hyphens and braces too.
        return Guid.TryParse(trimmed, out var guid)
            ? UInt128.Parse(guid.ToString("N"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : UInt128.Parse(Of(trimmed.ToString()), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// One number for two identifiers in their order, within this process only: sums of products with numbers drawn at random, so that
    /// no file can be made in which two pairs have the same one.
    /// </summary>
    public static UInt128 Combine(UInt128 first, UInt128 second) =>
        Multiply(Drawn[0] + (ulong)(first >> 64), Drawn[1] + (ulong)first) + Multiply(Drawn[2] + (ulong)(second >> 64), Drawn[3] + (ulong)second);

    private static UInt128 Multiply(ulong left, ulong right) => new(Math.BigMul(left, right, out var low), low);
}
