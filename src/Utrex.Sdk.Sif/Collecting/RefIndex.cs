using System.Runtime.InteropServices;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>Where objects are, by identifier: 24 bytes an object, however large it is.</summary>
internal sealed class RefIndex
{
    private readonly List<Entry> _entries = [];

    public void Add(UInt128 key, long place) => _entries.Add(new Entry((ulong)(key >> 64), (ulong)key, place));

    /// <summary>Ends the adding; from here on it can be searched.</summary>
    public void Sort() => _entries.Sort(static (left, right) => left.High != right.High ? left.High.CompareTo(right.High) : left.Low != right.Low ? left.Low.CompareTo(right.Low) : left.Place.CompareTo(right.Place));

    /// <summary>Leaves one place for each identifier; what is chosen among is sorted by place.</summary>
    /// <param name="choose">Gives the place that stays, or -1 for none.</param>
    public void Fold(Func<ReadOnlySpan<Entry>, long> choose)
    {
        Sort();
        var entries = CollectionsMarshal.AsSpan(_entries);
        var kept = 0;
        for (var start = 0; start < entries.Length;)
        {
            var end = start + 1;
            while (end < entries.Length && entries[end].High == entries[start].High && entries[end].Low == entries[start].Low)
            {
                end++;
            }

            var place = choose(entries[start..end]);
            if (place >= 0)
            {
                entries[kept++] = entries[start] with { Place = place };
            }

            start = end;
        }

        _entries.RemoveRange(kept, _entries.Count - kept);
    }

    /// <summary>The first place of an identifier, or -1.</summary>
    public long Find(UInt128 key)
    {
        var at = IndexOf(key);
        return IsAt(at, key) ? _entries[at].Place : -1;
    }

    /// <summary>Whether an identifier was added once.</summary>
    public bool IsSole(UInt128 key)
    {
        var at = IndexOf(key);
        return IsAt(at, key) && !IsAt(at + 1, key);
    }

    private bool IsAt(int at, UInt128 key) => at < _entries.Count && _entries[at].High == (ulong)(key >> 64) && _entries[at].Low == (ulong)key;

    private int IndexOf(UInt128 key)
    {
        var entries = CollectionsMarshal.AsSpan(_entries);
        var (high64, low64) = ((ulong)(key >> 64), (ulong)key);
        var low = 0;
        var high = entries.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = entries[middle].IsBelow(high64, low64) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>An identifier and where its object is.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Entry(ulong High, ulong Low, long Place)
    {
        public bool IsBelow(ulong high, ulong low) => High < high || (High == high && Low < low);
    }
}
