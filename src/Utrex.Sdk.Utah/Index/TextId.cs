namespace Utrex.Sdk.Utah.Index;

/// <summary>A text of the batch, by its number in a <see cref="TextPool"/>; the default is the blank.</summary>
internal readonly record struct TextId(int Number) : IComparable<TextId>
{
    /// <summary>Whether the text is empty.</summary>
    public bool IsBlank => Number == 0;

    /// <inheritdoc/>
    public int CompareTo(TextId other) => Number.CompareTo(other.Number);
}
