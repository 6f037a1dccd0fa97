using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Utrex.Cli.Masking;

/// <summary>Numbers that nobody can foretell. They are asked for many at a time: a call for each took longer than all that is done with them.</summary>
internal static class RandomDraws
{
    private const int Many = 256;

    [ThreadStatic]
    private static uint[]? s_numbers;

    [ThreadStatic]
    private static int s_left;

    /// <summary>A number from zero on, below a limit.</summary>
    public static int Below(int limit)
    {
        // Above the last whole multiple of the limit, the first numbers would come more often than the others.
        var end = uint.MaxValue - (uint.MaxValue % (uint)limit);
        uint number;
        do
        {
            number = Next();
        }
        while (number >= end);
        return (int)(number % (uint)limit);
    }

    private static uint Next()
    {
        if (s_left == 0)
        {
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes((s_numbers ??= new uint[Many]).AsSpan()));
            s_left = Many;
        }

        return s_numbers![--s_left];
    }
}
