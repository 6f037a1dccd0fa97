using System.Xml;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>Writes objects as SIF demands: elements in order, mandatory ones always, those without a value nowhere else.</summary>
/// <param name="xml">The output.</param>
/// <param name="defaults">What to say where SIF demands a value and there is none, by path.</param>
/// <param name="unknown">Takes the path of what stays unsaid.</param>
internal sealed class SifXmlWriter(XmlWriter xml, IReadOnlyDictionary<string, string> defaults, Action<string> unknown)
{
    /// <summary>The namespace of <c>nil</c>.</summary>
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly List<string> _path = [];

    /// <summary>The paths of all values that SIF demands and that defaults may therefore be given for.</summary>
    public static IEnumerable<string> DemandedPaths => Demanded().Select(item => item.Path);

    /// <summary>Those of them that no field of any record can hold.</summary>
    public static IEnumerable<string> UnknownPaths => Demanded().Where(item => item.Node is { Slot: < 0, Constant: null }).Select(item => item.Path);

    public void Write(SifObject item) => Write(item.Shape.Root, item, demanded: true);

    private void Write(SifNode node, SifObject item, bool demanded)
    {
        if (node.IsAlternative)
        {
            if (node.IsMandatory)
            {
                WriteNil(node);
            }

            return;
        }

        if (node.Part >= 0)
        {
            foreach (var part in item.PartsOf(item.Shape.Parts[node.Part]))
            {
                Write(part);
            }

            return;
        }

        if (!demanded && !HasValue(node, item))
        {
            return;
        }

        _path.Add(node.Step);
        WriteNode(node, item);
        _path.RemoveAt(_path.Count - 1);
    }

    private void WriteNode(SifNode node, SifObject item)
    {
        var value = (node.Slot >= 0 ? item[node.Slot] : null) ?? Demanded(node, item) ?? node.Constant;
        if (node.IsAttribute)
        {
            if (value is not null)
            {
                xml.WriteAttributeString(node.Name, value);
            }

            return;
        }

        xml.WriteStartElement(node.Name, SifMap.Namespace);
        foreach (var child in node.Children)
        {
            if (child.IsAttribute)
            {
                Write(child, item, child.IsMandatory || child.Constant is not null);
            }
        }

        if (value is null && IsLeaf(node))
        {
            // SIF demands the element; what it would say is not known.
            unknown(string.Join('/', _path));
            xml.WriteAttributeString("nil", Instance, "true");
        }

        foreach (var child in node.Children)
        {
            if (!child.IsAttribute)
            {
                Write(child, item, child.IsMandatory);
            }
        }

        if (value is not null)
        {
            xml.WriteString(value);
        }

        xml.WriteEndElement();
    }

    /// <summary>Says that an element is there and its value elsewhere.</summary>
    private void WriteNil(SifNode node)
    {
        xml.WriteStartElement(node.Name, SifMap.Namespace);
        xml.WriteAttributeString("nil", Instance, "true");
        xml.WriteEndElement();
    }

    private static IEnumerable<(string Path, SifNode Node)> Demanded() => SifMap.Shapes.Where(shape => shape.IsObject).SelectMany(shape => Demands(shape, shape.Root, path: ""));

    private static IEnumerable<(string Path, SifNode Node)> Demands(SifShape shape, SifNode node, string path)
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
        return node is { IsMandatory: true, IsPredicate: false } && IsLeaf(node) ? below.Prepend((here, node)) : below;
    }

    private string? Demanded(SifNode node, SifObject item) =>
        defaults.Count > 0 && IsLeaf(node) && !HasValue(node, item) ? defaults.GetValueOrDefault(string.Join('/', _path)) : null;

    /// <summary>Whether the element holds nothing but text: lists and groups may be empty.</summary>
    private static bool IsLeaf(SifNode node) => node.Part < 0 && !Array.Exists(node.Children, child => !child.IsAttribute) && !node.Name.EndsWith("List", StringComparison.Ordinal);

    /// <summary>Whether there is anything to say that is no constant.</summary>
    private static bool HasValue(SifNode node, SifObject item)
    {
        if (node.IsAlternative)
        {
            return false;
        }

        if (node.Part >= 0)
        {
            return item.FindPart(item.Shape.Parts[node.Part], key: null) is not null;
        }

        if (node.Slot >= 0 && item[node.Slot] is not null)
        {
            return true;
        }

        foreach (var child in node.Children)
        {
            if (HasValue(child, item))
            {
                return true;
            }
        }

        return false;
    }
}
