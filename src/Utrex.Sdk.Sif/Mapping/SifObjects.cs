namespace Utrex.Sdk.Sif.Mapping;

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
