using System.Runtime.InteropServices;
using System.Text;

namespace Utrex.Documents;

/// <summary>The elements and attributes of a shape one behind the other, each before those in it, so that one walk over the values tells which of them are written.</summary>
internal sealed class ElementTree
{
    // The nodes that say the value of a slot, or the parts of a kind, each with the nodes around it.
    private readonly int[][] _ofSlot;
    private readonly int[][] _ofPart;

    public ElementTree(DocumentShape shape)
    {
        var nodes = new List<Element>();
        var slots = shape.Slots.Select(_ => new List<int>()).ToArray();
        var parts = shape.Parts.Select(_ => new List<int>()).ToArray();
        Add(shape.Root, [], isAlternative: false);
        Nodes = [.. nodes];
        _ofSlot = Array.ConvertAll(slots, list => list.Distinct().ToArray());
        _ofPart = Array.ConvertAll(parts, list => list.Distinct().ToArray());

        void Add(DocumentNode node, int[] around, bool isAlternative)
        {
            var at = nodes.Count;
            int[] path = [.. around, at];
            nodes.Add(new Element { Node = node, Name = Encoding.UTF8.GetBytes(node.Name), Constant = Utf8Value.Of(node.Constant), IsLeaf = node.HoldsText });
            isAlternative |= node.IsAlternative;
            if (!isAlternative)
            {
                (node.Part >= 0 ? parts[node.Part] : node.Slot >= 0 ? slots[node.Slot] : []).AddRange(path);
            }

            foreach (var child in node.Children)
            {
                Add(child, path, isAlternative);
            }

            nodes[at] = nodes[at] with { End = nodes.Count };
        }
    }

    public Element[] Nodes { get; }

    /// <summary>Tells of each node whether it, or one in it, has anything to say that is no constant.</summary>
    public void Mark(DocumentObject item, Span<bool> said)
    {
        said.Clear();
        var values = item.Values;
        for (var slot = 0; slot < values.Length; slot++)
        {
            if (!values[slot].IsNone)
            {
                Set(_ofSlot[slot], said);
            }
        }

        foreach (var part in item.PartSpan)
        {
            Set(_ofPart[item.Shape.Parts.IndexOf(part.Shape)], said);
        }
    }

    private static void Set(int[] nodes, Span<bool> said)
    {
        foreach (var node in nodes)
        {
            said[node] = true;
        }
    }

    /// <summary>An element or attribute.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Element
    {
        public DocumentNode Node { get; init; }

        public byte[] Name { get; init; }

        public Utf8Value Constant { get; init; }

        /// <summary>Whether it holds nothing but text.</summary>
        public bool IsLeaf { get; init; }

        /// <summary>The number of the first node that does not stand in it.</summary>
        public int End { get; init; }
    }
}
