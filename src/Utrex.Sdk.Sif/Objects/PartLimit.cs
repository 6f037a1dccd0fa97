using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// How many parts of a kind are kept of one object. It holds for those among which a value is looked for, by its key or its code: addresses,
/// telephones, races. Every record that refers to the object looks for it. Parts that make records of their own may be any number.
/// </summary>
internal static class PartLimit
{
    /// <summary>More than anybody has.</summary>
    private const int Most = 100;

    // By the number of the shape: every part that is read is asked.
    private static readonly bool[] Limited = Find(
        [.. SifMap.Shapes.Where(shape => shape.KeySlot >= 0), .. SifMap.Records.SelectMany(map => map.Bindings).SelectMany(binding => binding.Paths).Where(path => path.IsSet).Select(path => path.Last)]);

    /// <summary>Whether an object may have one more part of a kind.</summary>
    public static bool HasRoom(DocumentObject item, DocumentShape part) => !Limited[part.Index] || item.CountOf(part) < Most;

    /// <summary>What is said of a part that is left out for that.</summary>
    public static string NameOf(DocumentObject item, DocumentShape part) => $"{item.Shape.Name}/{part.Name} beyond the first {Most}";

    private static bool[] Find(HashSet<DocumentShape> limited) => [.. SifMap.Shapes.Select(limited.Contains)];
}
