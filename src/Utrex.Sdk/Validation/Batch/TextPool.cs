using System.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>Every text of a batch that rules compare, once. Equal texts have equal numbers, so that records hold and compare integers.</summary>
internal sealed class TextPool
{
    private byte[] _bytes = new byte[1 << 16];
    private int[] _ends = new int[1 << 12];
    private int[] _next = new int[1 << 12];
    private int[] _buckets = new int[1 << 13];
    private int _count = 1;

    /// <summary>The number of texts, with the blank.</summary>
    public int Count => _count;

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> this[TextId id] => id.IsBlank ? default : _bytes.AsSpan(_ends[id.Number - 1].._ends[id.Number]);

    /// <summary>The text, or <see langword="null"/> for the blank.</summary>
    public string? ToText(TextId id) => id.IsBlank ? null : Encoding.UTF8.GetString(this[id]);

    /// <summary>The number of a text, which is taken up if it is new.</summary>
    public TextId Add(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        var hash = Hash(text);
        for (var number = _buckets[hash & (_buckets.Length - 1)]; number != 0; number = _next[number])
        {
            if (this[new TextId(number)].SequenceEqual(text))
            {
                return new TextId(number);
            }
        }

        return Append(text, hash);
    }

    /// <summary>The number of a text, or the blank where the pool does not have it.</summary>
    public TextId Find(ReadOnlySpan<byte> text)
    {
        var number = text.IsEmpty ? 0 : _buckets[Hash(text) & (_buckets.Length - 1)];
        while (number != 0 && !this[new TextId(number)].SequenceEqual(text))
        {
            number = _next[number];
        }

        return new TextId(number);
    }

    private TextId Append(ReadOnlySpan<byte> text, int hash)
    {
        if (_count == _ends.Length)
        {
            Grow();
        }

        var start = _ends[_count - 1];
        if (text.Length > _bytes.Length - start)
        {
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, start + text.Length)));
        }

        text.CopyTo(_bytes.AsSpan(start));
        _ends[_count] = start + text.Length;
        Link(_count, hash);
        return new TextId(_count++);
    }

    private void Grow()
    {
        Array.Resize(ref _ends, _count * 2);
        Array.Resize(ref _next, _count * 2);
        _buckets = new int[_count * 4];
        for (var number = 1; number < _count; number++)
        {
            Link(number, Hash(this[new TextId(number)]));
        }
    }

    private void Link(int number, int hash)
    {
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _next[number] = bucket;
        bucket = number;
    }

    // Seeded anew in each process, so that no file can be made to collide.
    private static int Hash(ReadOnlySpan<byte> text)
    {
        var hash = default(HashCode);
        hash.AddBytes(text);
        return hash.ToHashCode();
    }
}
