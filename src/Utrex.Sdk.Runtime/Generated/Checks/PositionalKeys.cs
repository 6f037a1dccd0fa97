using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Utrex.Sdk.Generated;

/// <summary>Takes the keys of a positional line. Blanks are the ends of values here, and what the line leaves out at its end is blank.</summary>
internal sealed class PositionalKeys
{
    private const int WindowLength = 2 * KeysAtOnce * LineCheck.KeyLength;
    private const int KeysAtOnce = 8;
    private const byte Nowhere = byte.MaxValue;

    private readonly (int Offset, ulong Mask)[] _places;

    // Of eight keys at a time the windows in which their bytes stand, and the first window of the next eight.
    private readonly Window[] _windows;
    private readonly int[] _nextWindows;

    public PositionalKeys(IReadOnlyCollection<KeyPlan> plans)
    {
        _places = [.. plans.Select(plan => (OffsetOf(plan), ulong.MaxValue >> (8 * (LineCheck.KeyLength - LengthOf(plan)))))];
        List<Window> windows = [];
        List<int> nextWindows = [];
        foreach (var group in plans.Chunk(KeysAtOnce))
        {
            var places = group.SelectMany((plan, i) => Enumerable.Range(0, LengthOf(plan)).Select(at => (Position: OffsetOf(plan) + at, At: (i * LineCheck.KeyLength) + at))).ToList();
            while (places.Count > 0)
            {
                var offset = places.Min(place => place.Position);
                windows.Add(new Window(offset, [.. places.Where(place => place.Position < offset + WindowLength)]));
                places.RemoveAll(place => place.Position < offset + WindowLength);
            }

            nextWindows.Add(windows.Count);
        }

        _windows = [.. windows];
        _nextWindows = [.. nextWindows];
    }

    /// <summary>Takes the keys.</summary>
    /// <param name="line">The line's first byte; as many bytes as a full one has, and those of a window behind them, may be read.</param>
    /// <param name="length">The line's length.</param>
    /// <param name="blanks">The line's blanks.</param>
    /// <param name="keys">Gets the keys.</param>
    public void Take(ref byte line, int length, BlankBits blanks, ulong[] keys)
    {
        if (LineCheck.LooksUpBytes)
        {
            TakeEight(ref line, length, keys);
        }
        else
        {
            TakeOne(ref line, blanks, keys);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void TakeEight(ref byte line, int length, ulong[] keys)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        ref var window = ref MemoryMarshal.GetArrayDataReference(_windows);
        nint i = 0;
        foreach (var next in _nextWindows)
        {
            var found = Vector512<byte>.Zero;
            for (; i < next; i++)
            {
                var rest = length - window.Offset;
                if (rest > 0)
                {
                    ref var bytes = ref Unsafe.Add(ref line, (nint)window.Offset);
                    var all = Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref bytes), window.Places, Vector512.LoadUnsafe(ref bytes, WindowLength / 2));
                    found |= all & Vector512.LessThan(window.Places, Vector512.Create((byte)(rest < WindowLength ? rest : WindowLength)));
                }

                window = ref Unsafe.Add(ref window, 1);
            }

            Vector512.AndNot(found, Vector512.Equals(found, Vector512.Create((byte)' '))).AsUInt64().StoreUnsafe(ref key);
            key = ref Unsafe.Add(ref key, KeysAtOnce);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeOne(ref byte line, BlankBits blanks, ulong[] keys)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        foreach (var (offset, mask) in _places)
        {
            key = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref line, (nint)offset)) & mask & blanks.MaskOthers((nuint)offset);
            key = ref Unsafe.Add(ref key, 1);
        }
    }

    private static int OffsetOf(KeyPlan plan) => plan.Field.Offset + plan.Skip;

    private static int LengthOf(KeyPlan plan) => Math.Min(LineCheck.KeyLength, plan.Field.Width - plan.Skip);

    /// <summary>Some bytes of a line, and where of eight keys they belong.</summary>
    private readonly struct Window
    {
        public Window(int offset, IEnumerable<(int Position, int At)> bytes)
        {
            Offset = offset;
            Span<byte> places = stackalloc byte[Vector512<byte>.Count];
            places.Fill(Nowhere);
            foreach (var (position, at) in bytes)
            {
                places[at] = (byte)(position - offset);
            }

            Places = Vector512.Create<byte>(places);
        }

        /// <summary>For each byte of the keys its place in the window.</summary>
        public readonly Vector512<byte> Places;

        /// <summary>The window's first byte in the line.</summary>
        public readonly int Offset;
    }
}
