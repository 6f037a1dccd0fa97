namespace Utrex.Documents;

/// <summary>A step into a part of a shape, by its key unless all of them count.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
/// <param name="part">The number of the part.</param>
/// <param name="key">Its key, or <see langword="null"/>.</param>
public sealed class DocumentStep(int part, string? key)
{
    /// <summary>The number of the part.</summary>
    public int Part { get; } = part;

    /// <summary>Its key, or <see langword="null"/>.</summary>
    public string? Key { get; } = key;

    /// <summary>The key as objects hold it, or none.</summary>
    public Utf8Value KeyValue { get; } = Utf8Value.Of(key);
}
