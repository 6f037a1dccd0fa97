using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Sorts the characters of ASCII into at most eight classes, many at once: a table by the low half of a byte and one by the high half
/// each give a bit for every class, and a character is in the class whose bit both give.
/// </summary>
internal sealed class CharacterClasses
{
    private const int Row = 16;
    private const int MostClasses = 8;

    private readonly byte[] _low = new byte[Row];
    private readonly byte[] _high = new byte[Row];
    private readonly byte[] _masks;

    /// <summary>
    /// Classes for some sets of characters. A set for which there are not enough classes left is in none: nothing is surely in it, and
    /// its mask is zero.
    /// </summary>
    public CharacterClasses(IReadOnlyList<string> sets)
    {
        _masks = new byte[sets.Count];
        var classes = new List<(int Rows, int Columns)>();
        for (var set = 0; set < sets.Count; set++)
        {
            var parts = PartsOf(sets[set]);
            if (classes.Union(parts).Count() <= MostClasses)
            {
                classes = [.. classes.Union(parts)];
                _masks[set] = (byte)parts.Sum(part => 1 << classes.IndexOf(part));
            }
        }

        for (var i = 0; i < classes.Count; i++)
        {
            Mark(_low, classes[i].Columns, (byte)(1 << i));
            Mark(_high, classes[i].Rows, (byte)(1 << i));
        }
    }

    /// <summary>The classes that make up a set.</summary>
    public byte this[int set] => _masks[set];

    /// <summary>The classes of a character.</summary>
    public byte Classify(byte c) => (byte)(_low[c & 0xF] & _high[c >> 4]);

    /// <summary>The classes of each character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Classify(Vector128<byte> bytes)
    {
        var half = Vector128.Create((byte)0xF);
        return Look(Vector128.LoadUnsafe(ref _low[0]), bytes & half) & Look(Vector128.LoadUnsafe(ref _high[0]), (bytes.AsUInt16() >>> 4).AsByte() & half);
    }

    /// <inheritdoc cref="Classify(Vector128{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<byte> Classify(Vector256<byte> bytes)
    {
        if (!Avx2.IsSupported)
        {
            return Vector256.Create(Classify(bytes.GetLower()), Classify(bytes.GetUpper()));
        }

        var half = Vector256.Create((byte)0xF);
        return Avx2.Shuffle(Vector256.Create(Vector128.LoadUnsafe(ref _low[0])), bytes & half)
            & Avx2.Shuffle(Vector256.Create(Vector128.LoadUnsafe(ref _high[0])), (bytes.AsUInt16() >>> 4).AsByte() & half);
    }

    /// <inheritdoc cref="Classify(Vector128{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<byte> Classify(Vector512<byte> bytes)
    {
        if (!Avx512BW.IsSupported)
        {
            return Vector512.Create(Classify(bytes.GetLower()), Classify(bytes.GetUpper()));
        }

        var half = Vector512.Create((byte)0xF);
        return Avx512BW.Shuffle(Vector512.Create(Vector128.LoadUnsafe(ref _low[0])), bytes & half)
            & Avx512BW.Shuffle(Vector512.Create(Vector128.LoadUnsafe(ref _high[0])), (bytes.AsUInt16() >>> 4).AsByte() & half);
    }

    /// <summary>What stands in a table at each place. Native code for any processor asks for this instruction, and has none for <c>Vector128</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(Vector128<byte> table, Vector128<byte> places) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(table, places) : Vector128.Shuffle(table, places);

    /// <summary>A set as the fewest products of rows and columns of the table of ASCII: rows that are alike go together.</summary>
    private static List<(int Rows, int Columns)> PartsOf(string set) =>
    [
        .. from row in Enumerable.Range(0, 8)
           let columns = set.Where(c => c >> 4 == row).Distinct().Sum(c => 1 << (c & 0xF))
           where columns != 0
           group row by columns into alike
           select (alike.Sum(row => 1 << row), alike.Key),
    ];

    private static void Mark(byte[] table, int places, byte bit)
    {
        for (var i = 0; i < table.Length; i++)
        {
            table[i] |= (places & (1 << i)) != 0 ? bit : (byte)0;
        }
    }
}
