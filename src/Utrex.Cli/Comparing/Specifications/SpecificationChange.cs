using System.Text.Json.Nodes;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>What has happened to a part of a specification.</summary>
internal enum ChangeKind
{
    /// <summary>The later one has it.</summary>
    Added,

    /// <summary>The earlier one had it.</summary>
    Removed,

    /// <summary>Both have it, with another property.</summary>
    Changed,
}

/// <summary>One difference between two specifications.</summary>
/// <param name="Pair">The part in both.</param>
/// <param name="Property">The property that is another, or <see langword="null"/> where the part as a whole has come or gone.</param>
internal sealed record SpecificationChange(ItemPair Pair, string? Property = null)
{
    /// <summary>What the part is.</summary>
    public ItemKind Kind => Pair.Any.Kind;

    /// <summary>What has happened to it.</summary>
    public ChangeKind Change => Pair.Before is null ? ChangeKind.Added : Pair.After is null ? ChangeKind.Removed : ChangeKind.Changed;

    /// <summary>What it was: the value of the property, or all properties; <see langword="null"/> where there was none.</summary>
    public JsonNode? Old => Of(Pair.Before);

    /// <summary>What it is now.</summary>
    public JsonNode? New => Of(Pair.After);

    private JsonNode? Of(SpecificationItem? item) => item is null || Property is not null
        ? item?[Property!]
        : new JsonObject(item.Properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value.DeepClone())));
}
