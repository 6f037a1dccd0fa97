namespace Utrex.Documents.Xml;

/// <summary>
/// Writes objects as their standard demands: elements in order, mandatory ones always, those without a value nowhere else. A value of several
/// lines is an element that stands several times: one for each line.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class DocumentXmlWriter
{
    private readonly Utf8XmlWriter _xml;
    private readonly Action<string> _unknown;
    private readonly Dictionary<string, Utf8Value> _defaults;
    private readonly List<string> _path = [];

    // Of each object or part that is open, one behind the other, which of its nodes have something to say.
    private bool[] _said = new bool[256];
    private int _saidCount;

    /// <summary>A writer of objects.</summary>
    /// <param name="xml">The output.</param>
    /// <param name="defaults">What to say where the standard demands a value and there is none, by path.</param>
    /// <param name="unknown">Takes the path of what stays unsaid: such an element is written as <c>xsi:nil</c>.</param>
    public DocumentXmlWriter(Utf8XmlWriter xml, IReadOnlyDictionary<string, string> defaults, Action<string> unknown)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(defaults);
        ArgumentNullException.ThrowIfNull(unknown);
        _xml = xml;
        _unknown = unknown;
        _defaults = defaults.ToDictionary(pair => pair.Key, pair => Utf8Value.Of(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>Writes an object with its parts.</summary>
    public void Write(DocumentObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var tree = item.Shape.Tree;
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
                    Write(part);
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
                _unknown(string.Join('/', _path));
            }

            return;
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
            ref readonly var attribute = ref tree.Nodes[child];
            if (attribute.Node.IsAttribute)
            {
                Write(tree, child, item, said, attribute.Node.IsMandatory || !attribute.Constant.IsNone);
            }
        }

        if (value.IsNone && element.IsLeaf)
        {
            // The standard demands the element; what it would say is not known.
            _unknown(string.Join('/', _path));
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
}
