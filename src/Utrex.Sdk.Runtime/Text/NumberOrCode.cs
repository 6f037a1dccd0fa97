using System.Globalization;
using System.Text;
using Utrex.Sdk.Codes;

namespace Utrex.Sdk.Text;

/// <summary>A number, or one of a few codes that stand in for one, such as a GPA or <c>NGPA</c>. The default is blank.</summary>
/// <typeparam name="TCode">The type of the codes.</typeparam>
public readonly struct NumberOrCode<TCode> : IEquatable<NumberOrCode<TCode>>, ISpanFormattable, IUtf8SpanFormattable
    where TCode : struct, ICode<TCode>
{
    /// <summary>A number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public NumberOrCode(decimal number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 0); // a zero may have a sign
        Number = number;
    }

    /// <summary>A code.</summary>
    public NumberOrCode(TCode code) => Code = code;

    /// <summary>The number, or <see langword="null"/> for a code or a blank.</summary>
    public decimal? Number { get; }

    /// <summary>The code; blank for a number or a blank.</summary>
    public TCode Code { get; }

    /// <summary>Whether this is neither a number nor a code.</summary>
    public bool IsBlank => Number is null && Code.IsBlank;

    /// <summary>Whether this is a number.</summary>
    public bool IsNumber => Number is not null;

    /// <summary>A number.</summary>
    public static implicit operator NumberOrCode<TCode>(decimal number) => new(number);

    /// <summary>A whole number.</summary>
    public static implicit operator NumberOrCode<TCode>(int number) => new(number);

    /// <summary>A code.</summary>
    public static implicit operator NumberOrCode<TCode>(TCode code) => new(code);

    /// <summary>The number or code that a text spells; blank for <see langword="null"/> or an empty text.</summary>
    /// <exception cref="FormatException">The text is neither a number nor a code of the table.</exception>
    public static implicit operator NumberOrCode<TCode>(string? text) => text is null ? default : Parse(text);

    /// <summary>Whether both are the same number or the same code.</summary>
    public static bool operator ==(NumberOrCode<TCode> left, NumberOrCode<TCode> right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(NumberOrCode<TCode> left, NumberOrCode<TCode> right) => !left.Equals(right);

    /// <summary>Reads a number (with a point, or digits) or a code.</summary>
    /// <exception cref="FormatException">The text is neither a number nor a code of the table.</exception>
    public static NumberOrCode<TCode> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TCode.TryParse(text, out var code))
        {
            return code;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Ascii.IsValid(text)
            ? number
            : throw CodeText.NotACode(text, TCode.Table);
    }

    /// <summary>Reads the bytes of a field.</summary>
    /// <param name="utf8Text">The bytes, without trailing blanks.</param>
    /// <param name="digits">The field's digits before the point.</param>
    /// <param name="decimals">The field's digits after the point.</param>
    /// <param name="value">The number or code.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, int digits, int decimals, out NumberOrCode<TCode> value)
    {
        if (TCode.TryParse(utf8Text, out var code))
        {
            value = code;
            return true;
        }

        var number = Scalars.Decimal(utf8Text, digits, decimals);
        value = number.HasValue ? number.Value : default;
        return number.HasValue;
    }

    /// <inheritdoc/>
    public bool Equals(NumberOrCode<TCode> other) => Number == other.Number && Code.Equals(other.Code);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NumberOrCode<TCode> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Code);

    /// <summary>The number or the code; empty for a blank.</summary>
    public override string ToString() => Number?.ToString(CultureInfo.InvariantCulture) ?? Code.Code;

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Number?.ToString(format, CultureInfo.InvariantCulture) ?? Code.Code;

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Number is { } number
            ? number.TryFormat(destination, out charsWritten, format, CultureInfo.InvariantCulture)
            : Code.TryFormat(destination, out charsWritten, format, provider);

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Number is { } number
            ? number.TryFormat(utf8Destination, out bytesWritten, format, CultureInfo.InvariantCulture)
            : Code.TryFormat(utf8Destination, out bytesWritten, format, provider);
}
