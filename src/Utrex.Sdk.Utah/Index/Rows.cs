namespace Utrex.Sdk.Utah.Index;

/// <summary>A list that grows by blocks, so that growth neither copies nor leaves anything behind. Rows are read by reference.</summary>
internal sealed class Rows<T>
    where T : struct
{
    private const int BlockBits = 12;
    private const int BlockSize = 1 << BlockBits;

    private T[][] _blocks = new T[16][];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A row.</summary>
    public ref readonly T this[int i] => ref At(i);

    /// <summary>Some rows that stand together.</summary>
    public Range Between(int start, int end) => new(this, start, end);

    /// <summary>Adds a row.</summary>
    public void Add(in T row)
    {
        var block = Count >> BlockBits;
        if (block == _blocks.Length)
        {
            Array.Resize(ref _blocks, block * 2);
        }

        (_blocks[block] ??= new T[Count == 0 ? 1 : BlockSize])[Count & (BlockSize - 1)] = row;
        Count++;
        if (Count == _blocks[0].Length && Count < BlockSize)
        {
            // Most batches are small.
            Array.Resize(ref _blocks[0], Count * 2);
        }
    }

    /// <summary>Puts the rows in another order, each where it belongs and none of them twice in memory.</summary>
    /// <param name="order">Which row comes to each place; every one once. It is used up.</param>
    public void Arrange(Span<int> order)
    {
        for (var start = 0; start < order.Length; start++)
        {
            if (order[start] == start)
            {
                continue;
            }

            // Round the circle of those that stand in each other's places.
            var first = At(start);
            var place = start;
            while (order[place] != start)
            {
                var next = order[place];
                At(place) = At(next);
                order[place] = place;
                place = next;
            }

            At(place) = first;
            order[place] = place;
        }
    }

    /// <summary>The rows in order.</summary>
    public Enumerator GetEnumerator() => new(this, 0, Count);

    private ref T At(int i) => ref _blocks[i >> BlockBits][i & (BlockSize - 1)];

    /// <summary>Goes through rows.</summary>
    public struct Enumerator(Rows<T> rows, int start, int end)
    {
        private int _i = start - 1;

        /// <summary>The row at hand.</summary>
        public readonly ref readonly T Current => ref rows[_i];

        /// <summary>Goes on to the next row.</summary>
        public bool MoveNext() => ++_i < end;
    }

    /// <summary>Rows that stand together.</summary>
    public readonly struct Range(Rows<T> rows, int start, int end)
    {
        /// <summary>The place of the first one among all.</summary>
        public int Start => start;

        /// <summary>The number of rows.</summary>
        public int Length => end - start;

        /// <summary>A row.</summary>
        public ref readonly T this[int i] => ref rows[start + i];

        /// <summary>The rows in order.</summary>
        public Enumerator GetEnumerator() => new(rows, start, end);
    }
}
