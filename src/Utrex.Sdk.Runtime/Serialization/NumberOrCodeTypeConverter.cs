using System.ComponentModel;
using System.Globalization;

namespace Utrex.Sdk.Serialization;

/// <summary>Between <c>NumberOrCode</c> of any codes and its text; <see cref="TypeDescriptor"/> tells which codes.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class NumberOrCodeTypeConverter : TypeConverter
{
    private readonly TypeConverter _converter;

    /// <summary>The converter of a type.</summary>
    /// <exception cref="ArgumentException">The type is another one.</exception>
    public NumberOrCodeTypeConverter(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        _converter = INumberOrCode.DefaultOf(type)?.CreateTypeConverter() ?? throw new ArgumentException($"{type} is no NumberOrCode.", nameof(type));
    }

    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => _converter.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is neither a number nor a code; the message names the nearest codes.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => _converter.ConvertFrom(context, culture, value);

    /// <inheritdoc/>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) => _converter.ConvertTo(context, culture, value, destinationType);
}
