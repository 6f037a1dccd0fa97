using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Serialization;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Serialization;

namespace Utrex.Sdk.Text;

/// <summary>A number, or one of a few codes that stand in for one, such as a GPA or <c>NGPA</c>. The default is blank.</summary>
/// <typeparam name="TCode">The type of the codes.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(NumberOrCodeJsonConverterFactory))]
[TypeConverter(typeof(NumberOrCodeTypeConverter))]
public readonly struct NumberOrCode<TCode> : IEquatable<NumberOrCode<TCode>>, IComparable<NumberOrCode<TCode>>, IComparable,
    IEqualityOperators<NumberOrCode<TCode>, NumberOrCode<TCode>, bool>, ISpanParsable<NumberOrCode<TCode>>, IUtf8SpanParsable<NumberOrCode<TCode>>,
    ISpanFormattable, IUtf8SpanFormattable, INumberOrCode
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
        return Parse(text.AsSpan(), provider: null);
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static NumberOrCode<TCode> Parse(string text, IFormatProvider? provider) => Parse(text);

    /// <inheritdoc cref="Parse(string)"/>
    public static NumberOrCode<TCode> Parse(ReadOnlySpan<char> text, IFormatProvider? provider) =>
        TryParse(text, provider, out var value) ? value : throw CodeText.NotACode(PrintableText.Of(text), TCode.Table);

    /// <inheritdoc cref="Parse(string)"/>
    public static NumberOrCode<TCode> Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        TryParse(utf8Text, provider, out var value) ? value : throw CodeText.NotACode(PrintableText.Of(utf8Text), TCode.Table);

    /// <summary>Reads a number (with a point, or digits) or a code. An empty text is the blank, <see langword="null"/> is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out NumberOrCode<TCode> value)
    {
        value = default;
        return text is not null && TryParse(text.AsSpan(), provider, out value);
    }

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out NumberOrCode{TCode})"/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out NumberOrCode<TCode> value)
    {
        if (TCode.TryParse(text, out var code))
        {
            value = code;
            return true;
        }

        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Ascii.IsValid(text);
        value = isNumber ? new(number) : default;
        return isNumber;
    }

    /// <inheritdoc cref="TryParse(string, IFormatProvider, out NumberOrCode{TCode})"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out NumberOrCode<TCode> value)
    {
        if (TCode.TryParse(utf8Text, out var code))
        {
            value = code;
            return true;
        }

        var isNumber = decimal.TryParse(utf8Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Ascii.IsValid(utf8Text);
        value = isNumber ? new(number) : default;
        return isNumber;
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
        value = number.HasValue ? new(number.Value) : default;
        return number.HasValue;
    }

    /// <inheritdoc/>
    public bool Equals(NumberOrCode<TCode> other) => Number == other.Number && Code.Equals(other.Code);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NumberOrCode<TCode> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Code);

    /// <summary>The order of blank, numbers, and codes as in their table.</summary>
    public int CompareTo(NumberOrCode<TCode> other) => (Code, Number ?? 0, IsNumber).CompareTo((other.Code, other.Number ?? 0, other.IsNumber));

    /// <inheritdoc/>
    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        NumberOrCode<TCode> other => CompareTo(other),
        _ => throw new ArgumentException($"A number or a code of {TCode.Table.Id} was expected, not a {obj.GetType().Name}.", nameof(obj)),
    };

    /// <summary>The number, or <see langword="null"/>, and the code.</summary>
    public void Deconstruct(out decimal? number, out TCode code) => (number, code) = (Number, Code);

    /// <inheritdoc/>
    JsonConverter INumberOrCode.CreateJsonConverter() => new NumberOrCodeJsonConverter<TCode>();

    /// <inheritdoc/>
    TypeConverter INumberOrCode.CreateTypeConverter() => new TextTypeConverter<NumberOrCode<TCode>>();

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
