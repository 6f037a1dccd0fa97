using System.Runtime.InteropServices;

namespace Utrex.Sdk.Utah.Index;

/// <summary>The days of a student in a school, in half the memory: an index keeps many. A billion stands for whatever is more.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct PackedDaySum
{
    private const int Most = int.MaxValue >> 1;

    // Twice the sum, and one more where something could not be read.
    private readonly int _days;

    private PackedDaySum(int days) => _days = days;

    /// <summary>Packs a sum.</summary>
    public static implicit operator PackedDaySum(DaySum sum) => new(((int)Math.Min(sum.Least, Most) << 1) | (sum.IsUnsure ? 1 : 0));

    /// <summary>The sum.</summary>
    public static implicit operator DaySum(PackedDaySum sum) => new(sum._days >> 1, (sum._days & 1) != 0);
}
