namespace Utrex.Sdk.Sif.Mapping;

/// <summary>What is read and written of a SIF object, or of an element of one that stands several times (a part).</summary>
internal sealed class SifShape
{
    /// <summary>The number among all shapes.</summary>
    public required int Index { get; init; }

    /// <summary>Whether it is an object, not a part of one.</summary>
    public required bool IsObject { get; init; }

    /// <summary>The value that tells one part from the other, or -1.</summary>
    public required int KeySlot { get; init; }

    /// <summary>Whether the first part will do where none has the key.</summary>
    public required bool IsFallback { get; init; }

    /// <summary>The path of each value.</summary>
    public required string[] Slots
    {
        get;
        init
        {
            field = value;
            IdSlot = Array.IndexOf(value, "@RefId");
        }
    }

    /// <summary>The slot of the RefId, or -1.</summary>
    public int IdSlot { get; private set; } = -1;

    /// <summary>The shapes of the parts.</summary>
    public required SifShape[] Parts { get; init; }

    /// <summary>The element.</summary>
    public required SifNode Root
    {
        get;
        init
        {
            field = value;
            Mandatory = new bool[Slots.Length];
            Constants = new Utf8Value[Slots.Length];
            Mark(value);
        }
    }

    /// <summary>Whether SIF demands the value at each slot of an object that is written.</summary>
    public bool[] Mandatory { get; private set; } = [];

    /// <summary>What is written at each slot where there is no value, or none.</summary>
    public Utf8Value[] Constants { get; private set; } = [];

    /// <summary>The element's name.</summary>
    public string Name => Root.Name;

    /// <inheritdoc/>
    public override string ToString() => Name;

    private void Mark(SifNode node)
    {
        if (node.Slot >= 0)
        {
            Mandatory[node.Slot] = node.IsMandatory;
            Constants[node.Slot] = Utf8Value.Of(node.Constant);
        }

        foreach (var child in node.Children)
        {
            Mark(child);
        }
    }
}

/// <summary>An element or attribute: it holds a value, a part, a constant or other elements.</summary>
internal sealed class SifNode(string name)
{
    public string Name { get; } = name;

    /// <summary>The name as a step of a path.</summary>
    public string Step => IsAttribute ? "@" + Name : Name;

    public bool IsAttribute { get; init; }

    /// <summary>Whether SIF demands it where its parent is written.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Whether it is read and never written.</summary>
    public bool IsAlternative { get; init; }

    /// <summary>The number of the value, or -1.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>The number of the part, or -1.</summary>
    public int Part { get; init; } = -1;

    /// <summary>What is written where there is no value.</summary>
    public string? Constant { get; init; }

    /// <summary>Whether only an element with this constant, or without the attribute, is the one that is meant.</summary>
    public bool IsPredicate { get; init; }

    /// <summary>Attributes and elements in SIF's order.</summary>
    public SifNode[] Children
    {
        get;
        init
        {
            field = value;
            HasPredicate = Array.Exists(value, child => child.IsPredicate || child is { HasPredicate: true, Name: "OtherCode" });
        }
    }
    = [];

    /// <summary>Whether an attribute tells the element that is meant from others of its name: its own or, as some agents write it, that of a code in it.</summary>
    public bool HasPredicate { get; private init; }
}
