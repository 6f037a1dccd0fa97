using System.Numerics;
using Utrex.Sdk.Codes;

namespace Utrex.Sdk.Text;

/// <summary>Numbers for texts, new in each process, so that no file can be made to collide.</summary>
internal static class TextHash
{
    /// <summary>How many bits a hash has.</summary>
    public const int Bits = 64;

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64() | 1;

    /// <summary>Whether the key of a text is the text itself: it has eight bytes at most, and no NUL at either end.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> text) => text.Length is > 0 and <= sizeof(ulong) && text[0] != 0 && text[^1] != 0;

    /// <summary>The length of a text that is its key.</summary>
    public static int LengthOf(ulong key) => sizeof(ulong) - (BitOperations.LeadingZeroCount(key) / 8);

    /// <summary>The bytes themselves, the first one lowest, where an integer holds them, and what is made of them where not.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> text)
    {
        var key = CodeText.Pack(text);
        for (var i = sizeof(ulong); i < text.Length; i += sizeof(ulong))
        {
            key = Mix(key ^ Seed) ^ CodeText.Pack(text[i..]);
        }

        return key;
    }

    /// <summary>The hash of a key; its first bits are its best.</summary>
    public static ulong Of(ulong key) => (Seed ^ key) * Factor;

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Factor, out var low);
        return high ^ low;
    }
}
