using System.Text.Json.Nodes;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>What changed from one specification to another.</summary>
/// <param name="Old">The earlier one.</param>
/// <param name="New">The later one.</param>
/// <param name="Changes">The changes by kind, id and property.</param>
internal sealed record SpecificationDiff(SpecificationCatalogue Old, SpecificationCatalogue New, IReadOnlyList<SpecificationChange> Changes)
{
    private const string Fields = "fields";

    /// <summary>Compares two specifications.</summary>
    public static SpecificationDiff Of(SpecificationCatalogue before, SpecificationCatalogue after) => new(
        before,
        after,
        [.. ItemPairs.Of(before, after).SelectMany(ChangesOf).OrderBy(change => change.Kind).ThenBy(change => change.Pair.Id, StringComparer.Ordinal).ThenBy(change => change.Property, StringComparer.Ordinal)]);

    private static IEnumerable<SpecificationChange> ChangesOf(ItemPair pair) => pair is { Before: { } before, After: { } after }
        ? before.Properties.Keys.Union(after.Properties.Keys, StringComparer.Ordinal).Where(property => IsChanged(property, before, after)).Select(property => new SpecificationChange(pair, property))
        : [new SpecificationChange(pair)];

    private static bool IsChanged(string property, SpecificationItem before, SpecificationItem after) =>
        before.Kind == ItemKind.Record && property is Fields ? IsReordered(before, after) : !JsonNode.DeepEquals(before[property], after[property]);

    /// <summary>Fields that come and go are changes of their own; those that stay may still have changed places.</summary>
    private static bool IsReordered(SpecificationItem before, SpecificationItem after)
    {
        var (left, right) = (NamesOf(before), NamesOf(after));
        return !left.Intersect(right, StringComparer.Ordinal).SequenceEqual(right.Intersect(left, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static List<string> NamesOf(SpecificationItem record) => record[Fields] is JsonArray names ? [.. names.Select(name => name!.GetValue<string>())] : [];
}
