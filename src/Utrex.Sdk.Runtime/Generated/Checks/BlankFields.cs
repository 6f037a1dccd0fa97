using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Generated;

/// <summary>
/// What the empty fields of a delimited line leave of the cases of a <see cref="RuleFilter"/>: for four neighbours at a time, a table has a row
/// for each choice of them.
/// </summary>
internal sealed class BlankFields
{
    /// <summary>The words that have a bit for each field.</summary>
    public const int Words = LineCheck.MostFields / 64;

    private const int GroupLength = 4;
    private const int Choices = 1 << GroupLength;

    // Eight fields are a byte of bits, and two groups.
    private const int ByteLength = 2 * GroupLength;

    private readonly ulong[] _named = new ulong[Words];
    private readonly int[] _bytes;
    private readonly Vector256<ulong>[] _rows;

    /// <summary>The rows that fields leave when they are blank, by their numbers.</summary>
    public BlankFields((int Number, Vector256<ulong> Row)[] fields)
    {
        foreach (var (number, _) in fields)
        {
            _named[number / 64] |= 1UL << (number % 64);
        }

        _bytes = [.. fields.Select(field => field.Number / ByteLength).Distinct()];
        _rows = new Vector256<ulong>[_bytes.Length * 2 * Choices];
        _rows.AsSpan().Fill(Vector256<ulong>.AllBitsSet);
        foreach (var (number, row) in fields)
        {
            var first = ((2 * Array.IndexOf(_bytes, number / ByteLength)) + (number % ByteLength / GroupLength)) * Choices;
            for (var filled = 0; filled < Choices; filled++)
            {
                if ((filled & (1 << (number % GroupLength))) == 0)
                {
                    _rows[first + filled] &= row;
                }
            }
        }
    }

    /// <summary>The cases that the empty fields leave.</summary>
    /// <param name="ends">The ends of the fields; those that are missing are empty.</param>
    /// <param name="filled">Gets a bit for each of the other fields, by its number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public Vector256<ulong> Find(ReadOnlySpan<int> ends, ulong[] filled)
    {
        ref var bits = ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetArrayDataReference(filled));
        MarkFilled(ends[..Math.Min(ends.Length, LineCheck.MostFields)], filled, ref bits);
        var cases = Vector256<ulong>.AllBitsSet;
        ref var row = ref MemoryMarshal.GetArrayDataReference(_rows);
        foreach (var place in _bytes)
        {
            nuint choice = Unsafe.Add(ref bits, place);
            cases &= Unsafe.Add(ref row, choice % Choices) & Unsafe.Add(ref row, Choices + (choice / Choices));
            row = ref Unsafe.Add(ref row, 2 * Choices);
        }

        for (var word = 0; word < filled.Length; word++)
        {
            filled[word] &= _named[word];
        }

        return cases;
    }

    /// <summary>Sets the bits of the fields that are not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MarkFilled(ReadOnlySpan<int> ends, ulong[] filled, ref byte bits)
    {
        ref var end = ref MemoryMarshal.GetReference(ends);
        filled.AsSpan().Clear();

        // Nothing stands before the first field of all, of which nobody asks; eight are compared with those before them.
        if (ends.Length <= ByteLength)
        {
            for (var field = 1; field < ends.Length; field++)
            {
                bits |= (byte)(ends[field] - ends[field - 1] > 1 ? 1 << field : 0);
            }

            return;
        }

        bits = (byte)(FindFilled(ref end, 1) << 1);
        nuint i = ByteLength;
        for (; i + ByteLength <= (nuint)ends.Length; i += ByteLength)
        {
            Unsafe.Add(ref bits, i / ByteLength) = FindFilled(ref end, i);
        }

        if (i < (nuint)ends.Length)
        {
            // The last ones once more, with some that have been seen.
            var last = (nuint)ends.Length - ByteLength;
            Unsafe.Add(ref bits, i / ByteLength) = (byte)(FindFilled(ref end, last) >> (int)(i - last));
        }
    }

    /// <summary>A bit for each of eight fields that is not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte FindFilled(ref int end, nuint first)
    {
        var lengths = Vector256.LoadUnsafe(ref end, first) - Vector256.LoadUnsafe(ref end, first - 1);
        return (byte)Vector256.GreaterThan(lengths, Vector256<int>.One).ExtractMostSignificantBits();
    }
}
