using System.Text;

namespace Utrex.Statewide.Store;

/// <summary>
/// The key of a person: a hash of first, middle and last name, birth date and sex. The same person has the same key; two persons may share one, so that
/// names are compared where it matters.
/// </summary>
public static class PersonKey
{
    private const ulong Seed = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x0000_0100_0000_01B3;
    private const byte Separator = 0x1F;
    private const byte Blank = (byte)' ';
    private const int LongestOnStack = 512;

    /// <summary>The key of a person; <see langword="null"/> where the first or last name, the birth date or the sex is blank.</summary>
    /// <param name="first">The first name.</param>
    /// <param name="middle">The middle name, which may be blank.</param>
    /// <param name="last">The last name.</param>
    /// <param name="birthDate">The birth date as submitted.</param>
    /// <param name="sex">The code of the sex.</param>
    public static long? Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> last, ReadOnlySpan<byte> birthDate, ReadOnlySpan<byte> sex)
    {
        if (first.Trim(Blank).IsEmpty || last.Trim(Blank).IsEmpty || birthDate.IsEmpty || sex.IsEmpty)
        {
            return null;
        }

        var hash = Add(Add(Add(Add(Add(Seed, first.Trim(Blank)), middle.Trim(Blank)), last.Trim(Blank)), birthDate), sex);

        // The upper bits decide about order and parts, and the last bytes have hardly reached them.
        hash = (hash ^ (hash >> 32)) * 0xD6E8_FEB8_6659_FD93;
        return unchecked((long)(hash ^ (hash >> 32)));
    }

    /// <summary>A name as it is compared: without blanks around it, and without regard to case.</summary>
    internal static string Fold(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name.Trim(Blank)).ToUpperInvariant();

    private static ulong Add(ulong hash, ReadOnlySpan<byte> text)
    {
        if (!Ascii.IsValid(text))
        {
            return AddFolded(hash, text);
        }

        foreach (var b in text)
        {
            hash = (hash ^ (b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 32) : b)) * Prime;
        }

        return (hash ^ Separator) * Prime;
    }

    private static ulong AddFolded(ulong hash, ReadOnlySpan<byte> text)
    {
        var folded = Fold(text);
        var size = Encoding.UTF8.GetMaxByteCount(folded.Length);
        var bytes = size <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[size];
        foreach (var b in bytes[..Encoding.UTF8.GetBytes(folded, bytes)])
        {
            hash = (hash ^ b) * Prime;
        }

        return (hash ^ Separator) * Prime;
    }
}
