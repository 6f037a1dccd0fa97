using System.Buffers;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// A number for each of some texts of a batch, such as the place of the first record that has it: an array by the number of the text. Who needs it
/// for a moment only gives the array back.
/// </summary>
internal sealed class TextTable : IDisposable
{
    // One more than the number, so that what is not there is zero.
    private readonly int[] _values;

    /// <summary>An empty table.</summary>
    public TextTable(TextPool texts)
    {
        _values = ArrayPool<int>.Shared.Rent(texts.Count);
        Array.Clear(_values);
    }

    /// <summary>The number of a text, or <see langword="null"/>.</summary>
    public int? Find(TextId text) => _values[text.Number] is not 0 and var value ? value - 1 : null;

    /// <summary>Gives a text a number, where it has none.</summary>
    /// <returns>The number that the text has.</returns>
    public int TryAdd(TextId text, int value)
    {
        ref var known = ref _values[text.Number];
        known = known == 0 ? value + 1 : known;
        return known - 1;
    }

    /// <summary>Gives a text another number.</summary>
    public void Set(TextId text, int value) => _values[text.Number] = value + 1;

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<int>.Shared.Return(_values);
}
