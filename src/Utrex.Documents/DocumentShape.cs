using System.Collections.Immutable;

namespace Utrex.Documents;

/// <summary>What is read and written of an object of a standard, or of an element of one that stands several times (a part).</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class DocumentShape
{
    private ElementTree? _tree;

    /// <summary>The number among all shapes of a map.</summary>
    public required int Index { get; init; }

    /// <summary>Whether it is an object, not a part of one.</summary>
    public required bool IsObject { get; init; }

    /// <summary>The value that tells one part from the other, or -1.</summary>
    public required int KeySlot { get; init; }

    /// <summary>The value by which others refer to it, or -1.</summary>
    public required int IdSlot { get; init; }

    /// <summary>Whether the first part will do where none has the key.</summary>
    public required bool IsFallback { get; init; }

    /// <summary>The path of each value.</summary>
    public required ImmutableArray<string> Slots { get; init; }

    /// <summary>The shapes of the parts.</summary>
    public required ImmutableArray<DocumentShape> Parts { get; init; }

    /// <summary>The element.</summary>
    public required DocumentNode Root
    {
        get;
        init
        {
            field = value;
            var mandatory = new bool[Slots.Length];
            var constants = new Utf8Value[Slots.Length];
            Mark(value, mandatory, constants);
            (Mandatory, Constants) = ([.. mandatory], [.. constants]);
        }
    }

    /// <summary>Whether the standard demands the value at each slot of an object that is written.</summary>
    public ImmutableArray<bool> Mandatory { get; private init; } = [];

    /// <summary>What is written at each slot where there is no value, or none.</summary>
    public ImmutableArray<Utf8Value> Constants { get; private init; } = [];

    /// <summary>The nodes for a writer to walk over. A part has the path of the object in which it is written, whose tree is asked for first.</summary>
    internal ElementTree Tree => _tree ?? Plant(Name);

    /// <summary>The element's name.</summary>
    public string Name => Root.Name;

    /// <inheritdoc/>
    public override string ToString() => Name;

    // A part that stands in two places has the path of that in which it is written.
    private ElementTree Plant(string path)
    {
        var tree = new ElementTree(this, path);
        foreach (var element in tree.Nodes.Where(element => element.Node.Part >= 0).OrderByDescending(element => element.Node.IsAlternative))
        {
            Parts[element.Node.Part].Plant(element.Path);
        }

        return _tree = tree;
    }

    private static void Mark(DocumentNode node, bool[] mandatory, Utf8Value[] constants)
    {
        if (node.Slot >= 0)
        {
            mandatory[node.Slot] = node.IsMandatory;
            constants[node.Slot] = Utf8Value.Of(node.Constant);
        }

        foreach (var child in node.Children)
        {
            Mark(child, mandatory, constants);
        }
    }
}
