using System.Text;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>Writes objects as SIF demands: elements in order, mandatory ones always, those without a value nowhere else.</summary>
/// <param name="messages">The output.</param>
/// <param name="defaults">What to say where SIF demands a value and there is none, by path.</param>
/// <param name="unknown">Takes the path of what stays unsaid.</param>
internal sealed class SifXmlWriter(MessageWriter messages, IReadOnlyDictionary<string, string> defaults, Action<string> unknown)
{
    /// <summary>The namespace of <c>nil</c>.</summary>
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly ElementTree[] Trees = [.. SifMap.Shapes.Select(shape => new ElementTree(shape))];

    private readonly Dictionary<string, Utf8Value> _defaults = defaults.ToDictionary(pair => pair.Key, pair => Utf8Value.Of(pair.Value), StringComparer.Ordinal);
    private readonly List<string> _path = [];

    // Of each object or part that is open, one behind the other, which of its nodes have something to say.
    private bool[] _said = new bool[256];
    private int _saidCount;

    // Where the object at hand goes.
    private Utf8XmlWriter _xml = null!;

    /// <summary>The paths of all values that SIF demands and that defaults may therefore be given for.</summary>
    public static IEnumerable<string> DemandedPaths => Demanded().Select(item => item.Path);

    /// <summary>Those of them that no field of any record can hold.</summary>
    public static IEnumerable<string> UnknownPaths => Demanded().Where(item => item.Node is { Slot: < 0, Constant: null }).Select(item => item.Path);

    public void Write(DocumentObject item)
    {
        _xml = messages.Begin(item.Shape);
        WritePart(item);
        messages.End(item.Shape);
    }

    private void WritePart(DocumentObject item)
    {
        var tree = Trees[item.Shape.Index];
        var start = _saidCount;
        _saidCount += tree.Nodes.Length;
        if (_saidCount > _said.Length)
        {
            Array.Resize(ref _said, 2 * _saidCount);
        }

        tree.Mark(item, _said.AsSpan(start, tree.Nodes.Length));
        Write(tree, 0, item, start, demanded: true);
        _saidCount = start;
    }

    private void Write(ElementTree tree, int at, DocumentObject item, int said, bool demanded)
    {
        ref readonly var element = ref tree.Nodes[at];
        var node = element.Node;
        if (node.IsAlternative)
        {
            if (node.IsMandatory)
            {
                // It is there, and its value elsewhere.
                _xml.Start(element.Name);
                _xml.Nil();
                _xml.End(element.Name);
            }
        }
        else if (node.Part >= 0)
        {
            var shape = item.Shape.Parts[node.Part];
            foreach (var part in item.Candidates(shape))
            {
                if (part.Shape == shape)
                {
                    WritePart(part);
                }
            }
        }
        else if (demanded || _said[said + at])
        {
            _path.Add(node.Step);
            WriteNode(tree, at, item, said);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void WriteNode(ElementTree tree, int at, DocumentObject item, int said)
    {
        ref readonly var element = ref tree.Nodes[at];
        var node = element.Node;
        var value = node.Slot >= 0 ? item[node.Slot] : default;
        if (value.IsNone)
        {
            value = Default(element, _said[said + at]).Or(element.Constant);
        }

        if (node.IsAttribute)
        {
            if (!value.IsNone)
            {
                _xml.Attribute(element.Name, value.Span);
            }
            else if (node.IsMandatory)
            {
                unknown(string.Join('/', _path));
            }

            return;
        }

        _xml.Start(element.Name);
        for (var child = at + 1; child < element.End; child = tree.Nodes[child].End)
        {
            ref readonly var attribute = ref tree.Nodes[child];
            if (attribute.Node.IsAttribute)
            {
                Write(tree, child, item, said, attribute.Node.IsMandatory || !attribute.Constant.IsNone);
            }
        }

        if (value.IsNone && element.IsLeaf)
        {
            // SIF demands the element; what it would say is not known.
            unknown(string.Join('/', _path));
            _xml.Nil();
        }

        for (var child = at + 1; child < element.End; child = tree.Nodes[child].End)
        {
            if (!tree.Nodes[child].Node.IsAttribute)
            {
                Write(tree, child, item, said, tree.Nodes[child].Node.IsMandatory);
            }
        }

        if (!value.IsNone)
        {
            _xml.Text(value.Span);
        }

        _xml.End(element.Name);
    }

    private Utf8Value Default(in ElementTree.Element element, bool isSaid) =>
        _defaults.Count > 0 && element.IsLeaf && !isSaid ? _defaults.GetValueOrDefault(string.Join('/', _path)) : default;

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
        return node is { IsMandatory: true, IsPredicate: false } && ElementTree.HoldsText(node) ? below.Prepend((here, node)) : below;
    }
}
