using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Generated;

/// <summary>Two fields that a case compares: dates, or texts that are the same or are not.</summary>
internal readonly struct FieldPair
{
    /// <summary>The key of a value that is longer than a key.</summary>
    public const ulong Unknown = ulong.MaxValue;

    /// <summary>The numbers of a pair in the generator's tables.</summary>
    public const int Numbers = 4;

    public readonly int Left;
    public readonly int Right;
    private readonly Vector256<ulong> _others;
    private readonly bool _ifBelow;
    private readonly bool _ifSame;
    private readonly bool _ifAbove;

    public FieldPair(ReadOnlySpan<int> numbers)
    {
        Left = numbers[0];
        Right = numbers[1];
        var relation = (Relation)numbers[2];
        _ifBelow = relation is Relation.Below or Relation.AtMost or Relation.Other;
        _ifSame = relation is Relation.AtMost or Relation.AtLeast or Relation.Same;
        _ifAbove = relation is Relation.Above or Relation.AtLeast or Relation.Other;
        _others = DayRows.Without(Vector256<ulong>.AllBitsSet, numbers[3]);
    }

    /// <summary>The cases that two values leave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> Cases(ulong left, ulong right)
    {
        // Texts of dates compare as the days do, by their first bytes first.
        var (first, second) = (System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(left), System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(right));
        var may = first < second ? _ifBelow : first == second ? _ifSame : _ifAbove;
        return may || left == Unknown || right == Unknown ? Vector256<ulong>.AllBitsSet : _others;
    }
}

/// <summary>How one value stands to another; the generator writes the numbers.</summary>
internal enum Relation
{
    Below,
    AtMost,
    Above,
    AtLeast,
    Same,
    Other,
}
