using System.ComponentModel;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Codes;

/// <summary>A code of a table, as the generator writes it from the specification. The default value is blank.</summary>
/// <typeparam name="TSelf">The code type itself.</typeparam>
public interface ICode<TSelf> : IEquatable<TSelf>, ISpanFormattable, IUtf8SpanFormattable
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
}
