using System.Text.Json.Nodes;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>What a specification consists of, in the order in which changes are listed.</summary>
internal enum ItemKind
{
    /// <summary>A record type.</summary>
    Record,

    /// <summary>A field of a record type.</summary>
    Field,

    /// <summary>A code, or a code table as a whole.</summary>
    Code,

    /// <summary>A row of an error table.</summary>
    Rule,

    /// <summary>A list.</summary>
    Lookup,
}

/// <summary>A part of a specification that may change from year to year.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id: <c>S5</c>, <c>S1.LAST NAME</c>, <c>ExitCode</c> and a code behind a dot, <c>S1.393</c>, <c>Colleges</c>. Several rules may share one.</param>
/// <param name="Field">The field that a rule is about.</param>
/// <param name="Properties">What the specification says of it, without what means nothing outside of this project.</param>
internal sealed record SpecificationItem(ItemKind Kind, string Id, string? Field, IReadOnlyDictionary<string, JsonNode> Properties)
{
    /// <summary>A property that is a text, or <see langword="null"/>.</summary>
    public string? Text(string property) => this[property] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A property, or <see langword="null"/>.</summary>
    public JsonNode? this[string property] => Properties.GetValueOrDefault(property);

    /// <summary>Whether another item says the same.</summary>
    public bool Says(SpecificationItem other) => Properties.Count == other.Properties.Count && Properties.All(property => JsonNode.DeepEquals(property.Value, other[property.Key]));
}
