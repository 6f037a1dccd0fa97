using System.Runtime.InteropServices;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>Where objects are, by identifier: 24 bytes an object, however large it is.</summary>
internal sealed class RefIndex
{
    private readonly List<Entry> _entries = [];

    public void Add(UInt128 key, long place) => _entries.Add(new Entry((ulong)(key >> 64), (ulong)key, place));

    /// <summary>Ends the adding; from here on it can be searched.</summary>
    public void Sort() => _entries.Sort(static (left, right) => left.High != right.High ? left.High.CompareTo(right.High) : left.Low != right.Low ? left.Low.CompareTo(right.Low) : left.Place.CompareTo(right.Place));

    /// <summary>Whether no identifier was added twice; known after sorting.</summary>
    public bool IsUnique
    {
        get
        {
            for (var i = 1; i < _entries.Count; i++)
            {
                if (_entries[i].High == _entries[i - 1].High && _entries[i].Low == _entries[i - 1].Low)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The places of all objects with this identifier, in the order of adding.</summary>
    public ReadOnlySpan<Entry> Find(UInt128 key)
    {
        var entries = CollectionsMarshal.AsSpan(_entries);
        var (high64, low64) = ((ulong)(key >> 64), (ulong)key);
        var low = 0;
        var high = entries.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (entries[middle].IsBelow(high64, low64))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var end = low;
        while (end < entries.Length && entries[end].High == high64 && entries[end].Low == low64)
        {
            end++;
        }

        return entries[low..end];
    }

    /// <summary>An identifier and where its object is.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Entry(ulong High, ulong Low, long Place)
    {
        public bool IsBelow(ulong high, ulong low) => High < high || (High == high && Low < low);
    }
}
