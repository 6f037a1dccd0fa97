using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Text;

/// <summary>Finds the field ends of a delimited line.</summary>
public static class Delimiters
{
    /// <summary>The byte between two fields.</summary>
    public const byte Tab = (byte)'\t';

    /// <summary>Writes the end of each field (the position of the TAB after it, or of the end of the line) and returns how many were written.</summary>
    public static int Split(ReadOnlySpan<byte> line, Span<int> ends)
    {
        if (ends.IsEmpty)
        {
            return 0;
        }

        var count = 0;
        var position = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var tabs = Vector256.Create(Tab);
            ref var first = ref MemoryMarshal.GetReference(line);
            for (; position <= line.Length - Vector256<byte>.Count; position += Vector256<byte>.Count)
            {
                var mask = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)position), tabs).ExtractMostSignificantBits();
                while (mask != 0)
                {
                    if (count == ends.Length)
                    {
                        return count;
                    }

                    ends[count++] = position + BitOperations.TrailingZeroCount(mask);
                    mask &= mask - 1;
                }
            }
        }

        for (; position < line.Length; position++)
        {
            if (line[position] == Tab)
            {
                if (count == ends.Length)
                {
                    return count;
                }

                ends[count++] = position;
            }
        }

        if (count < ends.Length)
        {
            ends[count++] = line.Length;
        }

        return count;
    }

    /// <summary>The number of fields in a delimited line.</summary>
    public static int Count(ReadOnlySpan<byte> line) => line.Count(Tab) + 1;
}
