using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// The objects that were read last. Many records may refer to one object, and many findings be about it, however large it is: it is not read
/// back for each of them. Who takes an object from here does not change it.
/// </summary>
internal sealed class RecentObjects
{
    private const int MostObjects = 16;
    private const int MostBytes = 4 << 20;

    // The one that was asked for last is the last.
    private readonly List<(long Place, DocumentObject Item, int Size)> _objects = new(MostObjects + 1);
    private long _bytes;

    /// <summary>The object of a place, or <see langword="null"/> where it is not among them.</summary>
    public DocumentObject? Find(long place)
    {
        var at = _objects.Count - 1;
        while (at >= 0 && _objects[at].Place != place)
        {
            at--;
        }

        if (at < 0)
        {
            return null;
        }

        var found = _objects[at];
        if (at < _objects.Count - 1)
        {
            _objects.RemoveAt(at);
            _objects.Add(found);
        }

        return found.Item;
    }

    /// <summary>Adds an object, and forgets others where there are too many, or they are too large.</summary>
    public void Add(long place, DocumentObject item, int size)
    {
        _objects.Add((place, item, size));
        _bytes += size;
        while (_objects.Count > MostObjects || (_bytes > MostBytes && _objects.Count > 1))
        {
            _bytes -= _objects[0].Size;
            _objects.RemoveAt(0);
        }
    }
}
