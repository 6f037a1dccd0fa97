using System.Runtime.InteropServices;
using System.Text;

namespace Utrex.Documents;

/// <summary>A value of an object or a record in UTF-8: a part of bytes that others have too and that nobody changes, or none at all, which is not the same as an empty one.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Utf8Value : IEquatable<Utf8Value>, IComparable<Utf8Value>
{
    private readonly byte[]? _bytes;
    private readonly int _start;

    /// <summary>The value that has some of these bytes, which nobody changes from then on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such bytes.</exception>
    public Utf8Value(byte[] bytes, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)bytes.Length, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(bytes.Length - start), nameof(length));
        _bytes = bytes;
        _start = start;
        Length = length;
    }

    /// <summary>A value with nothing in it.</summary>
    public static Utf8Value Empty { get; } = new([], 0, 0);

    /// <summary>The number of bytes.</summary>
    public int Length { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsNone => _bytes is null;

    /// <summary>The bytes; none where there is no value.</summary>
    public ReadOnlySpan<byte> Span => new(_bytes, _start, Length);

    /// <summary>Whether both are the same bytes, or both are none.</summary>
    public static bool operator ==(Utf8Value left, Utf8Value right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Utf8Value left, Utf8Value right) => !left.Equals(right);

    /// <summary>The value of a text; none for <see langword="null"/>.</summary>
    public static Utf8Value Of(string? text) => text is null ? default : Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The value that has all of some bytes.</summary>
    public static Utf8Value Of(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new Utf8Value(bytes, 0, bytes.Length);
    }

    /// <summary>This value, or the other one where this is none.</summary>
    public Utf8Value Or(Utf8Value other) => IsNone ? other : this;

    /// <summary>This value, or none where it is empty.</summary>
    public Utf8Value OrNone() => Length > 0 ? this : default;

    /// <summary>The same in bytes of its own, which stay when others are gone.</summary>
    public Utf8Value Copy() => Of(Span.ToArray());

    /// <summary>A part of it; of none, none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has no such part.</exception>
    public Utf8Value Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Length, nameof(start));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(Length - start), nameof(length));
        return _bytes is null ? default : new Utf8Value(_bytes, _start + start, length);
    }

    /// <summary>Without the white space of XML around it.</summary>
    public Utf8Value Trim()
    {
        var (start, end) = (0, Length);
        var span = Span;
        if (span is [] or [> (byte)' ', .., > (byte)' '])
        {
            return this;
        }

        while (start < end && IsSpace(span[start]))
        {
            start++;
        }

        while (end > start && IsSpace(span[end - 1]))
        {
            end--;
        }

        return end - start == Length ? this : Slice(start, end - start);
    }

    /// <summary>Whether both are the same but for the case of letters.</summary>
    public bool EqualsIgnoreCase(Utf8Value other) => IsNone == other.IsNone && EqualsIgnoreCase(other.Span);

    /// <summary>Whether it is this text but for the case of letters.</summary>
    public bool EqualsIgnoreCase(ReadOnlySpan<byte> other)
    {
        var span = Span;
        return Ascii.EqualsIgnoreCase(span, other)
            || (!(Ascii.IsValid(span) && Ascii.IsValid(other)) && string.Equals(Encoding.UTF8.GetString(span), Encoding.UTF8.GetString(other), StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public bool Equals(Utf8Value other) => IsNone == other.IsNone && Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Utf8Value other && Equals(other);

    /// <summary>A number that nobody outside this process can foresee.</summary>
    public override int GetHashCode()
    {
        var span = Span;
        var pairs = string.GetHashCode(MemoryMarshal.Cast<byte, char>(span), StringComparison.Ordinal);
        return (span.Length & 1) == 0 ? pairs : pairs ^ (span[^1] * 0x01000193);
    }

    /// <summary>Orders as UTF-16 is ordered.</summary>
    public int CompareTo(Utf8Value other)
    {
        var left = Span;
        var right = other.Span;
        var at = left.CommonPrefixLength(right);
        return at == left.Length || at == right.Length ? left.Length.CompareTo(right.Length) : Rank(left[at]).CompareTo(Rank(right[at]));

        // What is beyond the first plane comes before the last characters of it.
        static int Rank(byte value) => value is 0xEE or 0xEF ? value + 0x10 : value;
    }

    /// <summary>Its text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
