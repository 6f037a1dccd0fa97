using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Checks the first bytes of all fields of a line at once: whether there is a value where there must be one, and whether a code of one
/// character is one of its table.
/// </summary>
internal sealed class FirstByteCheck
{
    // A blank field begins with a blank, or with the delimiter that ends it.
    private const string Blanks = " \t";
    private const int OneCharacter = 1;

    private static readonly string Any = string.Concat(Enumerable.Range(1, 0x7F).Select(c => (char)c).Except(Blanks));

    private readonly CharacterClasses[] _classes;
    private readonly byte[][] _allowed;

    private readonly byte[][] _tables;
    private readonly byte[][] _tableSets;

    // Fields of which nothing is asked.
    private readonly byte[] _free;

    public FirstByteCheck(IReadOnlyList<FieldTest> fields)
    {
        var rows = fields.Select(RowOf).ToList();
        _free = new byte[LineCheck.MostFields];
        _free.AsSpan().Fill(byte.MaxValue);
        var classes = new List<CharacterClasses>();
        var allowed = new List<byte[]>();
        for (var rest = rows.OfType<string>().Distinct(StringComparer.Ordinal).ToList(); rest.Count > 0;)
        {
            // As many sets as fit; the first one always does.
            var group = new CharacterClasses(rest);
            var masks = new byte[LineCheck.MostFields];
            for (var i = 0; i < fields.Count; i++)
            {
                var set = rows[i] is { } row ? rest.IndexOf(row) : -1;
                if (set >= 0 && group[set] != 0)
                {
                    masks[fields[i].Number] = group[set];
                    _free[fields[i].Number] = 0;
                }
            }

            classes.Add(group);
            allowed.Add(masks);
            rest = [.. rest.Where((_, i) => group[i] == 0)];
        }

        var sets = rows.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        _tables = new byte[(sets.Count + 7) / 8][];
        _tableSets = new byte[_tables.Length][];
        for (var group = 0; group < _tables.Length; group++)
        {
            var eight = sets.Skip(group * 8).Take(8).ToList();
            _tables[group] = [.. Enumerable.Range(0, 0x80).Select(c => (byte)eight.Sum(set => set.Contains((char)c) ? 1 << eight.IndexOf(set) : 0))];
            _tableSets[group] = new byte[LineCheck.MostFields];
            for (var i = 0; i < fields.Count; i++)
            {
                _tableSets[group][fields[i].Number] = rows[i] is { } row && eight.Contains(row) ? (byte)(1 << eight.IndexOf(row)) : (byte)0;
            }
        }

        _classes = [.. classes];
        _allowed = [.. allowed];
    }

    /// <summary>Whether a field is wholly checked by its first byte and its length.</summary>
    public static bool IsEnough(FieldTest field) => field.Width == OneCharacter && AreOneCharacter(field);

    /// <summary>Whether each field may begin with its byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Passes(ReadOnlySpan<byte> firstBytes, int fieldCount)
    {
        ref var bytes = ref MemoryMarshal.GetReference(firstBytes);
        if (!Vector128.IsHardwareAccelerated)
        {
            return PassesOneByOne(firstBytes[..fieldCount]);
        }

        if (Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated)
        {
            return Passes512(ref bytes, fieldCount);
        }

        var faults = Vector256<byte>.Zero;
        for (nint i = 0; i < fieldCount; i += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref Unsafe.Add(ref bytes, i));
            var fits = Vector256.LoadUnsafe(ref _free[i]);
            for (var group = 0; group < _classes.Length; group++)
            {
                fits |= _classes[group].Classify(block) & Vector256.LoadUnsafe(ref _allowed[group][i]);
            }

            faults |= Vector256.Equals(fits, Vector256<byte>.Zero);
        }

        return faults == Vector256<byte>.Zero;
    }

    /// <summary>The same with tables of all of ASCII, eight sets to a table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Passes512(ref byte bytes, int fieldCount)
    {
        var faults = Vector512<byte>.Zero;
        for (nint i = 0; i < fieldCount; i += Vector512<byte>.Count)
        {
            var block = Vector512.LoadUnsafe(ref Unsafe.Add(ref bytes, i));
            var fits = Vector512.LoadUnsafe(ref _free[i]);
            for (var group = 0; group < _tables.Length; group++)
            {
                ref var table = ref _tables[group][0];
                var sets = Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref table), block, Vector512.LoadUnsafe(ref table, 64));
                fits |= sets & Vector512.LoadUnsafe(ref _tableSets[group][i]);
            }

            faults |= Vector512.Equals(fits, Vector512<byte>.Zero);
        }

        return faults == Vector512<byte>.Zero;
    }

    private bool PassesOneByOne(ReadOnlySpan<byte> firstBytes)
    {
        for (var i = 0; i < firstBytes.Length; i++)
        {
            int fits = _free[i];
            for (var group = 0; group < _classes.Length; group++)
            {
                fits |= _classes[group].Classify(firstBytes[i]) & _allowed[group][i];
            }

            if (fits == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string? RowOf(FieldTest field) =>
        AreOneCharacter(field) ? string.Concat(LineCheck.SpellingsOf(field)) + (field.IsNeeded ? "" : Blanks)
        : field.IsNeeded ? Any
        : null;

    private static bool AreOneCharacter(FieldTest field) =>
        !field.IsDecimal && !field.IsNumber && (field.Codes is not null || field.Values.Count > 0) && LineCheck.SpellingsOf(field).All(code => code.Length == OneCharacter);
}
