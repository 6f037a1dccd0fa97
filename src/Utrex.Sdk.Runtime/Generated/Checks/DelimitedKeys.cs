using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Utrex.Sdk.Generated;

/// <summary>Takes the keys of a delimited line.</summary>
internal sealed class DelimitedKeys
{
    // So that no place of a key that begins in the window wraps around.
    private const int LongestWindow = 232;
    private const int HalfWindow = 128;

    private readonly int _fieldCount;
    private readonly KeyPlace[] _places;
    private readonly KeyGroup[] _groups;

    public DelimitedKeys(IReadOnlyCollection<KeyPlan> plans, int fieldCount)
    {
        _fieldCount = fieldCount;
        _places = [.. plans.Select(plan => new KeyPlace(plan))];
        _groups = [.. plans.Chunk(LineCheck.KeyLength).Select(group => new KeyGroup(group))];
    }

    /// <summary>Takes the keys.</summary>
    /// <param name="data">The bytes among which the line stands; those behind it may be read.</param>
    /// <param name="ends">The end of the first field among them; the end of the line before stands before it.</param>
    /// <param name="keys">Gets the keys.</param>
    public void Take(ref byte data, ref int ends, ulong[] keys)
    {
        if (LineCheck.LooksUpBytes)
        {
            TakeEight(ref data, ref ends, keys);
        }
        else
        {
            TakeOne(ref data, ref ends, keys, 0, _places.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeOne(ref byte data, ref int ends, ulong[] keys, int from, int to)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        ref var masks = ref MemoryMarshal.GetReference(KeyPlace.Masks);
        for (var i = from; i < to; i++)
        {
            ref readonly var place = ref _places[i];
            nint start = Unsafe.Add(ref ends, (nint)place.Field - 1) + place.Skip;
            nint length = Unsafe.Add(ref ends, (nint)place.Field) - start;
            Unsafe.Add(ref key, i) = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref data, start)) & Unsafe.Add(ref masks, length);
        }
    }

    /// <summary>Fills eight keys at a time, by looking their bytes up in the 256 that follow the first of their fields.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeEight(ref byte data, ref int ends, ulong[] keys)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);

        // Where the fields end, from the line's first byte on, modulo 256; the fields of a group are nearer to each other.
        var start = Unsafe.Add(ref ends, -1);
        var low = Narrow(ref Unsafe.Add(ref ends, -1), start);
        var high = _fieldCount < Vector512<byte>.Count ? low : Narrow(ref Unsafe.Add(ref ends, Vector512<byte>.Count - 1), start);
        var wide = 0u;
        for (var i = 0; i < _groups.Length; i++)
        {
            ref readonly var group = ref _groups[i];
            nint window = Unsafe.Add(ref ends, (nint)group.FirstField - 1);
            var length = Unsafe.Add(ref ends, (nint)group.LastField) - window;
            if (length > LongestWindow)
            {
                wide |= 1u << i;
                continue;
            }

            ref var bytes = ref Unsafe.Add(ref data, window);
            var shift = Vector512.Create((byte)(window - start));
            var places = Avx512Vbmi.PermuteVar64x8x2(low, group.Before, high) - shift + group.Places;
            var last = Avx512Vbmi.PermuteVar64x8x2(low, group.Fields, high) - shift;
            var found = Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref bytes), places, Vector512.LoadUnsafe(ref bytes, 64));
            if (length >= HalfWindow)
            {
                var far = Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref bytes, HalfWindow), places, Vector512.LoadUnsafe(ref bytes, HalfWindow + 64));
                found = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(places, Vector512.Create((byte)HalfWindow)), far, found);
            }

            (found & Vector512.LessThan(places, last)).AsUInt64().StoreUnsafe(ref Unsafe.Add(ref key, i * LineCheck.KeyLength));
        }

        // Nothing is called before all is taken: the ends stay in registers.
        for (; wide != 0; wide &= wide - 1)
        {
            var first = BitOperations.TrailingZeroCount(wide) * LineCheck.KeyLength;
            TakeOne(ref data, ref ends, keys, first, Math.Min(_places.Length, first + LineCheck.KeyLength));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Narrow(ref int ends, int start)
    {
        var from = Vector512.Create(start);
        var first = Avx512F.ConvertToVector128Byte(Vector512.LoadUnsafe(ref ends) - from);
        var second = Avx512F.ConvertToVector128Byte(Vector512.LoadUnsafe(ref ends, 16) - from);
        var third = Avx512F.ConvertToVector128Byte(Vector512.LoadUnsafe(ref ends, 32) - from);
        var fourth = Avx512F.ConvertToVector128Byte(Vector512.LoadUnsafe(ref ends, 48) - from);
        return Vector512.Create(Vector256.Create(first, second), Vector256.Create(third, fourth));
    }

    /// <summary>Where the bytes of a key stand.</summary>
    private readonly struct KeyPlace(KeyPlan plan)
    {
        // For lengths from -16: nothing of a value that ends before the key, all of one that goes on behind it.
        private static readonly ulong[] AllMasks =
            [.. Enumerable.Range(-Zero, 4 * Zero).Select(length => length <= 0 ? 0 : length >= LineCheck.KeyLength ? ulong.MaxValue : (1UL << (8 * length)) - 1)];

        private const int Zero = 64;

        /// <summary>The number of the field.</summary>
        public readonly int Field = plan.Field.Number;

        /// <summary>The bytes from the end of the field before to the key.</summary>
        public readonly int Skip = plan.Skip + 1;

        /// <summary>The mask of each length; lengths down to -64 are allowed.</summary>
        public static ReadOnlySpan<ulong> Masks => AllMasks.AsSpan(Zero);
    }

    /// <summary>Where the bytes of eight keys stand, for looking them up at once.</summary>
    private readonly struct KeyGroup
    {
        /// <summary>For each byte the field before.</summary>
        public readonly Vector512<byte> Before;

        /// <summary>For each byte the field.</summary>
        public readonly Vector512<byte> Fields;

        /// <summary>For each byte how far it is from the end of the field before.</summary>
        public readonly Vector512<byte> Places;

        public readonly int FirstField;

        public readonly int LastField;

        public KeyGroup(KeyPlan[] plans)
        {
            Span<byte> before = stackalloc byte[Vector512<byte>.Count];
            Span<byte> fields = stackalloc byte[Vector512<byte>.Count];
            Span<byte> places = stackalloc byte[Vector512<byte>.Count];
            for (var i = 0; i < before.Length; i++)
            {
                // The ends begin with that of the line before.
                var plan = plans[Math.Min(i / LineCheck.KeyLength, plans.Length - 1)];
                before[i] = (byte)plan.Field.Number;
                fields[i] = (byte)(plan.Field.Number + 1);
                places[i] = (byte)(plan.Skip + 1 + (i % LineCheck.KeyLength));
            }

            Before = Vector512.Create<byte>(before);
            Fields = Vector512.Create<byte>(fields);
            Places = Vector512.Create<byte>(places);
            FirstField = plans.Min(plan => plan.Field.Number);
            LastField = plans.Max(plan => plan.Field.Number);
        }
    }
}
