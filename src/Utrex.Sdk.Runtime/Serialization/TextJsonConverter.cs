using System.Text.Json;
using System.Text.Json.Serialization;

namespace Utrex.Sdk.Serialization;

/// <summary>
/// JSON of a value that has a text of its own, such as a code or a day of any year: a string, as a property name too. Blank is <c>null</c>, and
/// both <c>null</c> and what the type takes for blank are read as the default. A type names it in an attribute, so that reflection and source
/// generation find it.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>Safe for use by several threads at once.</remarks>
public class TextJsonConverter<T> : JsonConverter<T>
    where T : struct, ISpanParsable<T>, IUtf8SpanParsable<T>, IUtf8SpanFormattable
{
    // More than any code or date has; another one is written as the string that it gives.
    private const int LongestText = 128;

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is no string, or its text no value; the message says what would be.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => default,
        JsonTokenType.String => Parse(ref reader),
        _ => throw Unexpected(ref reader, "A JSON string"),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[LongestText];
        if (!value.TryFormat(text, out var length, format: default, provider: null))
        {
            writer.WriteStringValue(value.ToString());
        }
        else if (length == 0)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(text[..length]);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="JsonException">The name is no value; the message says what would be.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(ref reader);

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.ToString() ?? "");
    }

    /// <summary>Reads the text of the current token.</summary>
    /// <param name="reader">The reader, at a string or a property name.</param>
    private protected static T Parse(ref Utf8JsonReader reader)
    {
        var isPlain = !reader.HasValueSequence && !reader.ValueIsEscaped;
        if (isPlain && T.TryParse(reader.ValueSpan, provider: null, out var value))
        {
            return value;
        }

        try
        {
            return T.Parse(reader.GetString() ?? "", provider: null);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>The exception for JSON of another kind.</summary>
    private protected static JsonException Unexpected(ref Utf8JsonReader reader, string expected) =>
        new($"{expected} was expected for {typeof(T).Name}, not JSON of the kind {reader.TokenType}.");
}
