using System.Collections;

namespace Utrex.Sdk.Utah.Index;

/// <summary>A list that grows by blocks, so that growth neither copies nor leaves anything behind. Rows are read by reference.</summary>
internal sealed class Rows<T> : IEnumerable<T>
    where T : struct
{
    private const int BlockBits = 12;
    private const int BlockSize = 1 << BlockBits;

    private readonly List<T[]> _blocks = [];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A row.</summary>
    public ref readonly T this[int i] => ref _blocks[i >> BlockBits][i & (BlockSize - 1)];

    /// <summary>Adds a row.</summary>
    public void Add(in T row)
    {
        if (Count >> BlockBits == _blocks.Count)
        {
            _blocks.Add(new T[BlockSize]);
        }

        _blocks[^1][Count++ & (BlockSize - 1)] = row;
    }

    /// <summary>The rows in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    /// <summary>Goes through the rows.</summary>
    public struct Enumerator(Rows<T> rows)
    {
        private int _i = -1;

        /// <summary>The row at hand.</summary>
        public readonly ref readonly T Current => ref rows[_i];

        /// <summary>Goes on to the next row.</summary>
        public bool MoveNext() => ++_i < rows.Count;
    }
}
