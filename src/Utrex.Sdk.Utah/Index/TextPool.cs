using System.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>Every text of a batch that rules compare, once. Equal texts have equal numbers, so that records hold and compare integers.</summary>
internal sealed class TextPool
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64() | 1;

    private byte[] _bytes = new byte[1 << 16];
    private Entry[] _entries = new Entry[1 << 12];
    private int[] _buckets = new int[1 << 13];
    private int _count = 1;
    private int _end;

    /// <summary>The number of texts, with the blank.</summary>
    public int Count => _count;

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> this[TextId id] => id.IsBlank ? default : _bytes.AsSpan(_entries[id.Number].Start.._entries[id.Number + 1].Start);

    /// <summary>The text, or <see langword="null"/> for the blank.</summary>
    public string? ToText(TextId id) => id.IsBlank ? null : Encoding.UTF8.GetString(this[id]);

    /// <summary>The number of a text, which is taken up if it is new.</summary>
    public TextId Add(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        var hash = Hash(text, out var head);
        var number = Find(text, hash, head);
        return number == 0 ? Append(text, head, hash) : new TextId(number);
    }

    /// <summary>The number of a text, or the blank where the pool does not have it.</summary>
    public TextId Find(ReadOnlySpan<byte> text) => text.IsEmpty ? default : new TextId(Find(text, Hash(text, out var head), head));

    private int Find(ReadOnlySpan<byte> text, int hash, ulong head)
    {
        var number = _buckets[hash & (_buckets.Length - 1)];
        while (number != 0)
        {
            ref readonly var entry = ref _entries[number];
            if (entry.Head == head && _entries[number + 1].Start - entry.Start == text.Length && (text.Length <= sizeof(ulong) || this[new TextId(number)].SequenceEqual(text)))
            {
                break;
            }

            number = entry.Next;
        }

        return number;
    }

    private TextId Append(ReadOnlySpan<byte> text, ulong head, int hash)
    {
        // The entry after the last one tells where the last one ends.
        if (_count == _entries.Length - 1)
        {
            Grow();
        }

        if (text.Length > _bytes.Length - _end)
        {
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, _end + text.Length)));
        }

        text.CopyTo(_bytes.AsSpan(_end));
        _entries[_count].Head = head;
        _end += text.Length;
        _entries[_count + 1].Start = _end;
        Link(_count, hash);
        return new TextId(_count++);
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = new int[_entries.Length * 2];
        for (var number = 1; number < _count; number++)
        {
            Link(number, Hash(this[new TextId(number)], out _));
        }
    }

    private void Link(int number, int hash)
    {
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[number].Next = bucket;
        bucket = number;
    }

    // The seeds are new in each process, so that no file can be made to collide.
    private static int Hash(ReadOnlySpan<byte> text, out ulong head)
    {
        head = CodeText.Pack(text);
        var hash = Mix(Seed ^ head ^ (ulong)text.Length);
        for (var i = sizeof(ulong); i < text.Length; i += sizeof(ulong))
        {
            hash = Mix(hash ^ CodeText.Pack(text[i..]));
        }

        return (int)hash;
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Factor, out var low);
        return high ^ low;
    }

    /// <summary>A text: its first eight bytes, and where it begins; it ends where the next one begins.</summary>
    private struct Entry
    {
        public ulong Head;
        public int Next;
        public int Start;
    }
}
