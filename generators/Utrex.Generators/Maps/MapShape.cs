using Utrex.Generators.Model;

namespace Utrex.Generators.Maps;

/// <summary>An object, or a part of one, while the paths of the fields are put into it.</summary>
/// <param name="className">The C# class.</param>
/// <param name="name">The element.</param>
/// <param name="around">The element in which it stands, or <see langword="null"/>.</param>
/// <param name="part">The part, or <see langword="null"/> for an object.</param>
internal sealed class MapShape(string className, string name, string? around, PartModel? part)
{
    public string ClassName { get; } = className;

    public PartModel? Part { get; } = part;

    public MapNode Root { get; } = new(name, around);

    public List<string> Slots { get; } = [];

    public List<MapShape> Parts { get; } = [];

    public int KeySlot { get; set; } = -1;

    /// <summary>Whether it stands within extensions, whose elements are the state's own.</summary>
    public bool IsExtension { get; set; }

    /// <summary>The C# constants of the values: the last names of their paths, as many as make it telling; what stands within extensions is unique.</summary>
    public IEnumerable<string> Constants => Slots.Select(path =>
    {
        var segments = path.Split('/').Select(segment => segment.TrimStart('@').Replace("_", "").Replace(":", "")).ToList();
        var extensions = segments.FindIndex(segment => segment.EndsWith("Extensions", StringComparison.Ordinal));
        return string.Concat(segments.Skip(extensions + 1 < segments.Count ? extensions + 1 : 0));
    });

    /// <summary>The number of the value at a path, made if it is new.</summary>
    public int SlotOf(string path)
    {
        var slot = Slots.IndexOf(path);
        if (slot < 0)
        {
            slot = Slots.Count;
            Slots.Add(path);
        }

        return slot;
    }
}

/// <summary>An element or attribute of a shape.</summary>
/// <param name="name">The name.</param>
/// <param name="around">The element in which it stands, or <see langword="null"/>.</param>
internal sealed class MapNode(string name, string? around)
{
    public string Name { get; } = name;

    /// <summary>The element in which it stands, or <see langword="null"/>: elements of one name may be of different types in different places.</summary>
    public string? Around { get; set; } = around;

    public bool IsAttribute => Name[0] == '@';

    public bool IsMandatory { get; set; }

    /// <summary>Whether it is read and never written.</summary>
    public bool IsAlternative { get; set; }

    public int Slot { get; set; } = -1;

    public int Part { get; set; } = -1;

    public string? Constant { get; set; }

    /// <summary>Whether only an element with this constant, or without the attribute, is the one that is meant.</summary>
    public bool IsPredicate { get; set; }

    public List<MapNode> Children { get; } = [];

    public MapNode Child(string name)
    {
        var child = Children.Find(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));
        if (child is null)
        {
            child = new MapNode(name, Name);
            Children.Add(child);
        }

        return child;
    }

    /// <summary>Takes the value that a segment of a path demands of an attribute.</summary>
    public void Demand(string segment)
    {
        if (MapPath.AttributeOf(segment) is { } attribute && MapPath.ValueOf(segment) is { } value)
        {
            (Child(attribute).Constant, Child(attribute).IsPredicate) = (value, true);
        }
    }

    public NodeUnit ToUnit() => new(Name.TrimStart('@'), IsAttribute, IsMandatory, IsAlternative, Slot, Part, Constant, IsPredicate, Children.Select(child => child.ToUnit()).ToEquatableArray());
}
