using System.Runtime.InteropServices;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah;

/// <summary>The rows of a register by their key, in the order of the file: one flat list, and for each key its first row.</summary>
/// <typeparam name="T">A row.</typeparam>
internal sealed class RegisterTable<T>(TextPool texts)
    where T : struct
{
    private readonly List<Entry> _rows = [];

    // By the number of the key: the first row and the last one, from 1.
    private (int First, int Last)[] _byKey = [];

    /// <summary>Adds a row.</summary>
    public void Add(TextId key, in T row)
    {
        if (key.Number >= _byKey.Length)
        {
            Array.Resize(ref _byKey, Math.Max(texts.Count, _byKey.Length * 2));
        }

        _rows.Add(new Entry(row));
        ref var place = ref _byKey[key.Number];
        if (place.First == 0)
        {
            place.First = _rows.Count;
        }
        else
        {
            CollectionsMarshal.AsSpan(_rows)[place.Last - 1].Next = _rows.Count;
        }

        place.Last = _rows.Count;
    }

    /// <summary>The first row of a key, from 1; 0 where there is none.</summary>
    public int First(TextId key) => key.Number < _byKey.Length ? _byKey[key.Number].First : 0;

    /// <summary>A row, and which one of its key is the next; 0 behind the last one.</summary>
    public ref readonly T RowAt(int number, out int next)
    {
        ref var entry = ref CollectionsMarshal.AsSpan(_rows)[number - 1];
        next = entry.Next;
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

    [StructLayout(LayoutKind.Auto)]
    private struct Entry(T row)
    {
        public readonly T Row = row;

        /// <summary>The next row of the key, from 1.</summary>
        public int Next;
    }
}
