using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Text;

/// <summary>Text of printable ASCII characters, of which nearly every value of a record consists.</summary>
internal static class PlainText
{
    /// <summary>The longest text that is short.</summary>
    public const int LongestShort = 16;

    private const nuint Four = 4;
    private const nuint Eight = 8;
    private const ushort First = ' ';
    private const ushort Last = '~';

    /// <summary>Writes the characters as bytes; fails, with no more than the text's length written, if one is not printable ASCII.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="destination">At least as long as the text.</param>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination)
    {
        ref var to = ref MemoryMarshal.GetReference(destination[..text.Length]);
        return text.Length > LongestShort ? Many(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text)), ref to, (nuint)text.Length) : TryNarrowShort(text, ref to);
    }

    /// <summary>Writes the characters of a text of at most <see cref="LongestShort"/> as bytes, where there is room for them; calls nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryNarrowShort(ReadOnlySpan<char> text, ref byte to)
    {
        ref var from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        var length = (nuint)text.Length;
        if (length >= Eight)
        {
            // The two parts share the characters in the middle; so do those of shorter texts.
            var (first, last) = (Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, length - Eight));
            var bytes = Vector128.Narrow(first, last).AsUInt64();
            Unsafe.WriteUnaligned(ref to, bytes.ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, length - Eight), bytes.GetElement(1));
            return IsPlain(first, last);
        }

        if (length >= Four)
        {
            var both = Vector128.Create(FourOf(ref from), FourOf(ref Unsafe.Add(ref from, length - Four))).AsUInt16();
            var bytes = Vector128.Narrow(both, both).AsUInt32();
            Unsafe.WriteUnaligned(ref to, bytes.ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, length - Four), bytes.GetElement(1));
            return IsPlain(both, both);
        }

        if (length == 0)
        {
            return true;
        }

        var (head, middle, tail) = (from, Unsafe.Add(ref from, length / 2), Unsafe.Add(ref from, length - 1));
        to = (byte)head;
        Unsafe.Add(ref to, length / 2) = (byte)middle;
        Unsafe.Add(ref to, length - 1) = (byte)tail;
        return IsPlain(head) & IsPlain(middle) & IsPlain(tail);
    }

    private static bool Many(ref ushort from, ref byte to, nuint length)
    {
        var last = length - (2 * Eight);
        for (nuint i = 0; ; i += 2 * Eight)
        {
            // The last sixteen characters may be written a second time.
            i = i < last ? i : last;
            var (left, right) = (Vector128.LoadUnsafe(ref from, i), Vector128.LoadUnsafe(ref from, i + Eight));
            if (!IsPlain(left, right))
            {
                return false;
            }

            Vector128.Narrow(left, right).StoreUnsafe(ref to, i);
            if (i == last)
            {
                return true;
            }
        }
    }

    private static ulong FourOf(ref ushort characters) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref characters));

    private static bool IsPlain(ushort character) => character is >= First and <= Last;

    private static bool IsPlain(Vector128<ushort> left, Vector128<ushort> right) =>
        !Vector128.GreaterThanAny(Vector128.Max(left - Vector128.Create(First), right - Vector128.Create(First)), Vector128.Create((ushort)(Last - First)));
}
