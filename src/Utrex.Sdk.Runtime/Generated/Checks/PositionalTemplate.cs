using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Which classes of characters may stand at each position of a positional line. One pass tells whether every byte is ASCII and no
/// control character that ends a field or a line, and whether fields of limited characters keep to theirs. Where a blank is none of
/// those, only somebody who knows where the value ends can tell: such fields are left to the <see cref="LineCheck"/>.
/// </summary>
internal sealed class PositionalTemplate
{
    // NUL, TAB and the ends of a line are left to those who can tell what they mean.
    private static readonly string AnyCharacter = string.Concat(Enumerable.Range(1, 0x7F).Select(c => (char)c).Except("\t\r\n"));

    private readonly CharacterClasses _classes;
    private readonly byte[] _allowed;

    /// <summary>A template.</summary>
    /// <param name="length">The bytes of a full line.</param>
    /// <param name="fields">The fields.</param>
    public PositionalTemplate(int length, IReadOnlyList<FieldTest> fields)
    {
        var sets = fields.Where(HasBlank).Select(field => field.Characters!).Distinct().ToList();
        _classes = new CharacterClasses([AnyCharacter, .. sets.Select(set => string.Concat(set.Ascii.Intersect(AnyCharacter)))]);
        _allowed = new byte[length + Vector512<byte>.Count];
        _allowed.AsSpan(0, length).Fill(_classes[0]);
        foreach (var field in fields)
        {
            if (HasBlank(field))
            {
                _allowed.AsSpan(field.Offset, field.Width).Fill(_classes[sets.IndexOf(field.Characters!) + 1]);
            }
        }

        Length = length;
    }

    /// <summary>The bytes of a full line.</summary>
    public int Length { get; }

    /// <summary>Whether a field is limited to some characters, of which the blank that fills it up is one.</summary>
    public static bool HasBlank(FieldTest field) => field.Characters is { } set && set.Ascii.Contains(' ', StringComparison.Ordinal);

    /// <summary>Whether the line is a full one and each byte is allowed at its position. The bytes behind the line may be read.</summary>
    public bool Matches(scoped in RecordLine line)
    {
        var bytes = line.Bytes;
        if (bytes.Length != Length)
        {
            return false;
        }

        ref var first = ref MemoryMarshal.GetReference(bytes);
        return Vector512.IsHardwareAccelerated && Length >= Vector512<byte>.Count ? Matches512(ref first)
            : Vector256.IsHardwareAccelerated ? Matches256(ref first)
            : Vector128.IsHardwareAccelerated ? Matches128(ref first)
            : MatchesOneByOne(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Matches512(ref byte line)
    {
        ref var allowed = ref MemoryMarshal.GetArrayDataReference(_allowed);
        var faults = Vector512<byte>.Zero;
        nint i = 0;
        for (; i <= Length - Vector512<byte>.Count; i += Vector512<byte>.Count)
        {
            faults |= Vector512.Equals(_classes.Classify(Vector512.LoadUnsafe(ref Unsafe.Add(ref line, i))) & Vector512.LoadUnsafe(ref Unsafe.Add(ref allowed, i)), Vector512<byte>.Zero);
        }

        // The last bytes once more, with some that have been seen.
        i = Length - Vector512<byte>.Count;
        faults |= Vector512.Equals(_classes.Classify(Vector512.LoadUnsafe(ref Unsafe.Add(ref line, i))) & Vector512.LoadUnsafe(ref Unsafe.Add(ref allowed, i)), Vector512<byte>.Zero);
        return faults == Vector512<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Matches256(ref byte line)
    {
        ref var allowed = ref MemoryMarshal.GetArrayDataReference(_allowed);
        var faults = 0u;
        for (nint i = 0; i < Length; i += Vector256<byte>.Count)
        {
            var classes = _classes.Classify(Vector256.LoadUnsafe(ref Unsafe.Add(ref line, i))) & Vector256.LoadUnsafe(ref Unsafe.Add(ref allowed, i));
            faults |= Vector256.Equals(classes, Vector256<byte>.Zero).ExtractMostSignificantBits() & Inside(Length - i, Vector256<byte>.Count);
        }

        return faults == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Matches128(ref byte line)
    {
        ref var allowed = ref MemoryMarshal.GetArrayDataReference(_allowed);
        var faults = 0u;
        for (nint i = 0; i < Length; i += Vector128<byte>.Count)
        {
            var classes = _classes.Classify(Vector128.LoadUnsafe(ref Unsafe.Add(ref line, i))) & Vector128.LoadUnsafe(ref Unsafe.Add(ref allowed, i));
            faults |= Vector128.Equals(classes, Vector128<byte>.Zero).ExtractMostSignificantBits() & Inside(Length - i, Vector128<byte>.Count);
        }

        return faults == 0;
    }

    private bool MatchesOneByOne(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if ((_classes.Classify(line[i]) & _allowed[i]) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A bit for each byte of a block that belongs to the line.</summary>
    private static uint Inside(nint rest, int block) => rest >= block ? uint.MaxValue : (1u << (int)rest) - 1;
}
