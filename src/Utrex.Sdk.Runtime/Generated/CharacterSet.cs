using System.Buffers;
using System.ComponentModel;

namespace Utrex.Sdk.Generated;

/// <summary>A set of characters that the specification allows in a value, or excludes from it.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CharacterSet
{
    private readonly SearchValues<byte> _characters;
    private readonly bool _isExcept;

    /// <summary>A set of ASCII characters.</summary>
    /// <param name="characters">The characters.</param>
    /// <param name="isExcept">Whether the set is everything but these.</param>
    public CharacterSet(ReadOnlySpan<byte> characters, bool isExcept)
    {
        _characters = SearchValues.Create(characters);
        _isExcept = isExcept;
    }

    /// <summary>Whether every byte of the value is in the set.</summary>
    public bool ContainsAll(ReadOnlySpan<byte> value) =>
        _isExcept ? !value.ContainsAny(_characters) : !value.ContainsAnyExcept(_characters);

    /// <summary>The ASCII characters of the set.</summary>
    internal string Ascii => string.Concat(Enumerable.Range(0, 0x80).Where(c => _characters.Contains((byte)c) != _isExcept).Select(c => (char)c));
}
