namespace Utrex.Documents.Xml;

/// <summary>
/// Writes objects as their standard demands: elements in order, and mandatory ones. What it demands and nobody told is left out where its parent is
/// optional, and is nil elsewhere; lists without members are left out. A value of several lines is an element that stands several times: one
/// for each line.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class DocumentXmlWriter
{
    private readonly Action<string> _unknown;
    private readonly Dictionary<string, Utf8Value> _defaults;

    // Of each object or part that is open, one behind the other, which of its nodes have something to say.
    private bool[] _said = new bool[256];
    private int _saidCount;

    // Where the object at hand goes.
    private Utf8XmlWriter _xml = null!;

    /// <summary>A writer of objects.</summary>
    /// <param name="defaults">What to say where the standard demands a value and there is none, by path.</param>
    /// <param name="unknown">Takes the path of what stays unsaid.</param>
    public DocumentXmlWriter(IReadOnlyDictionary<string, string> defaults, Action<string> unknown)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(unknown);
        _unknown = unknown;
        _defaults = defaults.ToDictionary(pair => pair.Key, pair => Utf8Value.Of(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>Writes an object with its parts.</summary>
    /// <param name="xml">The output.</param>
    /// <param name="item">The object.</param>
    public void Write(Utf8XmlWriter xml, DocumentObject item)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(item);
        _xml = xml;
        Write(item, isOptional: false);
    }

    /// <summary>Writes an object or a part.</summary>
    /// <param name="item">What it says.</param>
    /// <param name="isOptional">Whether it may be missing.</param>
    private void Write(DocumentObject item, bool isOptional)
    {
        var tree = item.Shape.Tree;
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

        if (element.IsLeaf && value.Span.Contains((byte)'\n'))
        {
            foreach (var line in value.Span.Split((byte)'\n'))
            {
                _xml.Element(element.Name, value.Span[line]);
            }

            return;
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
            // The standard demands the element; what it would say is not known.
            _unknown(element.Path);
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
                _unknown(element.Path);
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
            _unknown(tree.Nodes[at].Path);
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
}
