using System.Runtime.InteropServices;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>A SIF object, or a part of one: the values that are read and written of it.</summary>
internal sealed class SifObject(SifShape shape)
{
    // From so many parts on, those of a kind are found without going through all.
    private const int FewParts = 16;

    private readonly Utf8Value[] _values = new Utf8Value[shape.Slots.Length];
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
    public bool IsAlternative { get; set; }

    /// <summary>Its RefId, or none.</summary>
    public Utf8Value Id => Shape.IdSlot < 0 ? default : _values[Shape.IdSlot];

    public IReadOnlyList<SifObject> Parts => _parts ?? [];

    /// <summary>The values, by slot.</summary>
    public ReadOnlySpan<Utf8Value> Values => _values;

    /// <summary>The parts, without anything made to go through them.</summary>
    public ReadOnlySpan<SifObject> PartSpan => CollectionsMarshal.AsSpan(_parts);

    public Utf8Value this[int slot]
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
        foreach (var candidate in _byShape is null ? Parts : _byShape.GetValueOrDefault(part) ?? (IReadOnlyList<SifObject>)[])
        {
            if (candidate.Shape == part)
            {
                yield return candidate;
            }
        }
    }

    /// <summary>The number of parts of a shape.</summary>
    public int CountOf(SifShape part)
    {
        if (_byShape is not null)
        {
            return _byShape.GetValueOrDefault(part)?.Count ?? 0;
        }

        var count = 0;
        foreach (var candidate in PartSpan)
        {
            count += candidate.Shape == part ? 1 : 0;
        }

        return count;
    }

    /// <summary>The first part with a key, or the first one at all where that is none.</summary>
    public SifObject? FindPart(SifShape part, Utf8Value key)
    {
        foreach (var candidate in Candidates(part))
        {
            if (candidate.Shape == part && (key.IsNone || candidate[part.KeySlot].EqualsIgnoreCase(key)))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The first part of a shape.</summary>
    public SifObject? FirstPart(SifShape part) => FindPart(part, default);

    /// <summary>The parts of a shape, and perhaps others between them.</summary>
    public ReadOnlySpan<SifObject> Candidates(SifShape part) => _byShape is null ? PartSpan : CollectionsMarshal.AsSpan(_byShape.GetValueOrDefault(part));

    /// <summary>A copy that can be changed on its own.</summary>
    public SifObject Copy()
    {
        var copy = new SifObject(Shape) { File = File, Line = Line };
        _values.CopyTo(copy._values, 0);
        foreach (var part in PartSpan)
        {
            copy.AddPart(part.Copy());
        }

        return copy;
    }

    /// <summary>Takes everything out of it, for another object of its shape.</summary>
    public void Clear()
    {
        Array.Clear(_values);
        _parts?.Clear();
        _byShape = null;
        (File, Line, IsDeleted, IsAlternative) = (0, 0, false, false);
    }

    /// <summary>Whether it holds any value besides those at these slots.</summary>
    public bool HasValuesBesides(params ReadOnlySpan<int> slots)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (!_values[i].IsNone && !slots.Contains(i))
            {
                return true;
            }
        }

        return _parts is { Count: > 0 };
    }

    private void Index(SifObject part)
    {
        if (!_byShape!.TryGetValue(part.Shape, out var parts))
        {
            _byShape.Add(part.Shape, parts = []);
        }

        parts.Add(part);
    }
}
