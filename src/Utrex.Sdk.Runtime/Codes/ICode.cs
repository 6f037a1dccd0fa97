using System.ComponentModel;
using System.Numerics;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Codes;

/// <summary>
/// A code of a table, as the generator writes it from the specification. The default value is blank. Codes are ordered as in their table, the
/// blank first.
/// </summary>
/// <typeparam name="TSelf">The code type itself.</typeparam>
/// <remarks>What .NET asks of a value with a text is here, so that a code type brings only what differs: a format or a provider changes nothing.</remarks>
public interface ICode<TSelf> : IEquatable<TSelf>, IComparable<TSelf>, IComparable, IEqualityOperators<TSelf, TSelf, bool>, ISpanParsable<TSelf>, IUtf8SpanParsable<TSelf>, ISpanFormattable, IUtf8SpanFormattable
    where TSelf : struct, ICode<TSelf>
{
    /// <summary>The table of the codes.</summary>
    static abstract CodeTableInfo Table { get; }

    /// <summary>Every code of the table, in its order, without the blank.</summary>
    static abstract IReadOnlyList<TSelf> All { get; }

    /// <summary>Reads a code; trailing blanks are dropped, nothing else is forgiven. An empty text is the blank code.</summary>
    static abstract bool TryParse(ReadOnlySpan<byte> utf8Text, out TSelf code);

    /// <summary>Reads a code; trailing blanks are dropped, nothing else is forgiven. An empty text is the blank code.</summary>
    static abstract bool TryParse(ReadOnlySpan<char> text, out TSelf code);

    /// <summary>Reads a code; an empty text is the blank code.</summary>
    /// <exception cref="FormatException">The text is no code of the table; the message names the nearest ones.</exception>
    static abstract TSelf Parse(string text);

    /// <summary>The code as it stands in a file; empty for the blank.</summary>
    string Code { get; }

    /// <summary>The code's bytes as they stand in a file; empty for the blank.</summary>
    ReadOnlySpan<byte> Utf8Code { get; }

    /// <summary>
    /// What the writer of delimited lines stores for the code, or for the blank: its bytes and a TAB, the first in the lowest byte, and how many they are in the highest
    /// three bits. 0 for a code of more than six bytes.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ulong DelimitedWord { get; }

    /// <summary>What the code means, as the state prints it.</summary>
    string Meaning { get; }

    /// <summary>Whether this is the blank.</summary>
    bool IsBlank { get; }

    /// <inheritdoc/>
    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TSelf.TryParse(s, out var code) ? code : throw CodeText.NotACode(PrintableText.Of(s), TSelf.Table);

    /// <inheritdoc/>
    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result) => TSelf.TryParse(s, out result);

    /// <inheritdoc/>
    static TSelf IUtf8SpanParsable<TSelf>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        TSelf.TryParse(utf8Text, out var code) ? code : throw CodeText.NotACode(PrintableText.Of(utf8Text), TSelf.Table);

    /// <inheritdoc/>
    static bool IUtf8SpanParsable<TSelf>.TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out TSelf result) => TSelf.TryParse(utf8Text, out result);

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        TSelf other => ((TSelf)this).CompareTo(other),
        _ => throw new ArgumentException($"A {typeof(TSelf).Name} was expected, not a {obj.GetType().Name}.", nameof(obj)),
    };
}
