using System.Text.Json;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Serialization;

namespace Utrex.Sdk.Text;

/// <summary>JSON of a number or a code: a number, or a string with a code. A string with a number is read too.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
internal sealed class NumberOrCodeJsonConverter<TCode> : TextJsonConverter<NumberOrCode<TCode>>
    where TCode : struct, ICode<TCode>
{
    public override NumberOrCode<TCode> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Null or JsonTokenType.String)
        {
            return base.Read(ref reader, typeToConvert, options);
        }

        return reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number) && number >= 0
            ? number
            : throw Unexpected(ref reader, "A JSON number from 0 on, or a string");
    }

    public override void Write(Utf8JsonWriter writer, NumberOrCode<TCode> value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            base.Write(writer, value, options);
        }
    }
}
