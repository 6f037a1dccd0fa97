namespace Utrex.Sdk.Sif.Mapping;

/// <summary>A SIF object, or a part of one: the values that are read and written of it.</summary>
internal sealed class SifObject(SifShape shape)
{
    // From so many parts on, those of a kind are found without going through all.
    private const int FewParts = 16;

    private static readonly int[] IdSlots = [.. SifMap.Shapes.Select(each => Array.IndexOf(each.Slots, "@RefId"))];

    private readonly string?[] _values = new string?[shape.Slots.Length];
    private List<SifObject>? _parts;
    private Dictionary<SifShape, List<SifObject>>? _byShape;

    public SifShape Shape { get; } = shape;

    /// <summary>The file that it was read from, by number.</summary>
    public int File { get; set; }

    /// <summary>The line of its start tag.</summary>
    public int Line { get; set; }

    /// <summary>Whether a change takes this part away; without a key all parts of its kind.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Whether it stands where it counts only if no other of its kind stands in its own place.</summary>
    public bool IsAlternative { get; init; }

    /// <summary>Its RefId, or <see langword="null"/>.</summary>
    public string? Id => IdSlots[Shape.Index] is >= 0 and var slot ? _values[slot] : null;

    public IReadOnlyList<SifObject> Parts => _parts ?? [];

    public string? this[int slot]
    {
        get => _values[slot];
        set => _values[slot] = value;
    }

    public SifObject AddPart(SifShape part) => AddPart(new SifObject(part));

    public SifObject AddPart(SifObject part)
    {
        (_parts ??= []).Add(part);
        if (_byShape is not null)
        {
            Index(part);
        }
        else if (_parts.Count > FewParts)
        {
            _byShape = [];
            _parts.ForEach(Index);
        }

        return part;
    }

    public void RemoveParts(Predicate<SifObject> which)
    {
        _parts?.RemoveAll(which);
        foreach (var parts in _byShape?.Values ?? (IEnumerable<List<SifObject>>)[])
        {
            parts.RemoveAll(which);
        }
    }

    public IEnumerable<SifObject> PartsOf(SifShape part)
    {
        foreach (var candidate in Candidates(part))
        {
            if (candidate.Shape == part)
            {
                yield return candidate;
            }
        }
    }

    /// <summary>The number of parts of a shape.</summary>
    public int CountOf(SifShape part) => _byShape?.GetValueOrDefault(part)?.Count ?? PartsOf(part).Count();

    /// <summary>The first part with a key, or the first one at all.</summary>
    public SifObject? FindPart(SifShape part, string? key)
    {
        foreach (var candidate in Candidates(part))
        {
            if (candidate.Shape == part && (key is null || string.Equals(candidate[part.KeySlot], key, StringComparison.OrdinalIgnoreCase)))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>A copy that can be changed on its own.</summary>
    public SifObject Copy()
    {
        var copy = new SifObject(Shape) { File = File, Line = Line };
        _values.CopyTo(copy._values, 0);
        foreach (var part in Parts)
        {
            copy.AddPart(part.Copy());
        }

        return copy;
    }

    /// <summary>All that it says, value by value.</summary>
    public IEnumerable<string> Words()
    {
        foreach (var value in _values)
        {
            yield return value ?? "";
        }

        foreach (var word in Parts.SelectMany(part => part.Words()))
        {
            yield return word;
        }
    }

    /// <summary>Whether it holds any value besides those at these slots.</summary>
    public bool HasValuesBesides(params ReadOnlySpan<int> slots)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_values[i] is not null && !slots.Contains(i))
            {
                return true;
            }
        }

        return _parts is { Count: > 0 };
    }

    private IReadOnlyList<SifObject> Candidates(SifShape part) => _byShape is null ? Parts : _byShape.GetValueOrDefault(part) ?? (IReadOnlyList<SifObject>)[];

    private void Index(SifObject part)
    {
        if (!_byShape!.TryGetValue(part.Shape, out var parts))
        {
            _byShape.Add(part.Shape, parts = []);
        }

        parts.Add(part);
    }
}

/// <summary>The objects that a record is made of, one of a shape.</summary>
internal sealed class SifObjects
{
    private readonly SifObject?[] _objects = new SifObject?[SifMap.Shapes.Count];

    public SifObjects(params ReadOnlySpan<SifObject?> objects)
    {
        foreach (var item in objects)
        {
            Add(item);
        }
    }

    public SifObject? this[SifShape shape] => _objects[shape.Index];

    public SifObjects Add(SifObject? item)
    {
        if (item is not null)
        {
            _objects[item.Shape.Index] = item;
        }

        return this;
    }

    /// <summary>These objects and another, in whose place there may have been one.</summary>
    public SifObjects With(SifObject? item)
    {
        var copy = new SifObjects();
        _objects.CopyTo(copy._objects, 0);
        return copy.Add(item);
    }
}
