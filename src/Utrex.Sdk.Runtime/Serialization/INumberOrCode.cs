using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Utrex.Sdk.Serialization;

/// <summary>
/// A type with a parameter makes its own converters: an attribute on it cannot name them, and making a type of them at run time is what trimming and
/// native code cannot follow.
/// </summary>
internal interface INumberOrCode
{
    /// <summary>Makes the converter between such values and JSON.</summary>
    JsonConverter CreateJsonConverter();

    /// <summary>Makes the converter between such values and texts.</summary>
    TypeConverter CreateTypeConverter();

    /// <summary>The default of such a type, or <see langword="null"/> of any other type.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "The default of a struct needs no constructor.")]
    static INumberOrCode? DefaultOf(Type type) =>
        type.IsValueType && typeof(INumberOrCode).IsAssignableFrom(type) ? (INumberOrCode)RuntimeHelpers.GetUninitializedObject(type) : null;
}
