using System.Collections.Immutable;

namespace Utrex.Documents;

/// <summary>A code of a code table and the standard's codes that stand for it; the first is written.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class DocumentCode
{
    /// <summary>A code.</summary>
    /// <param name="code">The code of the table.</param>
    /// <param name="spellings">The standard's codes.</param>
    /// <param name="isOther">Whether it is meant by every code that nothing is known of.</param>
    /// <param name="isAbsent">Whether it is meant where the standard says nothing.</param>
    public DocumentCode(string code, ImmutableArray<string> spellings, bool isOther, bool isAbsent)
    {
        ArgumentNullException.ThrowIfNull(code);
        (Code, As, IsOther, IsAbsent) = (code, spellings.IsDefault ? [] : spellings, isOther, isAbsent);
        Value = Utf8Value.Of(code);
        Values = [.. As.Select(Utf8Value.Of)];
    }

    /// <summary>The code of the table.</summary>
    public string Code { get; }

    /// <summary>The standard's codes that stand for it.</summary>
    public ImmutableArray<string> As { get; }

    /// <summary>Whether it is meant by every code that nothing is known of.</summary>
    public bool IsOther { get; }

    /// <summary>Whether it is meant where the standard says nothing.</summary>
    public bool IsAbsent { get; }

    /// <summary>The code as objects hold it.</summary>
    public Utf8Value Value { get; }

    /// <summary>The standard's codes as objects hold them.</summary>
    public ImmutableArray<Utf8Value> Values { get; }
}
