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

    /// <summary>The rows of a key, as something.</summary>
    public TResult[] Of<TResult>(TextId key, Func<T, TResult> result)
    {
        if (key.Number >= _byKey.Length)
        {
            return [];
        }

        var count = 0;
        for (var i = _byKey[key.Number].First; i != 0; i = _rows[i - 1].Next)
        {
            count++;
        }

        var rows = count == 0 ? [] : new TResult[count];
        for (var (i, next) = (0, _byKey[key.Number].First); i < rows.Length; i++)
        {
            rows[i] = result(_rows[next - 1].Row);
            next = _rows[next - 1].Next;
        }

        return rows;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Entry(T row)
    {
        public readonly T Row = row;

        /// <summary>The next row of the key, from 1.</summary>
        public int Next;
    }
}
