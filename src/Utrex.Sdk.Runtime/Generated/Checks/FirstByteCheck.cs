using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Checks the first bytes of all fields of a delimited line at once: whether there is a value where there must be one, whether a value may
/// begin so, and whether a code of one character is one of its table.
/// </summary>
internal sealed class FirstByteCheck
{
    // A blank field begins with a blank, or with the delimiter that ends it.
    private const string Blanks = " \t";
    private const int OneCharacter = 1;

    private static readonly string Any = string.Concat(Enumerable.Range(1, 0x7F).Select(c => (char)c));
    private static readonly string Filled = string.Concat(Any.Except(Blanks));

    private readonly CharacterSets _sets;

    // For each group of sets the bits that each field allows.
    private readonly byte[] _allowed;

    // Fields of which nothing is asked.
    private readonly byte[] _free = new byte[LineCheck.MostFields];

    public FirstByteCheck(IReadOnlyList<FieldTest> fields)
    {
        var rows = fields.Select(RowOf).ToList();
        _sets = new CharacterSets(rows.OfType<string>());
        _allowed = new byte[_sets.GroupCount * LineCheck.MostFields];
        _free.AsSpan().Fill(byte.MaxValue);
        for (var i = 0; i < fields.Count; i++)
        {
            if (rows[i] is not { } row)
            {
                continue;
            }

            var number = fields[i].Number;
            _free[number] = 0;
            if (_sets[row] is { Bits: not 0 } place)
            {
                _allowed[(place.Group * LineCheck.MostFields) + number] = place.Bits;
            }
        }
    }

    /// <summary>Whether a field is wholly checked by its first byte and its length.</summary>
    public static bool IsEnough(FieldTest field) => field.Width == OneCharacter && AreOneCharacter(field);

    /// <summary>The bytes with which a field may begin; none are named where any may stand.</summary>
    public static string? RowOf(FieldTest field)
    {
        var areOne = AreOneCharacter(field);
        if (!areOne && field.NotFirst.Length == 0)
        {
            return field.IsNeeded ? Filled : null;
        }

        var values = areOne ? LineCheck.SpellingsOf(field).SelectMany(code => code).Except(Blanks) : Filled;
        return string.Concat(values.Concat(field.IsNeeded ? "" : Blanks).Except(field.NotFirst));
    }

    /// <summary>Whether each field may begin with its byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Passes(ReadOnlySpan<byte> firstBytes, int fieldCount)
    {
        ref var bytes = ref MemoryMarshal.GetReference(firstBytes);
        return LineCheck.LooksUpBytes ? Passes512(ref bytes, fieldCount)
            : Vector128.IsHardwareAccelerated ? Passes256(ref bytes, fieldCount)
            : PassesOneByOne(firstBytes[..fieldCount]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Passes512(ref byte bytes, int fieldCount)
    {
        ref var allowed = ref MemoryMarshal.GetArrayDataReference(_allowed);
        var groups = _sets.GroupCount;
        var faults = Vector512<byte>.Zero;
        for (nint i = 0; i < fieldCount; i += Vector512<byte>.Count)
        {
            var block = Vector512.LoadUnsafe(ref Unsafe.Add(ref bytes, i));
            var fits = Vector512.LoadUnsafe(ref _free[i]);
            for (var group = 0; group < groups; group++)
            {
                fits |= _sets.Find(group, block) & Vector512.LoadUnsafe(ref Unsafe.Add(ref allowed, (group * LineCheck.MostFields) + i));
            }

            faults |= Vector512.Equals(fits, Vector512<byte>.Zero);
        }

        return faults == Vector512<byte>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Passes256(ref byte bytes, int fieldCount)
    {
        ref var allowed = ref MemoryMarshal.GetArrayDataReference(_allowed);
        var groups = _sets.GroupCount;
        var faults = Vector256<byte>.Zero;
        for (nint i = 0; i < fieldCount; i += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref Unsafe.Add(ref bytes, i));
            var fits = Vector256.LoadUnsafe(ref _free[i]);
            for (var group = 0; group < groups; group++)
            {
                fits |= _sets.Find(group, block) & Vector256.LoadUnsafe(ref Unsafe.Add(ref allowed, (group * LineCheck.MostFields) + i));
            }

            faults |= Vector256.Equals(fits, Vector256<byte>.Zero);
        }

        return faults == Vector256<byte>.Zero;
    }

    private bool PassesOneByOne(ReadOnlySpan<byte> firstBytes)
    {
        for (var i = 0; i < firstBytes.Length; i++)
        {
            int fits = _free[i];
            for (var group = 0; group < _sets.GroupCount; group++)
            {
                fits |= _sets.Find(group, firstBytes[i]) & _allowed[(group * LineCheck.MostFields) + i];
            }

            if (fits == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreOneCharacter(FieldTest field) =>
        !field.IsDecimal && !field.IsNumber && (field.Codes is not null || field.Values.Count > 0) && LineCheck.SpellingsOf(field).All(code => code.Length == OneCharacter);
}
