using System.Runtime.InteropServices;

namespace Utrex.Statewide.Store;

/// <summary>A range of keys: a part of the students, or of the persons.</summary>
/// <param name="First">The first key.</param>
/// <param name="Last">The last key.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct KeyRange(long First, long Last)
{
    /// <summary>Every key.</summary>
    public static KeyRange All { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>One of several parts of equal size, which together have every key once.</summary>
    /// <param name="part">The number of the part, from 1.</param>
    /// <param name="parts">How many parts there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public static KeyRange Part(int part, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, parts);
        return new KeyRange(Begin(part - 1, parts), Begin(part, parts) - 1);
    }

    private static long Begin(int part, int parts) => unchecked((long)((ulong)(((UInt128)part << 64) / (UInt128)parts) + (1UL << 63)));
}
