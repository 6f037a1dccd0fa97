using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Text;

/// <summary>Text of printable ASCII characters, of which nearly every value of a record consists.</summary>
internal static class PlainText
{
    private const int Half = sizeof(ulong) / sizeof(char);
    private const ushort First = ' ';
    private const ushort Last = '~';

    /// <summary>Writes the characters as bytes; fails, with no more than the text's length written, if one is not printable ASCII.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="destination">At least as long as the text.</param>
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination)
    {
        ref var from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var to = ref MemoryMarshal.GetReference(destination[..text.Length]);
        if (text.Length >= Vector128<ushort>.Count)
        {
            return Many(ref from, ref to, (nuint)text.Length);
        }

        if (text.Length >= Half)
        {
            // The two halves share the characters in the middle.
            var rest = (nuint)(text.Length - Half);
            var both = Vector128.Create(Four(ref from), Four(ref Unsafe.Add(ref from, rest))).AsUInt16();
            var bytes = Vector128.Narrow(both, both).AsUInt32();
            Unsafe.WriteUnaligned(ref to, bytes.ToScalar());
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, rest), bytes.GetElement(1));
            return IsPlain(both);
        }

        var isPlain = true;
        for (var i = 0; i < text.Length; i++)
        {
            destination[i] = (byte)text[i];
            isPlain &= text[i] is >= (char)First and <= (char)Last;
        }

        return isPlain;
    }

    private static bool Many(ref ushort from, ref byte to, nuint length)
    {
        var last = length - (nuint)Vector128<ushort>.Count;
        for (nuint i = 0; ; i += (nuint)Vector128<ushort>.Count)
        {
            // The last eight characters may be written a second time.
            i = i < last ? i : last;
            var characters = Vector128.LoadUnsafe(ref from, i);
            if (!IsPlain(characters))
            {
                return false;
            }

            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, i), Vector128.Narrow(characters, characters).AsUInt64().ToScalar());
            if (i == last)
            {
                return true;
            }
        }
    }

    private static ulong Four(ref ushort characters) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref characters));

    private static bool IsPlain(Vector128<ushort> characters) =>
        !Vector128.GreaterThanAny(characters - Vector128.Create(First), Vector128.Create((ushort)(Last - First)));
}
