using System.Runtime.InteropServices;
using System.Text;

namespace Utrex.Documents;

/// <summary>The elements and attributes of a shape one behind the other, each before those in it, so that one walk over the values tells which of them are written.</summary>
internal sealed class ElementTree
{
    // The nodes that say the value of a slot, or the parts of a kind, each with the nodes around it.
    private readonly int[][] _ofSlot;
    private readonly int[][] _ofPart;

    /// <summary>The tree of a shape.</summary>
    /// <param name="shape">The object or part.</param>
    /// <param name="path">The path of its element, from the object on.</param>
    public ElementTree(DocumentShape shape, string path)
    {
        var nodes = new List<Element>();
        var slots = shape.Slots.Select(_ => new List<int>()).ToArray();
        var parts = shape.Parts.Select(_ => new List<int>()).ToArray();
        Add(shape.Root, [], path, isAlternative: false);
        Nodes = [.. nodes];
        _ofSlot = Array.ConvertAll(slots, list => list.Distinct().ToArray());
        _ofPart = Array.ConvertAll(parts, list => list.Distinct().ToArray());

        void Add(DocumentNode node, int[] around, string steps, bool isAlternative)
        {
            var at = nodes.Count;
            int[] way = [.. around, at];
            nodes.Add(new Element { Node = node, Path = steps, Name = Encoding.UTF8.GetBytes(node.Name), Constant = Utf8Value.Of(node.Constant), IsLeaf = node.HoldsText, IsList = IsListOfParts(node) });
            isAlternative |= node.IsAlternative;
            if (!isAlternative)
            {
                (node.Part >= 0 ? parts[node.Part] : node.Slot >= 0 ? slots[node.Slot] : []).AddRange(way);
            }

            foreach (var child in node.Children)
            {
                Add(child, way, $"{steps}/{child.Step}", isAlternative);
            }

            nodes[at] = nodes[at] with { End = nodes.Count };
        }
    }

    public Element[] Nodes { get; }

    /// <summary>Whether an element holds nothing but parts.</summary>
    private static bool IsListOfParts(DocumentNode node) => node.Part < 0 && node.Slot < 0 && node.Children is { Length: > 0 } children && children.All(child => child.Part >= 0);

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

        /// <summary>The names from the object to it.</summary>
        public string Path { get; init; }

        public Utf8Value Constant { get; init; }

        /// <summary>Whether it holds nothing but text.</summary>
        public bool IsLeaf { get; init; }

        /// <summary>Whether it holds nothing but parts.</summary>
        public bool IsList { get; init; }

        /// <summary>The number of the first node that does not stand in it.</summary>
        public int End { get; init; }
    }
}
