using System.Diagnostics.CodeAnalysis;

namespace Utrex.Sdk.Text;

/// <summary>Whether a field holds a value that can be read.</summary>
public enum FieldState
{
    /// <summary>The field is empty or all spaces.</summary>
    Blank,

    /// <summary>The field holds a value.</summary>
    Valid,

    /// <summary>The field holds something that is no value of its type.</summary>
    Malformed,
}

/// <summary>The value of a field: blank, valid or malformed.</summary>
/// <typeparam name="T">The type of a valid value.</typeparam>
public readonly struct FieldValue<T> : IEquatable<FieldValue<T>>
    where T : struct
{
    private readonly T _value;

    /// <summary>A valid value.</summary>
    public FieldValue(T value)
    {
        _value = value;
        State = FieldState.Valid;
    }

    private FieldValue(FieldState state)
    {
        _value = default;
        State = state;
    }

    /// <summary>A field that is empty or all spaces.</summary>
    public static FieldValue<T> Blank => default;

    /// <summary>A field that holds something that is no value of its type.</summary>
    public static FieldValue<T> Malformed => new(FieldState.Malformed);

    /// <summary>Whether the field is blank, valid or malformed.</summary>
    public FieldState State { get; }

    /// <summary>Whether the field is empty or all spaces.</summary>
    public bool IsBlank => State == FieldState.Blank;

    /// <summary>Whether the field holds something that is no value of its type.</summary>
    public bool IsMalformed => State == FieldState.Malformed;

    /// <summary>Whether the field holds a valid value.</summary>
    public bool HasValue => State == FieldState.Valid;

    /// <summary>The valid value.</summary>
    /// <exception cref="InvalidOperationException">The field is blank or malformed.</exception>
    public T Value => HasValue ? _value : throw new InvalidOperationException($"The field is {(IsBlank ? "blank" : "malformed")}; check HasValue before reading Value.");

    /// <summary>The valid value, or the default where the field is blank or malformed.</summary>
    public T GetValueOrDefault() => _value;

    /// <summary>The valid value, if there is one.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return HasValue;
    }

    /// <inheritdoc/>
    public bool Equals(FieldValue<T> other) => State == other.State && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldValue<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(State, _value);

    /// <summary>Whether both are in the same state with the same value.</summary>
    public static bool operator ==(FieldValue<T> left, FieldValue<T> right) => left.Equals(right);

    /// <summary>Whether the two differ in state or value.</summary>
    public static bool operator !=(FieldValue<T> left, FieldValue<T> right) => !left.Equals(right);

    /// <summary>The value, or an empty text for a blank, or <c>(malformed)</c>.</summary>
    public override string ToString() => State switch
    {
        FieldState.Valid => _value.ToString() ?? "",
        FieldState.Malformed => "(malformed)",
        _ => "",
    };
}
