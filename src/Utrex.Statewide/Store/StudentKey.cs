using System.Globalization;

namespace Utrex.Statewide.Store;

/// <summary>
/// The key of a student: the number of the SSID, spread evenly over all 64-bit numbers. Two SSIDs never share a key, and a range of keys is a fair
/// sample of the students, so that parts of the state are ranges: an index reads one part and no other.
/// </summary>
public static class StudentKey
{
    // 2^64 divided by the golden ratio, made odd: multiplying by an odd number modulo 2^64 can be undone.
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;
    private const int MostDigits = 19;

    private static readonly ulong Inverse = InverseOf(Factor);

    /// <summary>The key of an SSID; <see langword="null"/> for a blank and for what is no number of at most 19 digits.</summary>
    /// <param name="ssid">The SSID as submitted, without blanks behind it; leading zeros do not count.</param>
    public static long? Of(ReadOnlySpan<byte> ssid)
    {
        if (ssid.IsEmpty)
        {
            return null;
        }

        var digits = ssid.TrimStart((byte)'0');
        return digits.IsEmpty ? Of(0)
            : digits.Length <= MostDigits && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Of(number)
            : null;
    }

    /// <summary>The number of the SSID that a key was made of.</summary>
    /// <param name="key">The key.</param>
    public static ulong NumberOf(long key) => unchecked((ulong)key * Inverse);

    private static long Of(ulong number) => unchecked((long)(number * Factor));

    /// <summary>Newton's iteration doubles the number of right bits.</summary>
    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 64; bits *= 2)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return inverse;
    }
}
