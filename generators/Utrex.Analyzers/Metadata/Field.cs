using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Metadata;

/// <summary>A property of a record struct: a field of the specification.</summary>
internal sealed class Field
{
    public Field(int index, IPropertySymbol property, AttributeData attribute, INamedTypeSymbol ruleAttribute)
    {
        Index = index;
        Property = property;
        Name = attribute.Argument<string>(1) ?? "";
        Type = Enum.TryParse<FieldType>(attribute.ConstructorArguments.Length > 2 ? attribute.ConstructorArguments[2].Member() : "", out var type) ? type : FieldType.Text;
        IsAlwaysPresent = string.Equals(attribute.Member("Presence"), "Always", StringComparison.Ordinal);
        Key = attribute.Member("Key");
        Digits = attribute.Named<int>("Digits");
        Decimals = attribute.Named<int>("Decimals");
        Blank = attribute.Named<string>("Blank") ?? "";
        OnlyCodes = attribute.Texts("Codes");
        Rules =
        [
            .. property.GetAttributes()
                .Where(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, ruleAttribute))
                .Select(data => new Rule(data)),
        ];
        Required = Rules.FirstOrDefault(rule => rule.Tests.Count == 1 && rule.Check is "present");
    }

    /// <summary>The field's place among those of its record, from 0.</summary>
    public int Index { get; }

    public IPropertySymbol Property { get; }

    /// <summary>The field's own name in the specification.</summary>
    public string Name { get; }

    public FieldType Type { get; }

    /// <summary>Whether the specification asks for a value in every record.</summary>
    public bool IsAlwaysPresent { get; }

    /// <summary>The part that the field plays in identifying the record, such as <c>School</c>.</summary>
    public string Key { get; }

    public int Digits { get; }

    public int Decimals { get; }

    /// <summary>What rules over several fields read where the field is blank.</summary>
    public string Blank { get; }

    /// <summary>The codes that the field takes where they are fewer than its type's.</summary>
    public IReadOnlyList<string>? OnlyCodes { get; }

    /// <summary>The rules of this field alone.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The rule that demands a value, whatever stands in the other fields.</summary>
    public Rule? Required { get; }
}
