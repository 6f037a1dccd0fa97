using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.Text;

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
    private const int BitsOfByte = 8;

    // No key of a longer text is that of the blank.
    private const ulong LongMark = 1UL << 63;
    private const ulong OtherFactor = 0x9E37_79B9_7F4A_7C15;

    // Which of the texts with the same first bits of their hash came last. Most texts that come came just before, and the tables are too large to
    // stay near the processor.
    private readonly RecentText[] _recent = new RecentText[1 << RecentBits];

    // By number, in the order of memory: the text itself where an integer holds it, and what is made of it where not.
    private ulong[] _keys = new ulong[FirstTexts];
    private int _count = 1;
    private readonly LongTexts _long = new();

    // An open table, a quarter of it free: numbers, and apart from them some bits of the hash of each, of which 0 is a free place. These stay near the
    // processor, and most texts that are not among the recent ones are new: that is seen without a look at anything else.
    private int[] _numbers = new int[FirstSlots];
    private byte[] _tags = new byte[FirstSlots];

    /// <summary>How many texts there are, with the blank: every number is less.</summary>
    public int Count => _count;

    private int SlotBits => BitOperations.Log2((uint)_tags.Length);

    /// <summary>The bytes of a text.</summary>
    /// <param name="id">A text of this pool.</param>
    public ReadOnlySpan<byte> this[TextId id]
    {
        get
        {
            var key = InMemory(_keys[id.Number]);
            return id.IsBlank || IsText(key) ? MemoryMarshal.AsBytes(_keys.AsSpan(id.Number, 1))[..TextHash.LengthOf(key)] : _long[id.Number];
        }
    }

    /// <summary>The text, or <see langword="null"/> for the blank.</summary>
    /// <param name="id">A text of this pool.</param>
    public string? ToText(TextId id) => id.IsBlank ? null : Encoding.UTF8.GetString(this[id]);

    /// <summary>The number of a text, which is taken up if it is new.</summary>
    /// <param name="text">The text.</param>
    public TextId Add(ReadOnlySpan<byte> text) => Add(text, default);

    /// <summary>The number of a text, which is taken up if it is new.</summary>
    /// <param name="text">The text.</param>
    /// <param name="likely">A text of this pool that is looked at first, such as the one of the record before.</param>
    public TextId Add(ReadOnlySpan<byte> text, TextId likely)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        var key = KeyOf(text);
        if (Is(likely.Number, text, key))
        {
            return likely;
        }

        var hash = TextHash.Of(key);
        ref var recent = ref _recent[(int)(hash >> (TextHash.Bits - RecentBits))];
        if (recent.Key != key || !IsSame(recent.Number, text, key))
        {
            recent = new RecentText(key, Find(text, key, hash, out var place) is not 0 and var number ? number : Append(text, key, hash, place));
        }

        return new TextId(recent.Number);
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
        return new TextId(Find(text, key, TextHash.Of(key), out _));
    }

    /// <summary>The number of a text; 0, and the free slot where it belongs, if it is new.</summary>
    private int Find(ReadOnlySpan<byte> text, ulong key, ulong hash, out int place)
    {
        var tags = _tags;
        var tag = TagOf(hash);
        for (place = PlaceOf(hash, SlotBits); tags[place] is not 0 and var other; place = (place + 1) & (tags.Length - 1))
        {
            if (other == tag && _numbers[place] is var number && Is(number, text, key))
            {
                return number;
            }
        }

        return 0;
    }

    private bool Is(int number, ReadOnlySpan<byte> text, ulong key) => _keys[number] == key && IsSame(number, text, key);

    /// <summary>Whether the text of a number that has the same key is the same one.</summary>
    private bool IsSame(int number, ReadOnlySpan<byte> text, ulong key) => IsText(InMemory(key)) || _long[number].SequenceEqual(text);

    private int Append(ReadOnlySpan<byte> text, ulong key, ulong hash, int place)
    {
        if (_count == _tags.Length / 4 * 3)
        {
            Grow();
            Find(text, key, hash, out place);
        }

        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count + (_count / 2));
        }

        _keys[_count] = key;
        if (!IsText(InMemory(key)))
        {
            _long.Add(_count, text);
        }

        _tags[place] = TagOf(hash);
        _numbers[place] = _count;
        return _count++;
    }

    private void Grow()
    {
        _tags = new byte[_tags.Length * 2];
        _numbers = new int[_tags.Length];
        var bits = SlotBits;
        for (var number = 1; number < _count; number++)
        {
            var hash = TextHash.Of(_keys[number]);
            var place = PlaceOf(hash, bits);
            while (_tags[place] != 0)
            {
                place = (place + 1) & (_tags.Length - 1);
            }

            _tags[place] = TagOf(hash);
            _numbers[place] = number;
        }
    }

    /// <summary>The first bits of a hash say where a text belongs.</summary>
    private static int PlaceOf(ulong hash, int bits) => (int)(hash >> (TextHash.Bits - bits));

    /// <summary>The first bits of another hash: hardly any text is looked at that is not the one.</summary>
    private static byte TagOf(ulong hash) => (byte)((hash * OtherFactor) >> (TextHash.Bits - BitsOfByte) | 1);

    /// <summary>The text itself, where it has eight bytes at most and no NUL at either end; else a hash behind a NUL, with which no such text begins.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> text) =>
        InMemory(TextHash.IsWhole(text) ? TextHash.KeyOf(text) : TextHash.KeyOf(text) << BitsOfByte | LongMark);

    /// <summary>Whether a key is the text itself.</summary>
    private static bool IsText(ulong key) => (byte)key != 0;

    /// <summary>A key as the bytes of the text stand in memory, and back.</summary>
    private static ulong InMemory(ulong key) => BitConverter.IsLittleEndian ? key : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(key);

    /// <summary>A text that came not long ago.</summary>
    private readonly record struct RecentText(ulong Key, int Number);
}
