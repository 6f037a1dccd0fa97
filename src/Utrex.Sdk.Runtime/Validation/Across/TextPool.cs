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

    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64() | 1;

    // An open table, a quarter of it free. Most texts are of eight bytes or less, and one look at their slot tells them.
    private Slot[] _slots = new Slot[FirstSlots];
    private int[] _starts = new int[MostTexts(FirstSlots)];
    private byte[] _bytes = new byte[FirstSlots * 4];
    private int _count = 1;

    /// <summary>How many texts there are, with the blank: every number is less.</summary>
    public int Count => _count;

    /// <summary>The bytes of a text.</summary>
    /// <param name="id">A text of this pool.</param>
    public ReadOnlySpan<byte> this[TextId id] => id.IsBlank ? default : _bytes.AsSpan(_starts[id.Number - 1].._starts[id.Number]);

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
        var place = Find(text, key);
        var number = _slots[place].Number;
        return new TextId(number == 0 ? Append(text, key, place) : number);
    }

    /// <summary>The number of a text, or the blank where the pool does not have it.</summary>
    /// <param name="text">The text.</param>
    public TextId Find(ReadOnlySpan<byte> text) => text.IsEmpty ? default : new TextId(_slots[Find(text, KeyOf(text))].Number);

    /// <summary>The slot of a text, or the free one where it belongs.</summary>
    private int Find(ReadOnlySpan<byte> text, ulong key)
    {
        var slots = _slots;
        var place = PlaceOf(key, text.Length, slots);
        while (slots[place].Number != 0)
        {
            ref readonly var slot = ref slots[place];
            if (slot.Key == key && slot.Length == text.Length && (text.Length <= sizeof(ulong) || this[new TextId(slot.Number)].SequenceEqual(text)))
            {
                break;
            }

            place = (place + 1) & (slots.Length - 1);
        }

        return place;
    }

    private int Append(ReadOnlySpan<byte> text, ulong key, int place)
    {
        if (_count == _starts.Length)
        {
            Grow();
            place = Find(text, key);
        }

        var start = _starts[_count - 1];
        if (text.Length > _bytes.Length - start)
        {
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, start + text.Length)));
        }

        text.CopyTo(_bytes.AsSpan(start));
        _starts[_count] = start + text.Length;
        _slots[place] = new Slot { Key = key, Number = _count, Length = text.Length };
        return _count++;
    }

    private void Grow()
    {
        var slots = new Slot[_slots.Length * 2];
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Number != 0)
            {
                var place = PlaceOf(slot.Key, slot.Length, slots);
                while (slots[place].Number != 0)
                {
                    place = (place + 1) & (slots.Length - 1);
                }

                slots[place] = slot;
            }
        }

        _slots = slots;
        Array.Resize(ref _starts, MostTexts(slots.Length));
    }

    private static int MostTexts(int slots) => slots / 4 * 3;

    private static int PlaceOf(ulong key, int length, Slot[] slots) => (int)Mix(Seed ^ key ^ (ulong)length) & (slots.Length - 1);

    /// <summary>The bytes themselves where an integer holds them, and what is made of them where not.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> text)
    {
        var key = CodeText.Pack(text);
        for (var i = sizeof(ulong); i < text.Length; i += sizeof(ulong))
        {
            key = Mix(key ^ Seed) ^ CodeText.Pack(text[i..]);
        }

        return key;
    }

    // The seeds are new in each process, so that no file can be made to collide.
    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, Factor, out var low);
        return high ^ low;
    }

    /// <summary>A text: its key, its number, and its length.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public ulong Key;
        public int Number;
        public int Length;
    }
}
