using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Utrex.Sdk.Generated;

/// <summary>A bit for each byte of a positional line: whether it is a blank. What a line leaves out at its end is blank too.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class BlankBits
{
    private const int Word = 64;
    private const int KeyLength = 8;

    // For each choice of blanks among eight bytes, the bytes that are none.
    private static readonly ulong[] Masks = [.. Enumerable.Range(0, 1 << KeyLength).Select(blanks =>
        Enumerable.Range(0, KeyLength).Aggregate(0UL, (mask, i) => mask | ((blanks & (1 << i)) == 0 ? 0xFFUL << (8 * i) : 0)))];

    private ulong[] _words = [];
    private int _count;

    /// <summary>Makes room for so many words of bits, and one that is read behind them.</summary>
    /// <returns>The first word; the first byte's bit is its lowest.</returns>
    public ref ulong Reserve(int count)
    {
        _count = count;
        if (_words.Length <= count)
        {
            _words = new ulong[count + 1];
        }

        return ref MemoryMarshal.GetArrayDataReference(_words);
    }

    /// <summary>From a place on, all bytes are blank.</summary>
    public void SetFrom(int place)
    {
        var word = place / Word;
        _words[word] |= ulong.MaxValue << (place % Word);
        for (word++; word <= _count; word++)
        {
            _words[word] = ulong.MaxValue;
        }
    }

    /// <summary>All ones in each of the eight bytes from a place on that is no blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong MaskOthers(nuint first)
    {
        ref var bits = ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetArrayDataReference(_words));
        var blanks = (byte)(Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref bits, first / KeyLength)) >> (int)(first % KeyLength));
        return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Masks), (nint)blanks);
    }

    /// <summary>Whether some neighbours are all blank.</summary>
    /// <param name="first">The first byte.</param>
    /// <param name="length">The number of bytes, one at least.</param>
    public bool AreSet(int first, int length)
    {
        var last = first + length - 1;
        var (word, end) = (first / Word, last / Word);
        var asked = ulong.MaxValue << (first % Word);
        var others = 0UL;
        for (; word < end; word++)
        {
            others |= ~_words[word] & asked;
            asked = ulong.MaxValue;
        }

        return (others | (~_words[end] & asked & (ulong.MaxValue >> (Word - 1 - (last % Word))))) == 0;
    }
}
