using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Metadata;

/// <summary>A property of a record struct: a field of the specification.</summary>
internal sealed class Field
{
    private readonly SdkSymbols _sdk;
    private readonly Lazy<IReadOnlyList<Rule>> _formatRules;
    private CodeTable? _table;

    public Field(SdkSymbols sdk, int index, IPropertySymbol property, AttributeData attribute, INamedTypeSymbol ruleAttribute)
    {
        _sdk = sdk;
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
        Rules = [.. property.Attributes(ruleAttribute).Select(data => new Rule(data))];
        _formatRules = new(() => [.. Rules.Concat(sdk.Counterpart(this)?.Rules.Where(rule => rule.Tests.Count == 1) ?? []).Where(rule => rule.Check is not "present")]);
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

    /// <summary>The table of the field's codes; <see langword="null"/> where it has none.</summary>
    public CodeTable? Table => _table ??= _sdk.Table(Property.Type) ?? _sdk.NumberTable(Property.Type);

    /// <summary>The rules on what a value looks like: the field's own, and those of the field that it has to match.</summary>
    public IReadOnlyList<Rule> FormatRules => _formatRules.Value;

    /// <summary>The rule that demands a value, whatever stands in the other fields.</summary>
    public Rule? Required { get; }
}
