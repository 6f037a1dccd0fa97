using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Cli.Documentation;

/// <summary>An element or attribute of a SIF object.</summary>
/// <param name="Path">Its path from the object on.</param>
/// <param name="Shape">The object or part that it belongs to.</param>
/// <param name="Node">The element.</param>
internal sealed record SifElement(string Path, DocumentShape Shape, DocumentNode Node);

/// <summary>The elements of the SIF objects, in SIF's order, and what they hold.</summary>
internal static class SifElements
{
    private static readonly List<SifElement> All = [.. SifMap.Shapes.Where(shape => shape.IsObject).SelectMany(shape => Walk(shape, shape.Root, ""))];

    private static readonly ILookup<(DocumentShape, int), (RecordMap Map, FieldBinding Binding, DocumentPath Path)> Fields = SifMap.Records
        .SelectMany(map => map.Bindings.SelectMany(binding => binding.Paths.Select(path => (Map: map, Binding: binding, Path: path))))
        .SelectMany(item => new[] { item.Path.Slot, item.Path.OwnSlot }.Select(slot => (Place: (item.Path.Last, slot), Item: item)))
        .ToLookup(pair => pair.Place, pair => pair.Item);

    /// <summary>The elements that are written with a constant where no field says more.</summary>
    public static IEnumerable<SifElement> Constants => All.Where(element => element.Node.Constant is not null);

    /// <summary>The elements of an object that hold something, or that SIF demands.</summary>
    public static IEnumerable<SifElement> Of(DocumentShape shape) =>
        Walk(shape, shape.Root, "").Where(element => element.Node.Slot >= 0 || element.Node.Constant is not null || element.Node.IsAlternative || (element.Node is { IsMandatory: true, Part: < 0 } && element.Node.Children.Length == 0));

    /// <summary>The fields that an element holds, and by which key where there are several such elements.</summary>
    public static IEnumerable<(RecordMap Map, FieldBinding Binding, string? Key)> FieldsIn(SifElement element) =>
        element.Node.Slot < 0 ? [] : Fields[(element.Shape, element.Node.Slot)].Select(item => (item.Map, item.Binding, item.Path.Steps is [.., { Key: { } key }] ? key : null)).Distinct();

    /// <summary>A path from the object on, with the keys of its parts.</summary>
    public static string PathOf(DocumentPath path)
    {
        var text = All.First(element => element.Shape == path.Last && element.Node.Slot == path.Slot).Path;
        var shape = path.Shape;
        foreach (var step in path.Steps)
        {
            shape = shape.Parts[step.Part];
            if (step.Key is { } key)
            {
                text = text.Replace($"/{shape.Name}/", $"/{shape.Name}[{shape.Slots[shape.KeySlot]}='{key}']/", StringComparison.Ordinal);
            }
        }

        return text;
    }

    /// <summary>An element and all in it; of one that is only read, what is in it stands elsewhere too.</summary>
    private static IEnumerable<SifElement> Walk(DocumentShape shape, DocumentNode node, string within)
    {
        if (node.IsAlternative)
        {
            return [new SifElement((within.Length == 0 ? "" : within + "/") + node.Step, shape, node)];
        }

        if (node.Part >= 0)
        {
            return Walk(shape.Parts[node.Part], shape.Parts[node.Part].Root, within);
        }

        var path = (within.Length == 0 ? "" : within + "/") + node.Step;
        return node.Children.SelectMany(child => Walk(shape, child, path)).Prepend(new SifElement(path, shape, node));
    }
}
