using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>Codes of sets (races, actions) that no field tells of: they are counted, since nothing else would show that they were there.</summary>
internal static class SetCodes
{
    private const int LongestCode = 10;

    // By the number of the shape: every part of every object is asked.
    private static readonly Kind?[] Kinds = Find();

    /// <summary>Whether parts of a shape are members of a set.</summary>
    public static bool IsSet(DocumentShape shape) => Kinds[shape.Index] is not null;

    public static void CountUnlisted(DocumentObject item, NameCounts counts)
    {
        foreach (var part in item.PartSpan)
        {
            if (Kinds[part.Shape.Index] is { } kind && part[kind.Slot] is { Length: > 0 } code && !IsListed(part.Shape, kind, code))
            {
                counts.Add(code.ToString() is { Length: <= LongestCode } text ? $"{part.Shape.Name}/{part.Shape.Slots[kind.Slot]} {text}" : $"{part.Shape.Name}/{part.Shape.Slots[kind.Slot]} that is not known");
            }

            CountUnlisted(part, counts);
        }
    }

    private static Kind?[] Find()
    {
        var kinds = new Kind?[SifMap.Shapes.Count];
        foreach (var group in SifMap.Records
            .SelectMany(map => map.Bindings)
            .SelectMany(binding => binding.Paths.Where(path => path.IsSet).Select(path => (path.Last, path.Slot, binding.Codes)))
            .GroupBy(item => item.Last))
        {
            kinds[group.Key.Index] = new Kind(group.First().Slot, [.. group.Select(item => item.Codes).OfType<DocumentCodes>().Distinct()]);
        }

        return kinds;
    }

    // The code that is written where there is none says nothing, on purpose.
    private static bool IsListed(DocumentShape shape, Kind kind, Utf8Value code) =>
        kind.Tables.Exists(table => !table.Listed(code).IsNone || table.Blank.Any(blank => code.EqualsIgnoreCase(Utf8Value.Of(blank))))
        || shape.Root.Children.Any(node => node.Slot == kind.Slot && shape.Constants[kind.Slot] == code);

    private sealed record Kind(int Slot, List<DocumentCodes> Tables);
}
