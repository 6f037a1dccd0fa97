using System.Text;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Writes objects as SIF demands: elements in order, and mandatory ones. What SIF demands and nobody told is left out where its parent is optional, as
/// SIF's messages allow, and is nil elsewhere; lists without members, which SIF does not allow, are left out.
/// </summary>
/// <param name="messages">The output.</param>
/// <param name="defaults">What to say where SIF demands a value and there is none, by path.</param>
/// <param name="unknown">Takes the path of what stays unsaid.</param>
internal sealed class SifXmlWriter(MessageWriter messages, IReadOnlyDictionary<string, string> defaults, Action<string> unknown)
{
    /// <summary>The namespace of <c>nil</c>.</summary>
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly ElementTree[] Trees = ElementTree.OfAll();

    private readonly Dictionary<string, Utf8Value> _defaults = defaults.ToDictionary(pair => pair.Key, pair => Utf8Value.Of(pair.Value), StringComparer.Ordinal);

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
        Write(item, isOptional: false);
        messages.End(item.Shape);
    }

    /// <summary>Writes an object or a part.</summary>
    /// <param name="item">What it says.</param>
    /// <param name="isOptional">Whether SIF demands that it be there.</param>
    private void Write(DocumentObject item, bool isOptional)
    {
        var tree = Trees[item.Shape.Index];
        var start = _saidCount;
        _saidCount += tree.Nodes.Length;
        if (_saidCount > _said.Length)
        {
            Array.Resize(ref _said, 2 * _saidCount);
        }

        tree.Mark(item, _said.AsSpan(start, tree.Nodes.Length));
        WriteNode(tree, 0, item, start, isOptional);
        _saidCount = start;
    }

    /// <summary>Writes what stands in an element.</summary>
    private void WriteChild(ElementTree tree, int at, DocumentObject item, int said, bool isParentOptional)
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
                    Write(part, !node.IsMandatory);
                }
            }
        }
        else if (_said[said + at] || (node.IsMandatory && !element.IsList))
        {
            if (_said[said + at] || !isParentOptional || IsTold(tree, at))
            {
                WriteNode(tree, at, item, said, !node.IsMandatory);
            }
            else
            {
                LeaveOut(tree, at);
            }
        }
    }

    private void WriteNode(ElementTree tree, int at, DocumentObject item, int said, bool isOptional)
    {
        ref readonly var element = ref tree.Nodes[at];
        var node = element.Node;
        var value = node.Slot >= 0 ? item[node.Slot] : default;
        if (value.IsNone)
        {
            value = Default(element, _said[said + at]).Or(element.Constant);
        }

        _xml.Start(element.Name);
        for (var child = at + 1; child < element.End; child = tree.Nodes[child].End)
        {
            if (tree.Nodes[child].Node.IsAttribute)
            {
                WriteAttribute(tree.Nodes[child], item, _said[said + child]);
            }
        }

        if (value.IsNone && element.IsLeaf)
        {
            // SIF demands the element; what it would say is not known.
            unknown(element.Path);
            _xml.Nil();
        }

        for (var child = at + 1; child < element.End; child = tree.Nodes[child].End)
        {
            if (!tree.Nodes[child].Node.IsAttribute)
            {
                WriteChild(tree, child, item, said, isOptional);
            }
        }

        if (!value.IsNone)
        {
            _xml.Text(value.Span);
        }

        _xml.End(element.Name);
    }

    private void WriteAttribute(in ElementTree.Element element, DocumentObject item, bool isSaid)
    {
        var node = element.Node;
        var value = node.Slot >= 0 ? item[node.Slot] : default;
        if (value.IsNone && (node.IsMandatory || !element.Constant.IsNone))
        {
            value = Default(element, isSaid).Or(element.Constant);
            if (value.IsNone)
            {
                unknown(element.Path);
            }
        }

        if (!value.IsNone)
        {
            _xml.Attribute(element.Name, value.Span);
        }
    }

    /// <summary>Whether a default or a constant says anything in an element of which the object says nothing.</summary>
    private bool IsTold(ElementTree tree, int at)
    {
        for (var i = at; i < tree.Nodes[at].End; i++)
        {
            if (tree.Nodes[i] is { Node.IsAttribute: false, Constant.IsNone: false })
            {
                return true;
            }
        }

        if (_defaults.Count == 0)
        {
            return false;
        }

        var path = tree.Nodes[at].Path;
        return _defaults.Keys.Any(key => key.StartsWith(path, StringComparison.Ordinal) && (key.Length == path.Length || key[path.Length] == '/'));
    }

    /// <summary>Tells what stays unsaid with an element that is left out.</summary>
    private void LeaveOut(ElementTree tree, int at)
    {
        if (tree.Nodes[at].IsLeaf)
        {
            unknown(tree.Nodes[at].Path);
            return;
        }

        for (var child = at + 1; child < tree.Nodes[at].End; child = tree.Nodes[child].End)
        {
            if (tree.Nodes[child].Node is { IsMandatory: true, IsAttribute: false, IsAlternative: false, Part: < 0 })
            {
                LeaveOut(tree, child);
            }
        }
    }

    private Utf8Value Default(in ElementTree.Element element, bool isSaid) =>
        _defaults.Count > 0 && element.IsLeaf && !isSaid ? _defaults.GetValueOrDefault(element.Path) : default;

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
