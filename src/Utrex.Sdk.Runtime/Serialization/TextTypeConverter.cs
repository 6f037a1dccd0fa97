using System.ComponentModel;
using System.Globalization;

namespace Utrex.Sdk.Serialization;

/// <summary>Between a value and its text, for what asks <see cref="TypeDescriptor"/>: configuration, property grids, older libraries.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class TextTypeConverter<T> : TypeConverter
    where T : struct, IParsable<T>
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType)
    {
        ArgumentNullException.ThrowIfNull(sourceType);
        return sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);
    }

    /// <inheritdoc/>
    /// <exception cref="FormatException">The text is no value; the message says what would be.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value is string text ? T.Parse(text, provider: null) : base.ConvertFrom(context, culture, value);
    }

    /// <inheritdoc/>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        destinationType == typeof(string) && value is T ? value.ToString() : base.ConvertTo(context, culture, value, destinationType);
}
