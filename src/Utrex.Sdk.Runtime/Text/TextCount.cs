using System.Numerics;

namespace Utrex.Sdk.Text;

/// <summary>Counts different texts by 64 bits of each, in an open table: of a million texts hardly two have the same.</summary>
internal sealed class TextCount
{
    private const int FirstSlots = 1 << 8;

    private ulong[] _slots = new ulong[FirstSlots];
    private ulong _last;

    /// <summary>How many there are.</summary>
    public int Value { get; private set; }

    /// <summary>Counts a text, if it is new.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        var hash = TextHash.Of(TextHash.Of(TextHash.KeyOf(text)) + (ulong)text.Length) | 1;
        if (hash == _last)
        {
            return;
        }

        _last = hash;
        ref var slot = ref Find(_slots, hash);
        if (slot == 0)
        {
            slot = hash;
            Value++;
            if (Value == _slots.Length / 4 * 3)
            {
                Grow();
            }
        }
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        foreach (var hash in _slots)
        {
            if (hash != 0)
            {
                Find(slots, hash) = hash;
            }
        }

        _slots = slots;
    }

    /// <summary>The slot of a hash, or the free one where it belongs.</summary>
    private static ref ulong Find(ulong[] slots, ulong hash)
    {
        var place = (int)(hash >> (TextHash.Bits - BitOperations.Log2((uint)slots.Length)));
        while (slots[place] != 0 && slots[place] != hash)
        {
            place = (place + 1) & (slots.Length - 1);
        }

        return ref slots[place];
    }
}
