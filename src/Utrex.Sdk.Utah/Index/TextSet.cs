using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>Some of the texts of a batch, once all of them are known: a bit each.</summary>
internal sealed class TextSet(TextPool texts)
{
    private const int Bits = 64;

    private readonly ulong[] _bits = new ulong[(texts.Count / Bits) + 1];

    /// <summary>Whether a text is among them.</summary>
    public bool Contains(TextId text) => (_bits[text.Number / Bits] >> (text.Number % Bits) & 1) != 0;

    /// <summary>Adds a text.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(TextId text)
    {
        ref var bits = ref _bits[text.Number / Bits];
        var before = bits;
        bits |= 1UL << (text.Number % Bits);
        return bits != before;
    }
}
