namespace Utrex.Documents;

/// <summary>The objects that a record is made of, one of a shape.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class DocumentObjects
{
    private readonly DocumentObject?[] _objects;

    /// <summary>Some objects.</summary>
    /// <param name="shapes">All shapes of their map.</param>
    /// <param name="objects">The objects; what is <see langword="null"/> is left out.</param>
    public DocumentObjects(IReadOnlyList<DocumentShape> shapes, params ReadOnlySpan<DocumentObject?> objects)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        _objects = new DocumentObject?[shapes.Count];
        foreach (var item in objects)
        {
            Add(item);
        }
    }

    private DocumentObjects(DocumentObject?[] objects) => _objects = [.. objects];

    /// <summary>The object of a shape, or <see langword="null"/>.</summary>
    public DocumentObject? this[DocumentShape shape]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(shape);
            return _objects[shape.Index];
        }
    }

    /// <summary>Takes an object, in whose place there may have been one.</summary>
    public DocumentObjects Add(DocumentObject? item)
    {
        if (item is not null)
        {
            _objects[item.Shape.Index] = item;
        }

        return this;
    }

    /// <summary>Takes all of some others in place of those that are there.</summary>
    internal DocumentObjects Become(DocumentObjects others)
    {
        others._objects.CopyTo(_objects, 0);
        return this;
    }

    /// <summary>These objects and another, in whose place there may have been one.</summary>
    public DocumentObjects With(DocumentObject? item) => new DocumentObjects(_objects).Add(item);
}
