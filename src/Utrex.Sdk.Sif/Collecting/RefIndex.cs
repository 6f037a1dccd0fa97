using System.Runtime.InteropServices;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// Where objects are, by identifier, in the order in which they came: 24 bytes an object, however large it is, and once all are there eight
/// more to find it.
/// </summary>
internal sealed class RefIndex
{
    private const int SmallestTable = 16;

    private List<Entry> _entries = [];

    // Open addressing with room for half as many again; 0 is free, else the number of an entry and one.
    private int[] _table = new int[SmallestTable];

    /// <summary>The entries, one for each identifier once <see cref="Fold"/> has chosen.</summary>
    public ReadOnlySpan<Entry> Entries => CollectionsMarshal.AsSpan(_entries);

    public void Add(UInt128 key, long place) => _entries.Add(new Entry((ulong)(key >> 64), (ulong)key, place));

    /// <summary>Ends the adding and leaves one place for each identifier; what is chosen among is in the order of places.</summary>
    /// <param name="choose">Gives the place that stays, or -1 for none.</param>
    public void Fold(Func<ReadOnlySpan<Entry>, long> choose)
    {
        MakeTable(_entries.Count);
        var several = new Dictionary<int, List<Entry>>();
        for (var i = 0; i < _entries.Count; i++)
        {
            ref var number = ref Number(_entries[i].High, _entries[i].Low);
            if (number == 0)
            {
                number = i + 1;
            }
            else
            {
                if (!several.TryGetValue(number, out var same))
                {
                    several[number] = same = [_entries[number - 1]];
                }

                same.Add(_entries[i]);
            }
        }

        // In an order that does not depend on where this process puts what in its table.
        var places = new Dictionary<int, long>();
        foreach (var (number, same) in several.OrderBy(pair => _entries[pair.Key - 1].High).ThenBy(pair => _entries[pair.Key - 1].Low))
        {
            places[number] = choose(CollectionsMarshal.AsSpan(same));
        }

        var kept = new List<Entry>(_entries.Count);
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (Number(entry.High, entry.Low) != i + 1)
            {
                continue;
            }

            var place = places.TryGetValue(i + 1, out var chosen) ? chosen : choose([entry]);
            if (place >= 0)
            {
                kept.Add(entry with { Place = place });
            }
        }

        if (several.Count > 0)
        {
            kept.Sort(static (left, right) => left.Place.CompareTo(right.Place));
        }

        _entries = kept;
        MakeTable(kept.Count);
        for (var i = 0; i < kept.Count; i++)
        {
            Number(kept[i].High, kept[i].Low) = i + 1;
        }
    }

    /// <summary>The place of an identifier, or -1.</summary>
    public long Find(UInt128 key) => Number((ulong)(key >> 64), (ulong)key) is > 0 and var number ? _entries[number - 1].Place : -1;

    private void MakeTable(int count)
    {
        var size = SmallestTable;
        while (size < count + (count / 2))
        {
            size *= 2;
        }

        _table = new int[size];
    }

    /// <summary>Where in the table the number of an identifier is, or belongs.</summary>
    private ref int Number(ulong high, ulong low)
    {
        var at = RefId.Hash(high, low) & (_table.Length - 1);
        while (_table[at] is > 0 and var number && (_entries[number - 1].High != high || _entries[number - 1].Low != low))
        {
            at = (at + 1) & (_table.Length - 1);
        }

        return ref _table[at];
    }

    /// <summary>An identifier and where its object is.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Entry(ulong High, ulong Low, long Place);
}
