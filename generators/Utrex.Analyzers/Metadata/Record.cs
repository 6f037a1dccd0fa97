using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Metadata;

/// <summary>A record struct: a record type of a specification.</summary>
internal sealed class Record
{
    private readonly Dictionary<string, Field> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Field> _byProperty = new(StringComparer.Ordinal);

    public Record(SdkSymbols sdk, INamedTypeSymbol type, AttributeData attribute, INamedTypeSymbol fieldAttribute, INamedTypeSymbol ruleAttribute, SpecificationFacts specification)
    {
        Type = type;
        Id = attribute.Argument<string>(0) ?? "";
        Name = attribute.Argument<string>(1) ?? "";
        Specification = specification;
        ChangeField = attribute.Named<string>("ChangeField");
        ChangeCode = attribute.Named<string>("ChangeCode");
        ChangeFields = attribute.Texts("ChangeFields") ?? [];
        Constants = attribute.Texts("Constants") ?? [];
        var fields = new List<Field>();
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property.Attribute(fieldAttribute) is { } data)
            {
                var field = new Field(sdk, fields.Count, property, data, ruleAttribute);
                fields.Add(field);
                _byName[field.Name] = field;
                _byProperty[property.Name] = field;
            }
        }

        Fields = fields;
        Rules = [.. type.Attributes(ruleAttribute).Select(data => new Rule(data))];
        foreach (var rule in Rules.Concat(fields.SelectMany(field => field.Rules)))
        {
            rule.Bind(Find);
        }
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>The record's id, such as <c>S1</c>.</summary>
    public string Id { get; }

    public string Name { get; }

    public SpecificationFacts Specification { get; }

    /// <summary>The field whose <see cref="ChangeCode"/> turns the record into a mere change of an earlier one, or <see langword="null"/>.</summary>
    public string? ChangeField { get; }

    public string? ChangeCode { get; }

    /// <summary>The fields whose rules apply to such a record too.</summary>
    public IReadOnlyList<string> ChangeFields { get; }

    /// <summary>The fields that always hold the same text and are no properties.</summary>
    public IReadOnlyList<string> Constants { get; }

    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The rules over several fields.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    public Field? Find(string name) => _byName.TryGetValue(name, out var field) ? field : null;

    public Field? FindProperty(string name) => _byProperty.TryGetValue(name, out var field) ? field : null;
}
