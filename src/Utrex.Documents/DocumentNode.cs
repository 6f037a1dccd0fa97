using System.Collections.Immutable;

namespace Utrex.Documents;

/// <summary>An element or attribute: it holds a value, a part, a constant or other elements.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class DocumentNode
{
    /// <summary>An element or attribute of a name.</summary>
    public DocumentNode(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The name as a step of a path.</summary>
    public string Step => IsAttribute ? "@" + Name : Name;

    /// <summary>Whether it is an attribute.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>Whether the standard demands it where its parent is written.</summary>
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

    /// <summary>Attributes and elements in the standard's order.</summary>
    public ImmutableArray<DocumentNode> Children
    {
        get;
        init
        {
            field = value;
            HasPredicate = value.Any(child => child.IsPredicate);
        }
    }
    = [];

    /// <summary>Whether an attribute of its own tells the element that is meant from others of its name.</summary>
    public bool HasPredicate { get; private init; }

    /// <summary>Whether it is an element or attribute that holds nothing but text: lists and groups may be empty.</summary>
    public bool HoldsText => Part < 0 && !Children.Any(child => !child.IsAttribute) && !Name.EndsWith("List", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Step;
}
