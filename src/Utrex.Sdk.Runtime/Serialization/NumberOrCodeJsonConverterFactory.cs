using System.Text.Json;
using System.Text.Json.Serialization;

namespace Utrex.Sdk.Serialization;

/// <summary>Gives <c>NumberOrCode</c> of any codes its converter.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class NumberOrCodeJsonConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return typeToConvert.IsValueType && typeof(INumberOrCode).IsAssignableFrom(typeToConvert);
    }

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(typeToConvert);
        return INumberOrCode.DefaultOf(typeToConvert)?.CreateJsonConverter();
    }
}
