using System.Numerics;
using System.Runtime.InteropServices;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>A number for each of some pairs of texts, such as the place of the first record that has both: an open table, sized once.</summary>
/// <param name="most">How many pairs there may be.</param>
internal sealed class PairTable(int most)
{
    // New in each process, so that no file can be made to collide.
    private static readonly ulong Factor = (ulong)Random.Shared.NextInt64() | 1;

    private readonly Slot[] _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)most + ((uint)most / 2) + 1)];

    /// <summary>The number of a pair, or <see langword="null"/>.</summary>
    public int? Find(TextId first, TextId second) => _slots[PlaceOf(Key(first, second))].Value is not 0 and var value ? value - 1 : null;

    /// <summary>Whether a pair has a number.</summary>
    public bool Contains(TextId first, TextId second) => _slots[PlaceOf(Key(first, second))].Value != 0;

    /// <summary>Gives a pair a number, where it has none.</summary>
    /// <returns>The number that the pair has.</returns>
    public int TryAdd(TextId first, TextId second, int value)
    {
        var key = Key(first, second);
        ref var slot = ref _slots[PlaceOf(key)];
        if (slot.Value == 0)
        {
            slot = new Slot { Key = key, Value = value + 1 };
        }

        return slot.Value - 1;
    }

    /// <summary>Gives a pair another number.</summary>
    public void Set(TextId first, TextId second, int value)
    {
        var key = Key(first, second);
        _slots[PlaceOf(key)] = new Slot { Key = key, Value = value + 1 };
    }

    private static ulong Key(TextId first, TextId second) => ((ulong)(uint)first.Number << 32) | (uint)second.Number;

    private int PlaceOf(ulong key)
    {
        var high = Math.BigMul(key + 1, Factor, out var low);
        var place = (int)(high ^ low) & (_slots.Length - 1);
        while (_slots[place].Value != 0 && _slots[place].Key != key)
        {
            place = (place + 1) & (_slots.Length - 1);
        }

        return place;
    }

    /// <summary>A pair; its number is one more, so that a slot of zeros is free.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Slot
    {
        public ulong Key;
        public int Value;
    }
}
