using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Tests four keys at once. A key is the beginning of a value: its bytes, the first one lowest, and then zeros; the key of a blank is zero
/// and passes every test.
/// </summary>
internal static class KeyTests
{
    // Of a date in one lane: century, year of the century, month, day.
    private const ulong Least = 0x0001_0001_0000_0013;
    private const ulong Greatest = 0x001F_000C_0063_0014;
    private const ulong MonthPlace = 0x0000_FFFF_0000_0000;
    private const uint Year1900 = 19;

    // The places of the bytes of a key in the opposite order, and how far the next key is from it.
    private const ulong Reversed = 0x0001_0203_0405_0607;
    private const ulong Half = 0x0808_0808_0808_0808;

    /// <summary>
    /// Finds the keys that do not fit their shape: a byte below or above its bounds that is no point either, a byte behind the end of the
    /// value, a second point, nothing at all in the places where there must be something, or a number of full length above the greatest.
    /// </summary>
    /// <returns>A bit for each key.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FindMisshapen(Vector256<ulong> keys, in KeyShapes shapes)
    {
        var bytes = keys.AsByte();
        var isEnd = Vector256.Equals(bytes, Vector256<byte>.Zero);
        var isFree = isEnd;
        var faults = Vector256.AndNot(isEnd.AsUInt64() << 8, isEnd.AsUInt64());
        if (shapes.HavePoints)
        {
            var isPoint = Vector256.Equals(bytes, shapes.Points.AsByte());
            var points = isPoint.AsUInt64() & Vector256.Create(0x8080_8080_8080_8080);
            faults |= points & (points - Vector256<ulong>.One);
            isFree |= isPoint;
        }

        var inside = Vector256.Max(Vector256.Min(bytes, shapes.High.AsByte()), shapes.Low.AsByte());
        faults |= Vector256.AndNot(bytes ^ inside, isFree).AsUInt64();
        var lacks = Vector256.Equals(keys & shapes.Some, Vector256<ulong>.Zero) | Vector256.Equals(keys & shapes.Last, Vector256<ulong>.Zero);
        faults |= Vector256.AndNot(lacks, Vector256.Equals(keys, Vector256<ulong>.Zero));
        if (shapes.AreBounded)
        {
            // Numbers of one length compare as their texts do; a shorter one is below the greatest.
            var isAbove = Vector256.GreaterThan(Reverse(bytes).AsInt64(), shapes.Max.AsInt64()).AsUInt64();
            faults |= Vector256.AndNot(isAbove, Vector256.Equals(keys & shapes.MaxLast, Vector256<ulong>.Zero));
        }

        return ~Vector256.Equals(faults, Vector256<ulong>.Zero).ExtractMostSignificantBits() & 0xF;
    }

    /// <summary>Finds the keys that are not surely a day from 1901 to 2099 as <c>YYYYMMDD</c>.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="others">All ones for a key that is no date.</param>
    /// <returns>A bit for each key.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FindNoDates(Vector256<ulong> keys, Vector256<ulong> others)
    {
        var digits = keys.AsByte() - Vector256.Create((byte)'0');
        var faults = (digits ^ Vector256.Min(digits, Vector256.Create((byte)9))).AsUInt64();

        // Two digits make a number; the first one stands in the low byte.
        var pairs = digits.AsUInt16();
        var numbers = ((pairs & Vector256.Create((ushort)0xFF)) * 10) + (pairs >>> 8);
        faults |= (numbers ^ Vector256.Max(Vector256.Min(numbers, Vector256.Create(Greatest).AsUInt16()), Vector256.Create(Least).AsUInt16())).AsUInt64();

        // By turns a month has 31 and 30 days, and begins anew in August; February has 28 or 29.
        var months = numbers.AsUInt64() & Vector256.Create(MonthPlace);
        var years = numbers.AsUInt64() << 16;
        var isLeap = Vector256.Equals(years & Vector256.Create(MonthPlace & 0x0003_0003_0003_0003), Vector256<ulong>.Zero);
        var month = months >>> 32;
        var days = Vector256.Create(30UL) + ((month + (month >>> 3)) & Vector256<ulong>.One);
        var february = Vector256.Create(28UL) + (isLeap & Vector256<ulong>.One);
        days = Vector256.ConditionalSelect(Vector256.Equals(month, Vector256.Create(2UL)), february, days);

        // Both are small: compared as the halves of a lane.
        faults |= Vector256.GreaterThan((numbers.AsUInt64() >>> 48).AsInt32(), days.AsInt32()).AsUInt64();
        faults |= Vector256.Equals(numbers.AsUInt32(), Vector256.Create(Year1900)).AsUInt64();
        faults = Vector256.AndNot(faults, others | Vector256.Equals(keys, Vector256<ulong>.Zero));
        return ~Vector256.Equals(faults, Vector256<ulong>.Zero).ExtractMostSignificantBits() & 0xF;
    }

    /// <summary>Each key with its bytes in the opposite order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Reverse(Vector256<byte> keys)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            return Vector256.Shuffle(keys, Vector256.Create(Reversed, Reversed + Half, Reversed + (2 * Half), Reversed + (3 * Half)).AsByte()).AsUInt64();
        }

        // Pairs of bytes, then of those, then of the halves: without a shuffle, which native code for any processor may lack.
        var pairs = keys.AsUInt16();
        pairs = (pairs << 8) | (pairs >>> 8);
        var quads = pairs.AsUInt32();
        quads = (quads << 16) | (quads >>> 16);
        var all = quads.AsUInt64();
        return (all << 32) | (all >>> 32);
    }
}

/// <summary>The shapes of four keys.</summary>
internal readonly struct KeyShapes
{
    /// <summary>The least byte at each place.</summary>
    public Vector256<ulong> Low { get; init; }

    /// <summary>The greatest byte at each place.</summary>
    public Vector256<ulong> High { get; init; }

    /// <summary>Whether a point may stand in one of them.</summary>
    public bool HavePoints { get; init; }

    /// <summary>The byte that may stand once at any place, a point; no ASCII byte where none may.</summary>
    public Vector256<ulong> Points { get; init; }

    /// <summary>Bits of which at least one must be there.</summary>
    public Vector256<ulong> Some { get; init; }

    /// <summary>More bits of which at least one must be there.</summary>
    public Vector256<ulong> Last { get; init; }

    /// <summary>Whether one of them has a greatest number.</summary>
    public bool AreBounded { get; init; }

    /// <summary>The text of the greatest number, the first byte highest.</summary>
    public Vector256<ulong> Max { get; init; }

    /// <summary>The place of the last digit of the greatest number.</summary>
    public Vector256<ulong> MaxLast { get; init; }
}
