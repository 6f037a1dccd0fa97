using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>The values that SIF demands of the objects that are written.</summary>
internal static class SifDemands
{
    /// <summary>The paths of all values that SIF demands and that defaults may therefore be given for.</summary>
    public static IEnumerable<string> Paths => Demanded().Select(item => item.Path);

    /// <summary>Those of them that no field of any record can hold.</summary>
    public static IEnumerable<string> UnknownPaths => Demanded().Where(item => item.Node is { Slot: < 0, Constant: null }).Select(item => item.Path);

    private static IEnumerable<(string Path, DocumentNode Node)> Demanded() => SifMap.Shapes.Where(shape => shape.IsObject).SelectMany(shape => Demands(shape, shape.Root, path: ""));

    private static IEnumerable<(string Path, DocumentNode Node)> Demands(DocumentShape shape, DocumentNode node, string path)
    {
        if (node.IsAlternative)
        {
            return [];
        }

        if (node.Part >= 0)
        {
            return Demands(shape.Parts[node.Part], shape.Parts[node.Part].Root, path);
        }

        var here = path.Length == 0 ? node.Step : $"{path}/{node.Step}";
        var below = node.Children.SelectMany(child => Demands(shape, child, here));
        return node is { IsMandatory: true, IsPredicate: false } && node.HoldsText ? below.Prepend((here, node)) : below;
    }
}
