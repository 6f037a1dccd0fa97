using System.Globalization;

namespace Utrex.Cli.Comparing.Specifications;

/// <summary>The same part of two specifications; one of them may have none.</summary>
/// <param name="Id">The id under which a change of it is listed.</param>
/// <param name="Before">The part of the earlier one.</param>
/// <param name="After">The part of the later one.</param>
internal sealed record ItemPair(string Id, SpecificationItem? Before, SpecificationItem? After)
{
    /// <summary>The part, as it is now or was.</summary>
    public SpecificationItem Any => After ?? Before!;
}

/// <summary>
/// Finds the parts that are the same in two specifications. A rule whose id has several rows in one of them is known by its field, too; of
/// rows that share even that, those which say the same belong together, and the rest in the order in which they stand.
/// </summary>
internal static class ItemPairs
{
    /// <summary>Every part of both.</summary>
    public static IEnumerable<ItemPair> Of(SpecificationCatalogue before, SpecificationCatalogue after)
    {
        var shared = SharedIds(before).Concat(SharedIds(after)).ToHashSet(StringComparer.Ordinal);
        var left = before.Items.ToLookup(Key);
        var right = after.Items.ToLookup(Key);
        return left.Concat(right).Select(items => items.Key).Distinct().SelectMany(key => Of(key.Id, [.. left[key]], [.. right[key]]));

        (ItemKind Kind, string Id) Key(SpecificationItem item) => (item.Kind, item.Field is { } field && shared.Contains(item.Id) ? $"{item.Id}@{field}" : item.Id);
    }

    private static IEnumerable<string> SharedIds(SpecificationCatalogue catalogue) => catalogue.Items
        .Where(item => item.Kind == ItemKind.Rule)
        .CountBy(item => item.Id, StringComparer.Ordinal)
        .Where(count => count.Value > 1)
        .Select(count => count.Key);

    private static IEnumerable<ItemPair> Of(string id, SpecificationItem[] before, SpecificationItem[] after)
    {
        var rest = after.ToList();
        var open = new List<int>();
        for (var i = 0; i < before.Length; i++)
        {
            if (rest.Find(before[i].Says) is { } same)
            {
                rest.Remove(same);
                yield return new ItemPair(Numbered(id, i), before[i], same);
            }
            else
            {
                open.Add(i);
            }
        }

        for (var i = 0; i < open.Count; i++)
        {
            yield return new ItemPair(Numbered(id, open[i]), before[open[i]], i < rest.Count ? rest[i] : null);
        }

        for (var i = open.Count; i < rest.Count; i++)
        {
            yield return new ItemPair(Numbered(id, before.Length + i - open.Count), Before: null, rest[i]);
        }
    }

    /// <summary>The first of several is called as if it were alone.</summary>
    private static string Numbered(string id, int index) => index == 0 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}#{index + 1}");
}
