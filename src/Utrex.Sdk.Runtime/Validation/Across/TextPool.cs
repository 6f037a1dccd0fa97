using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.Codes;

namespace Utrex.Sdk.Validation.Across;

/// <summary>
/// Every text that rules across records compare, once, as UTF-8. Equal texts have equal numbers, so that an index holds and compares integers,
/// and a table by text is an array.
/// </summary>
/// <remarks>Not safe for use by several threads at once. While nobody adds a text, any number of them may read.</remarks>
public sealed class TextPool
{
    private const int FirstSlots = 1 << 12;
    private const int FirstTexts = 1 << 8;
    private const int RecentBits = 10;
    private const int HashBits = 64;
    private const byte Long = sizeof(ulong) + 1;

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64() | 1;

    // Numbers: an open table, a quarter of it free, and which of the texts with the same first bits of their hash came last. Most texts that come
    // came just before, and the table is too large to stay near the processor.
    private readonly int[] _recent = new int[1 << RecentBits];
    private int[] _slots = new int[FirstSlots];

    // By number: the length, and the bytes themselves where an integer holds them; of longer texts, where they begin and how long they are.
    private byte[] _lengths = new byte[FirstTexts];
    private ulong[] _keys = new ulong[FirstTexts];
    private byte[] _longTexts = [];
    private int _longCount;
    private int _count = 1;

    /// <summary>How many texts there are, with the blank: every number is less.</summary>
    public int Count => _count;

    /// <summary>The bytes of a text.</summary>
    /// <param name="id">A text of this pool.</param>
    public ReadOnlySpan<byte> this[TextId id]
    {
        get
        {
            var length = _lengths[id.Number];
            return length < Long ? MemoryMarshal.AsBytes(_keys.AsSpan(id.Number, 1))[..length] : _longTexts.AsSpan((int)(_keys[id.Number] >> 32), (int)_keys[id.Number]);
        }
    }

    /// <summary>The text, or <see langword="null"/> for the blank.</summary>
    /// <param name="id">A text of this pool.</param>
    public string? ToText(TextId id) => id.IsBlank ? null : Encoding.UTF8.GetString(this[id]);

    /// <summary>The number of a text, which is taken up if it is new.</summary>
    /// <param name="text">The text.</param>
    public TextId Add(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        var key = KeyOf(text);
        var hash = HashOf(key, text.Length);
        ref var recent = ref _recent[(int)(hash >> (HashBits - RecentBits))];
        if (!Is(recent, text, key))
        {
            var place = Find(text, key, hash);
            recent = _slots[place] is not 0 and var number ? number : Append(text, key, hash, place);
        }

        return new TextId(recent);
    }

    /// <summary>The number of a text, or the blank where the pool does not have it.</summary>
    /// <param name="text">The text.</param>
    public TextId Find(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        var key = KeyOf(text);
        return new TextId(_slots[Find(text, key, HashOf(key, text.Length))]);
    }

    /// <summary>The slot of a text, or the free one where it belongs.</summary>
    private int Find(ReadOnlySpan<byte> text, ulong key, ulong hash)
    {
        var slots = _slots;
        var place = PlaceOf(hash, slots);
        while (slots[place] is not 0 and var number && !Is(number, text, key))
        {
            place = (place + 1) & (slots.Length - 1);
        }

        return place;
    }

    private bool Is(int number, ReadOnlySpan<byte> text, ulong key) =>
        text.Length < Long ? _keys[number] == key && _lengths[number] == text.Length : _lengths[number] == Long && this[new TextId(number)].SequenceEqual(text);

    private int Append(ReadOnlySpan<byte> text, ulong key, ulong hash, int place)
    {
        if (_count == _slots.Length / 4 * 3)
        {
            Grow();
            place = Find(text, key, hash);
        }

        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count * 2);
            Array.Resize(ref _lengths, _count * 2);
        }

        (_keys[_count], _lengths[_count]) = text.Length < Long ? (key, (byte)text.Length) : (((ulong)Keep(text) << 32) | (uint)text.Length, Long);
        _slots[place] = _count;
        return _count++;
    }

    /// <summary>Puts a long text behind the others.</summary>
    /// <returns>Where it begins.</returns>
    private int Keep(ReadOnlySpan<byte> text)
    {
        var start = _longCount;
        if (text.Length > _longTexts.Length - start)
        {
            Array.Resize(ref _longTexts, checked(Math.Max(Math.Max(FirstTexts, _longTexts.Length * 2), start + text.Length)));
        }

        text.CopyTo(_longTexts.AsSpan(start));
        _longCount += text.Length;
        return start;
    }

    private void Grow()
    {
        var slots = new int[_slots.Length * 2];
        for (var number = 1; number < _count; number++)
        {
            var text = this[new TextId(number)];
            var place = PlaceOf(HashOf(KeyOf(text), text.Length), slots);
            while (slots[place] != 0)
            {
                place = (place + 1) & (slots.Length - 1);
            }

            slots[place] = number;
        }

        _slots = slots;
    }

    // The seeds are new in each process, so that no file can be made to collide.
    private static ulong HashOf(ulong key, int length) => (Seed ^ key ^ (ulong)length) * Factor;

    private static int PlaceOf(ulong hash, int[] slots) => (int)(hash >> (HashBits - BitOperations.Log2((uint)slots.Length)));

    /// <summary>The bytes themselves, as they stand in memory, where an integer holds them, and what is made of them where not.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> text)
    {
        var key = CodeText.Pack(text);
        for (var i = sizeof(ulong); i < text.Length; i += sizeof(ulong))
        {
            key = Mix(key ^ Seed) ^ CodeText.Pack(text[i..]);
        }

        return BitConverter.IsLittleEndian ? key : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(key);
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Factor, out var low);
        return high ^ low;
    }
}
