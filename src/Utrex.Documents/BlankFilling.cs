using System.Collections.Immutable;

namespace Utrex.Documents;

/// <summary>A value in place of a blank, where another field of the record begins in one of some ways, or in none of others.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class BlankFilling
{
    private readonly Utf8Value[] _is;
    private readonly Utf8Value[] _isNot;

    /// <summary>A value in place of a blank.</summary>
    /// <param name="field">The number of the field.</param>
    /// <param name="value">The value.</param>
    /// <param name="when">The number of the other field, or -1 where it is put there always.</param>
    /// <param name="beginnings">How the other field begins; any way where there is none.</param>
    /// <param name="exceptions">How it does not begin.</param>
    public BlankFilling(int field, string value, int when, ImmutableArray<string> beginnings, ImmutableArray<string> exceptions)
    {
        ArgumentNullException.ThrowIfNull(value);
        (Field, Value, When, Is, IsNot) = (field, value, when, beginnings.IsDefault ? [] : beginnings, exceptions.IsDefault ? [] : exceptions);
        _is = [.. Is.Select(Utf8Value.Of)];
        _isNot = [.. IsNot.Select(Utf8Value.Of)];
        Filling = Utf8Value.Of(value);
    }

    /// <summary>The number of the field.</summary>
    public int Field { get; }

    /// <summary>The value.</summary>
    public string Value { get; }

    /// <summary>The number of the other field, or -1.</summary>
    public int When { get; }

    /// <summary>How the other field begins.</summary>
    public ImmutableArray<string> Is { get; }

    /// <summary>How it does not begin.</summary>
    public ImmutableArray<string> IsNot { get; }

    internal Utf8Value Filling { get; }

    internal bool Applies(Utf8Value[] values) =>
        When < 0 || ((_is.Length == 0 || Begins(values[When], _is)) && !Begins(values[When], _isNot));

    private static bool Begins(Utf8Value value, Utf8Value[] starts)
    {
        foreach (var start in starts)
        {
            if (value.Span.StartsWith(start.Span))
            {
                return true;
            }
        }

        return false;
    }
}
