using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// Puts together what an object was sent with and what changes said of it afterwards. A change names what is new: parts that have a key
/// (addresses, telephones) are met by it, every other list is replaced as a whole.
/// </summary>
internal sealed class ObjectMerge
{
    private static readonly HashSet<DocumentShape> Sets = [.. SifMap.Records.SelectMany(map => map.Bindings).SelectMany(binding => binding.Paths).Where(path => path.IsSet).Select(path => path.Last)];

    private readonly DocumentObject _item;
    private readonly Dictionary<DocumentShape, List<DocumentObject?>> _parts = [];
    private readonly Dictionary<(DocumentShape Shape, string Key), int> _byKey = [];

    /// <summary>Begins with an object as it was sent.</summary>
    public ObjectMerge(DocumentObject item)
        : this(item, isChange: false)
    {
    }

    private ObjectMerge(DocumentObject item, bool isChange)
    {
        _item = new DocumentObject(item.Shape) { File = item.File, Line = item.Line };
        if (isChange)
        {
            Change(item);
            return;
        }

        SetValues(_item, item);
        foreach (var part in item.Parts.Where(part => !part.IsDeleted))
        {
            Append(part);
        }
    }

    /// <summary>Begins with a change of which no object was sent before.</summary>
    public static ObjectMerge OfChange(DocumentObject item) => new(item, isChange: true);

    /// <summary>Takes over what a change says.</summary>
    public void Change(DocumentObject change)
    {
        SetValues(_item, change);
        foreach (var group in change.Parts.GroupBy(part => part.Shape))
        {
            if (group.Key.KeySlot < 0 || Sets.Contains(group.Key))
            {
                Clear(group.Key);
            }

            foreach (var part in group)
            {
                Change(part, part.Shape.KeySlot < 0 ? default : part[part.Shape.KeySlot]);
            }
        }
    }

    /// <summary>The object as it stands in the end.</summary>
    /// <param name="leftOut">Takes what is beyond the limits of an object.</param>
    public DocumentObject Complete(NameCounts leftOut)
    {
        foreach (var part in _parts.Values.SelectMany(list => list).OfType<DocumentObject>())
        {
            if (PartLimit.HasRoom(_item, part.Shape))
            {
                _item.AddPart(part);
            }
            else
            {
                leftOut.Add(PartLimit.NameOf(_item, part.Shape));
            }
        }

        return _item;
    }

    private void Change(DocumentObject part, Utf8Value key)
    {
        if (part.IsDeleted && key.IsNone)
        {
            Clear(part.Shape);
        }
        else if (!key.IsNone && _byKey.TryGetValue(KeyOf(part.Shape, key), out var at))
        {
            var list = _parts[part.Shape];
            if (part.IsDeleted)
            {
                list[at] = null;
                _byKey.Remove(KeyOf(part.Shape, key));
            }
            else
            {
                SetValues(list[at]!, part);
            }
        }
        else if (!part.IsDeleted)
        {
            var added = new DocumentObject(part.Shape) { File = part.File, Line = part.Line };
            SetValues(added, part);
            foreach (var inner in part.Parts.Where(inner => !inner.IsDeleted))
            {
                added.AddPart(inner);
            }

            Append(added);
        }
    }

    private void Append(DocumentObject part)
    {
        if (!_parts.TryGetValue(part.Shape, out var list))
        {
            _parts[part.Shape] = list = [];
        }

        if (part.Shape.KeySlot >= 0 && part[part.Shape.KeySlot] is { IsNone: false } key)
        {
            _byKey.TryAdd(KeyOf(part.Shape, key), list.Count);
        }

        list.Add(part);
    }

    private void Clear(DocumentShape shape)
    {
        if (_parts.Remove(shape, out var list) && shape.KeySlot >= 0)
        {
            foreach (var part in list.OfType<DocumentObject>().Where(part => !part[shape.KeySlot].IsNone))
            {
                _byKey.Remove(KeyOf(shape, part[shape.KeySlot]));
            }
        }
    }

    /// <summary>An empty text stands for a value that was taken away.</summary>
    private static void SetValues(DocumentObject item, DocumentObject later)
    {
        for (var slot = 0; slot < item.Shape.Slots.Length; slot++)
        {
            item[slot] = later[slot] is { IsNone: false } value ? value.OrNone() : item[slot];
        }
    }

    private static (DocumentShape Shape, string Key) KeyOf(DocumentShape shape, Utf8Value key) => (shape, key.ToString().ToUpperInvariant());
}
