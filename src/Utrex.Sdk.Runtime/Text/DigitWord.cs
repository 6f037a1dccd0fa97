using System.Numerics;
using Utrex.Sdk.Codes;

namespace Utrex.Sdk.Text;

/// <summary>Up to eight digits in one register, the first one lowest, each as its value.</summary>
internal readonly struct DigitWord
{
    /// <summary>How many digits there may be.</summary>
    public const int Length = sizeof(ulong);

    private const int ByteBits = 8;
    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong AboveNine = 0x7676_7676_7676_7676;
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private const ulong LowBits = 0x0101_0101_0101_0101;
    private const ulong Points = LowBits * ('.' ^ '0');
    private const ulong EverySecond = 0x00FF_00FF_00FF_00FF;

    private readonly ulong _values;

    private DigitWord(ulong values) => _values = values;

    /// <summary>Whether there is nothing but digits.</summary>
    public bool AreDigits => (((_values + AboveNine) | _values) & HighBits) == 0;

    /// <summary>The digits by twos, each of these in the first of two bytes; what stands between them is of no meaning.</summary>
    public ulong Pairs => (_values * 10) + (_values >> ByteBits);

    /// <summary>Where the first point is, or -1.</summary>
    public int IndexOfPoint
    {
        get
        {
            var others = _values ^ Points;
            var found = (others - LowBits) & ~others & HighBits;
            return found == 0 ? -1 : BitOperations.TrailingZeroCount(found) / ByteBits;
        }
    }

    /// <summary>The digits of a text of at most eight bytes.</summary>
    public static DigitWord Of(ReadOnlySpan<byte> utf8) => new(CodeText.Pack(utf8) ^ Zeros);

    /// <summary>The others moved together, when one is taken out.</summary>
    public DigitWord Without(int index)
    {
        var before = (1UL << (index * ByteBits)) - 1;
        return new DigitWord((_values & before) | ((_values >> ByteBits) & ~before));
    }

    /// <summary>The number that the first digits are; fails if not all of them are digits.</summary>
    public bool TryRead(int count, out long number)
    {
        // At the end of the register, with zeros before them.
        var word = new DigitWord(_values << ((Length - count) * ByteBits));
        var pairs = word.Pairs & EverySecond;
        var fours = (pairs * 100) + (pairs >> (2 * ByteBits));
        number = (long)(((fours & ushort.MaxValue) * 10_000) + ((fours >> (4 * ByteBits)) & ushort.MaxValue));
        return word.AreDigits;
    }
}
