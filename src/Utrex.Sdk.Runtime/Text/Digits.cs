using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Utrex.Sdk.Text;

/// <summary>Writes numbers as ASCII digits.</summary>
internal static class Digits
{
    private const int AtOnce = sizeof(ulong);
    private const ulong EightDigits = 100_000_000;

    // Every power of ten that an unsigned 64-bit integer holds.
    private static readonly ulong[] PowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Ten to this power, up to 19.</summary>
    public static ulong PowerOfTen(int exponent) => PowersOfTen[exponent];

    /// <summary>Fills the span with the last digits of a number, zeros first.</summary>
    public static void Write(Span<byte> destination, ulong number)
    {
        if (destination.Length > AtOnce || number >= EightDigits)
        {
            for (var i = destination.Length - 1; i >= 0; i--)
            {
                (number, var digit) = Math.DivRem(number, 10);
                destination[i] = (byte)('0' + digit);
            }

            return;
        }

        var text = Eight((uint)number);
        if (destination.Length == AtOnce)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, text);
            return;
        }

        text >>= 8 * (AtOnce - destination.Length);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (byte)text;
            text >>= 8;
        }
    }

    /// <summary>The number of digits of a number.</summary>
    public static int Count(ulong number)
    {
        // 1233 / 4096 is the logarithm of 2 to the base 10, nearly enough: the guess is right or one too small.
        var guess = ((BitOperations.Log2(number | 1) + 1) * 1233) >> 12;
        return guess + (number >= PowersOfTen[guess] || guess == 0 ? 1 : 0);
    }

    /// <summary>How many units of the last decimal a number is; fails if it is no whole number of them, or too great.</summary>
    public static bool TryScale(decimal number, int decimals, out ulong units)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        units = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        var scale = (parts[3] >> 16) & byte.MaxValue;
        if (parts[2] != 0 || Math.Abs(scale - decimals) >= PowersOfTen.Length)
        {
            return false;
        }

        if (scale == decimals)
        {
            return true;
        }

        if (scale > decimals)
        {
            (units, var rest) = Math.DivRem(units, PowersOfTen[scale - decimals]);
            return rest == 0;
        }

        return Math.BigMul(units, PowersOfTen[decimals - scale], out units) == 0;
    }

    /// <summary>The last digits of a number below a hundred million as ASCII, the first in the lowest byte; at least one and at most eight.</summary>
    public static ulong Last(uint number, int count) => Eight(number) >> (8 * (AtOnce - count));

    /// <summary>Eight digits as ASCII, the first in the lowest byte: halves, pairs and digits are divided side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Eight(uint number)
    {
        var halves = (number / 10_000) | ((ulong)(number % 10_000) << 32);
        var hundreds = ((halves * 10_486) >> 20) & 0x0000_007F_0000_007F;
        var pairs = hundreds | ((halves - (hundreds * 100)) << 16);
        var tens = ((pairs * 103) >> 10) & 0x000F_000F_000F_000F;
        return (tens | ((pairs - (tens * 10)) << 8)) + 0x3030_3030_3030_3030;
    }
}
