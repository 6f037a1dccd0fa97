using System.Runtime.InteropServices;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// Where objects are, by identifier, in the order in which they came: 24 bytes an object, however large it is, in chunks, so that nothing is
/// copied as they grow; and once all are there about eight more to find it. Where nobody looks for identifiers any more, eight are left.
/// </summary>
/// <param name="free">Chunks that other indexes have left, and where this one leaves its own.</param>
internal sealed class RefIndex(Stack<RefIndex.Entry[]> free)
{
    private const int SmallestTable = 16;
    private const long Gone = -1;

    // A power of two.
    private const int ChunkSize = 1 << 12;

    private readonly List<Entry[]> _chunks = [];
    private List<long[]>? _places;

    // Open addressing with room for half as many again; 0 is free, else the number of an entry and one.
    private int[] _table = new int[SmallestTable];

    /// <summary>The number of entries: one for each identifier once <see cref="Fold"/> has chosen.</summary>
    public int Count { get; private set; }

    public long PlaceAt(int index) => _places is null ? At(index).Place : _places[index / ChunkSize][index & (ChunkSize - 1)];

    public void Add(UInt128 key, long place) => Add(new Entry((ulong)(key >> 64), (ulong)key, place));

    /// <summary>Ends the adding and leaves one place for each identifier; what is chosen among is in the order of places.</summary>
    /// <param name="choose">Gives the place that stays, or -1 for none.</param>
    public void Fold(Func<ReadOnlySpan<Entry>, long> choose)
    {
        MakeTable();
        var several = new Dictionary<int, List<Entry>>();
        for (var i = 0; i < Count; i++)
        {
            var number = Number(At(i).High, At(i).Low);
            if (number != i + 1)
            {
                if (!several.TryGetValue(number, out var same))
                {
                    several[number] = same = [At(number - 1)];
                }

                same.Add(At(i));
                At(i) = At(i) with { Place = Gone };
            }
        }

        // In an order that does not depend on where this process puts what in its table.
        foreach (var (number, same) in several.OrderBy(pair => At(pair.Key - 1).High).ThenBy(pair => At(pair.Key - 1).Low))
        {
            At(number - 1) = At(number - 1) with { Place = choose(CollectionsMarshal.AsSpan(same)) };
        }

        var gone = 0;
        for (var i = 0; i < Count; i++)
        {
            if (At(i).Place >= 0 && !several.ContainsKey(i + 1))
            {
                At(i) = At(i) with { Place = choose([At(i)]) };
            }

            gone += At(i).Place < 0 ? 1 : 0;
        }

        if (gone > 0)
        {
            Keep();
        }
    }

    /// <summary>The place of an identifier, or -1.</summary>
    public long Find(UInt128 key) => IndexOf(key) is >= 0 and var index ? At(index).Place : -1;

    /// <summary>The number of an identifier among all, from 0 on, or -1.</summary>
    public int IndexOf(UInt128 key) => Number((ulong)(key >> 64), (ulong)key) - 1;

    /// <summary>Forgets the identifiers and keeps the places: none is looked for from now on.</summary>
    public void Forget()
    {
        _places = [];
        foreach (var chunk in _chunks)
        {
            _places.Add(Array.ConvertAll(chunk, static entry => entry.Place));
            free.Push(chunk);
        }

        _chunks.Clear();
        _table = new int[SmallestTable];
    }

    /// <summary>Takes out what is gone; what took the place of another stands where it came itself.</summary>
    private void Keep()
    {
        var kept = new List<Entry>(Count);
        for (var i = 0; i < Count; i++)
        {
            if (At(i).Place >= 0)
            {
                kept.Add(At(i));
            }
        }

        kept.Sort(static (left, right) => left.Place.CompareTo(right.Place));
        _chunks.Clear();
        Count = 0;
        kept.ForEach(Add);
        MakeTable();
    }

    private void Add(Entry entry)
    {
        if (Count == _chunks.Count * ChunkSize)
        {
            _chunks.Add(free.TryPop(out var chunk) ? chunk : new Entry[ChunkSize]);
        }

        Count++;
        At(Count - 1) = entry;
    }

    private ref Entry At(int index) => ref _chunks[index / ChunkSize][index & (ChunkSize - 1)];

    private void MakeTable()
    {
        var size = SmallestTable;
        while (size < Count + (Count / 2))
        {
            size *= 2;
        }

        _table = new int[size];
        for (var i = 0; i < Count; i++)
        {
            ref var number = ref Number(At(i).High, At(i).Low);
            number = number == 0 ? i + 1 : number;
        }
    }

    /// <summary>Where in the table the number of an identifier is, or belongs.</summary>
    private ref int Number(ulong high, ulong low)
    {
        var at = RefId.Hash(high, low) & (_table.Length - 1);
        while (_table[at] is > 0 and var number && !At(number - 1).Is(high, low))
        {
            at = (at + 1) & (_table.Length - 1);
        }

        return ref _table[at];
    }

    /// <summary>An identifier and where its object is.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Entry(ulong High, ulong Low, long Place)
    {
        public bool Is(ulong high, ulong low) => High == high && Low == low;
    }
}
