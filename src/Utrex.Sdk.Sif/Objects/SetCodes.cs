using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>Codes of sets (races, actions) that no field tells of: they are counted, since nothing else would show that they were there.</summary>
internal static class SetCodes
{
    private const int LongestCode = 10;

    private static readonly Dictionary<DocumentShape, Kind> Kinds = SifMap.Records
        .SelectMany(map => map.Bindings)
        .SelectMany(binding => binding.Paths.Where(path => path.IsSet).Select(path => (path.Last, path.Slot, binding.Codes)))
        .GroupBy(item => item.Last)
        .ToDictionary(group => group.Key, group => new Kind(group.First().Slot, [.. group.Select(item => item.Codes).OfType<DocumentCodes>().Distinct()]));

    /// <summary>Whether parts of a shape are members of a set.</summary>
    public static bool IsSet(DocumentShape shape) => Kinds.ContainsKey(shape);

    public static void CountUnlisted(DocumentObject item, NameCounts counts)
    {
        foreach (var part in item.PartSpan)
        {
            if (Kinds.TryGetValue(part.Shape, out var kind) && part[kind.Slot] is { Length: > 0 } code && !IsListed(part.Shape, kind, code))
            {
                counts.Add(code.ToString() is { Length: <= LongestCode } text ? $"{part.Shape.Name}/{part.Shape.Slots[kind.Slot]} {text}" : $"{part.Shape.Name}/{part.Shape.Slots[kind.Slot]} that is not known");
            }

            CountUnlisted(part, counts);
        }
    }

    // The code that is written where there is none says nothing, on purpose.
    private static bool IsListed(DocumentShape shape, Kind kind, Utf8Value code) =>
        kind.Tables.Exists(table => !table.Listed(code).IsNone || table.Blank.Any(blank => code.EqualsIgnoreCase(Utf8Value.Of(blank))))
        || shape.Root.Children.Any(node => node.Slot == kind.Slot && shape.Constants[kind.Slot] == code);

    private sealed record Kind(int Slot, List<DocumentCodes> Tables);
}
