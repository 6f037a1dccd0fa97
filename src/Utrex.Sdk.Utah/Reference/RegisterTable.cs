using System.Runtime.InteropServices;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah;

/// <summary>The rows of a register by their key, in the order of the file: flat, in blocks that are never copied.</summary>
/// <typeparam name="T">A row.</typeparam>
internal sealed class RegisterTable<T>(TextPool texts)
    where T : struct
{
    private const int BlockBits = 10;
    private const int BlockSize = 1 << BlockBits;

    private readonly List<Entry[]> _blocks = [];
    private int _count;

    // By the number of the key: the last row, from 1.
    private int[] _last = [];

    /// <summary>Every row, in the order of the file.</summary>
    public IEnumerable<T> Rows => Enumerable.Range(1, _count).Select(number => EntryAt(number).Row);

    /// <summary>Adds a row.</summary>
    public void Add(TextId key, in T row)
    {
        if (key.Number >= _last.Length)
        {
            Array.Resize(ref _last, Math.Max(texts.Count, _last.Length * 2));
        }

        if (_count == _blocks.Count << BlockBits)
        {
            _blocks.Add(new Entry[BlockSize]);
        }

        // The last row of a key leads back to the first.
        var number = ++_count;
        ref var last = ref _last[key.Number];
        EntryAt(number) = new Entry(row) { Next = last == 0 ? -number : EntryAt(last).Next };
        if (last != 0)
        {
            EntryAt(last).Next = number;
        }

        last = number;
    }

    /// <summary>The first row of a key, from 1; 0 where there is none.</summary>
    public int First(TextId key) => key.Number < _last.Length && _last[key.Number] is not 0 and var last ? -EntryAt(last).Next : 0;

    /// <summary>A row, and which one of its key is the next; 0 behind the last one.</summary>
    public ref readonly T RowAt(int number, out int next)
    {
        ref var entry = ref EntryAt(number);
        next = Math.Max(0, entry.Next);
        return ref entry.Row;
    }

    /// <summary>The rows of a key, as something.</summary>
    public TResult[] Of<TResult>(TextId key, Func<T, TResult> result)
    {
        List<TResult> rows = [];
        for (var number = First(key); number != 0;)
        {
            rows.Add(result(RowAt(number, out number)));
        }

        return [.. rows];
    }

    private ref Entry EntryAt(int number) => ref _blocks[(number - 1) >> BlockBits][(number - 1) & (BlockSize - 1)];

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry(T row)
    {
        public readonly T Row = row;

        /// <summary>The next row of the key, from 1; of the last one the first, below zero.</summary>
        public int Next;
    }
}
