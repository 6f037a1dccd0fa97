using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Metadata;

/// <summary>Reads the arguments of attributes.</summary>
internal static class AttributeReading
{
    /// <summary>The first attribute of this class.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, INamedTypeSymbol? attributeClass) =>
        symbol.Attributes(attributeClass).FirstOrDefault();

    /// <summary>Every attribute of this class.</summary>
    public static IEnumerable<AttributeData> Attributes(this ISymbol symbol, INamedTypeSymbol? attributeClass) =>
        symbol.GetAttributes().Where(attribute => SdkSymbols.Is(attribute.AttributeClass, attributeClass));

    /// <summary>An argument of the constructor.</summary>
    public static T? Argument<T>(this AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: not TypedConstantKind.Array, Value: T value } ? value : default;

    /// <summary>A named argument.</summary>
    public static T? Named<T>(this AttributeData attribute, string name) =>
        Find(attribute, name) is { Kind: not TypedConstantKind.Array, Value: T value } ? value : default;

    /// <summary>The texts of a named argument that is an array; <see langword="null"/> where there is none.</summary>
    public static IReadOnlyList<string>? Texts(this AttributeData attribute, string name) =>
        Find(attribute, name) is { Kind: TypedConstantKind.Array, IsNull: false } array ? [.. array.Values.Select(value => value.Value).OfType<string>()] : null;

    /// <summary>The name of an enumeration's member.</summary>
    public static string Member(this TypedConstant constant) =>
        (constant.Type as INamedTypeSymbol)?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => Equals(field.ConstantValue, constant.Value))?.Name ?? "";

    /// <summary>The name of an enumeration's member that is a named argument.</summary>
    public static string Member(this AttributeData attribute, string name) => Find(attribute, name).Member();

    private static TypedConstant Find(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => string.Equals(argument.Key, name, StringComparison.Ordinal)).Value;
}
