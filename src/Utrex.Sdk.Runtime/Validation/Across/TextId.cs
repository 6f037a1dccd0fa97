namespace Utrex.Sdk.Validation.Across;

/// <summary>A text by its number in a <see cref="TextPool"/>; the default is the blank.</summary>
/// <param name="Number">The number: 0 for the blank, and then one after the other as new texts come.</param>
public readonly record struct TextId(int Number)
{
    /// <summary>Whether the text is empty.</summary>
    public bool IsBlank => Number == 0;
}
