using System.Runtime.InteropServices;

namespace Utrex.Documents;

/// <summary>An object of a standard, or a part of one: the values that are read and written of it.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class DocumentObject
{
    // From so many parts on, those of a kind are found without going through all.
    private const int FewParts = 16;

    private readonly Utf8Value[] _values;
    private List<DocumentObject>? _parts;
    private Dictionary<DocumentShape, List<DocumentObject>>? _byShape;

    /// <summary>An object or part without values.</summary>
    public DocumentObject(DocumentShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
        _values = new Utf8Value[shape.Slots.Length];
    }

    /// <summary>What it is.</summary>
    public DocumentShape Shape { get; }

    /// <summary>The file that it was read from, by number.</summary>
    public int File { get; set; }

    /// <summary>The line of its start tag.</summary>
    public int Line { get; set; }

    /// <summary>Whether a change takes this part away; without a key all parts of its kind.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Whether it stands where it counts only if no other of its kind stands in its own place.</summary>
    public bool IsAlternative { get; set; }

    /// <summary>Whether no record is put into it: it is there so that what belongs into it is put into no other.</summary>
    internal bool IsClosed { get; init; }

    /// <summary>The value by which others refer to it, or none.</summary>
    public Utf8Value Id => Shape.IdSlot < 0 ? default : _values[Shape.IdSlot];

    /// <summary>The parts.</summary>
    public IReadOnlyList<DocumentObject> Parts => _parts ?? [];

    /// <summary>The values, by slot.</summary>
    public ReadOnlySpan<Utf8Value> Values => _values;

    /// <summary>The parts, without anything made to go through them.</summary>
    public ReadOnlySpan<DocumentObject> PartSpan => CollectionsMarshal.AsSpan(_parts);

    /// <summary>The value at a slot.</summary>
    public Utf8Value this[int slot]
    {
        get => _values[slot];
        set => _values[slot] = value;
    }

    /// <summary>Adds an empty part of a shape, and gives it.</summary>
    public DocumentObject AddPart(DocumentShape shape) => AddPart(new DocumentObject(shape));

    /// <summary>Adds a part, and gives it.</summary>
    public DocumentObject AddPart(DocumentObject part)
    {
        ArgumentNullException.ThrowIfNull(part);
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

    /// <summary>Takes parts out of it.</summary>
    public void RemoveParts(Predicate<DocumentObject> which)
    {
        ArgumentNullException.ThrowIfNull(which);
        _parts?.RemoveAll(which);
        foreach (var parts in _byShape?.Values ?? (IEnumerable<List<DocumentObject>>)[])
        {
            parts.RemoveAll(which);
        }
    }

    /// <summary>The parts of a shape.</summary>
    public IEnumerable<DocumentObject> PartsOf(DocumentShape part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Each(part);
    }

    /// <summary>The number of parts of a shape.</summary>
    public int CountOf(DocumentShape part)
    {
        ArgumentNullException.ThrowIfNull(part);
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
    public DocumentObject? FindPart(DocumentShape part, Utf8Value key)
    {
        ArgumentNullException.ThrowIfNull(part);
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
    public DocumentObject? FirstPart(DocumentShape part) => FindPart(part, default);

    /// <summary>The parts of a shape, and perhaps others between them.</summary>
    public ReadOnlySpan<DocumentObject> Candidates(DocumentShape part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return _byShape is null ? PartSpan : CollectionsMarshal.AsSpan(_byShape.GetValueOrDefault(part));
    }

    /// <summary>A copy that can be changed on its own.</summary>
    public DocumentObject Copy()
    {
        var copy = new DocumentObject(Shape) { File = File, Line = Line };
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

    private IEnumerable<DocumentObject> Each(DocumentShape part)
    {
        foreach (var candidate in _byShape is null ? Parts : _byShape.GetValueOrDefault(part) ?? (IReadOnlyList<DocumentObject>)[])
        {
            if (candidate.Shape == part)
            {
                yield return candidate;
            }
        }
    }

    private void Index(DocumentObject part)
    {
        if (!_byShape!.TryGetValue(part.Shape, out var parts))
        {
            _byShape.Add(part.Shape, parts = []);
        }

        parts.Add(part);
    }
}
