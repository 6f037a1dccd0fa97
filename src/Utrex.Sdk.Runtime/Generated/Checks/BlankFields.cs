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
    private const int MostOfVector = 8;

    private readonly ulong[] _named = new ulong[Words];
    private readonly int[] _groups;
    private readonly Vector256<ulong>[] _rows;

    /// <summary>The rows that fields leave when they are blank, by their numbers.</summary>
    public BlankFields((int Number, Vector256<ulong> Row)[] fields)
    {
        foreach (var (number, _) in fields)
        {
            _named[number / 64] |= 1UL << (number % 64);
        }

        _groups = [.. fields.Select(field => field.Number / GroupLength).Distinct()];
        _rows = new Vector256<ulong>[_groups.Length * Choices];
        _rows.AsSpan().Fill(Vector256<ulong>.AllBitsSet);
        foreach (var (number, row) in fields)
        {
            var first = Array.IndexOf(_groups, number / GroupLength) * Choices;
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector256<ulong> Find(ReadOnlySpan<int> ends, ulong[] filled)
    {
        ref var bits = ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetArrayDataReference(filled));
        ref var end = ref MemoryMarshal.GetReference(ends);
        for (var word = 0; word < filled.Length; word++)
        {
            filled[word] = 0;
        }

        var count = Math.Min(ends.Length, LineCheck.MostFields);
        nint i = MostOfVector;

        // The first fields one by one, as nothing stands before the first of all.
        for (nint field = 1; field < Math.Min(count, MostOfVector); field++)
        {
            bits |= (byte)(Unsafe.Add(ref end, field) - Unsafe.Add(ref end, field - 1) > 1 ? 1 << (int)field : 0);
        }

        for (; i <= count - MostOfVector; i += MostOfVector)
        {
            var lengths = Vector256.LoadUnsafe(ref Unsafe.Add(ref end, i)) - Vector256.LoadUnsafe(ref Unsafe.Add(ref end, i - 1));
            Unsafe.Add(ref bits, i / MostOfVector) = (byte)Vector256.GreaterThan(lengths, Vector256<int>.One).ExtractMostSignificantBits();
        }

        for (; i < count; i++)
        {
            Unsafe.Add(ref bits, i / MostOfVector) |= (byte)(Unsafe.Add(ref end, i) - Unsafe.Add(ref end, i - 1) > 1 ? 1 << (int)(i % MostOfVector) : 0);
        }

        var cases = Vector256<ulong>.AllBitsSet;
        ref var row = ref MemoryMarshal.GetArrayDataReference(_rows);
        foreach (var group in _groups)
        {
            var choice = (Unsafe.Add(ref bits, group / 2) >> (group % 2 * GroupLength)) & (Choices - 1);
            cases &= Unsafe.Add(ref row, (nint)choice);
            row = ref Unsafe.Add(ref row, Choices);
        }

        for (var word = 0; word < filled.Length; word++)
        {
            filled[word] &= _named[word];
        }

        return cases;
    }
}
