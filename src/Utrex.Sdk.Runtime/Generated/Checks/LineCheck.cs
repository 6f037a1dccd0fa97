using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Tells in one go whether every value of a line surely keeps the rules of its field. The fields are laid side by side, in a row of
/// first bytes and a row of keys, and tested many at a time; nothing branches on a value. A line that does not pass may be clean
/// nevertheless: the rules of the fields decide. Most lines pass.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LineCheck
{
    /// <summary>The bytes of a key.</summary>
    internal const int KeyLength = 8;

    /// <summary>The most keys of a line; fields beyond are left to their plain tests.</summary>
    internal const int MostKeys = 64;

    /// <summary>The most fields of a line, and some to spare.</summary>
    internal const int MostFields = 256;

    private const int Lanes = 4;
    private const int NoLimit = int.MaxValue;
    private const int LongestRange = 64;

    // So that no place of a key that begins in the window wraps around.
    private const int LongestWindow = 232;

    private readonly PositionalTemplate _template;
    private readonly FirstByteCheck _firstBytes;
    private readonly int _fieldCount;
    private readonly int[] _limits;
    private readonly KeyPlace[] _places;
    private readonly KeyShapes[] _shapes;
    private readonly Vector256<ulong>[] _noDates;
    private readonly CodeProbes _codes;
    private readonly CodeProbes _choices;
    private readonly (int Key, DayRange Range)[] _days;
    private readonly (int First, int Last, CharacterClasses Classes, byte Set)[] _characters;
    private readonly FieldTest[] _unfilled;
    private readonly FieldTest[][] _plain;
    private readonly KeyGroup[] _groups;
    private readonly (int Offset, int Field, int Count)[] _runs;

    /// <summary>A check of the lines of a record type.</summary>
    /// <param name="length">The bytes of a full line in the positional layout.</param>
    /// <param name="fields">What the values must be like, one test for each field, in order.</param>
    public LineCheck(int length, params FieldTest[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Length, MostFields - Vector512<byte>.Count, nameof(fields));
        _fieldCount = fields.Length;
        _template = new PositionalTemplate(length, fields);
        _firstBytes = new FirstByteCheck(fields);
        _limits = new int[fields.Length + (2 * Vector256<int>.Count)];
        _limits.AsSpan().Fill(NoLimit);
        var plans = fields.SelectMany(KeyPlan.Of).ToList();
        foreach (var field in fields)
        {
            // One to spare for the delimiter.
            var isKeyed = plans.Exists(plan => plan.Field == field) && field.MinLength < 2;
            var limit = FirstByteCheck.IsEnough(field) ? 1 : isKeyed ? Math.Min(field.MaxLength ?? field.Width, field.Width) : field.MaxLength;
            _limits[field.Number] = limit + 1 ?? NoLimit;
        }

        // Dates first, so that the others need no thought of them.
        plans = [.. plans.OrderBy(plan => !plan.Field.IsDate).ThenBy(plan => !plan.HasShape).ThenBy(plan => plan.Field.Number)];
        _places = [.. plans.Select(plan => new KeyPlace(plan))];
        var dated = Enumerable.Range(0, (plans.FindLastIndex(plan => plan.Field.IsDate) + Lanes) / Lanes).Select(i => i * Lanes);
        _groups = [.. plans.Chunk(KeyLength).Select(group => new KeyGroup(group))];
        _noDates = [.. dated.Select(i => Constant(plans, i, plan => plan.Field.IsDate ? 0 : ulong.MaxValue, ulong.MaxValue))];
        var shaped = Enumerable.Range(0, (plans.FindLastIndex(plan => plan.HasShape) + Lanes) / Lanes).Select(i => i * Lanes).ToList();
        _shapes =
        [
            .. shaped.Select(i => new KeyShapes
            {
                Low = Constant(plans, i, plan => plan.Low, 0),
                High = Constant(plans, i, plan => plan.High, ulong.MaxValue),
                Points = Constant(plans, i, plan => plan.Point, ulong.MaxValue),
                Some = Constant(plans, i, plan => plan.Some, ulong.MaxValue),
                Last = Constant(plans, i, plan => plan.Last, ulong.MaxValue),
                Max = Constant(plans, i, plan => plan.Max, ulong.MaxValue),
                MaxLast = Constant(plans, i, plan => plan.MaxLast, 0),
            }),
        ];
        var numbered = plans.Select((plan, i) => (plan, i)).ToList();
        _codes = new CodeProbes([.. numbered.Where(pair => pair.plan is { Index: not null, IsChoice: false }).Select(pair => (pair.i, pair.plan.Index!))]);
        _choices = new CodeProbes([.. numbered.Where(pair => pair.plan is { Index: not null, IsChoice: true }).Select(pair => (pair.i, pair.plan.Index!))]);
        _days = [.. numbered.Where(pair => pair.plan.Field.Days != DayRange.Any).Select(pair => (pair.i, pair.plan.Field.Days))];
        _characters = [.. Ranges(fields)];
        _unfilled = [.. fields.Where(field => field.Characters is not null && !PositionalTemplate.HasBlank(field))];
        _runs = [.. Runs(fields)];
        _plain = [.. Neighbours(fields.Where(field => field.Plain is not null))];
    }

    /// <summary>Whether the line surely is clean.</summary>
    /// <param name="line">
    /// A line from a <see cref="IO.BatchReader"/>, which sees to it that a delimited one has every field and is ASCII without NULs, and that
    /// the bytes behind it may be read.
    /// </param>
    /// <param name="firstBytes">The first bytes of the fields of a delimited line.</param>
    /// <param name="run">The run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool IsClean(in RecordLine line, ReadOnlySpan<byte> firstBytes, CheckRun run)
    {
        if (line.IsDelimited)
        {
            ref var data = ref MemoryMarshal.GetReference(line.Data);
            ref var ends = ref MemoryMarshal.GetReference(line.Ends);
            if (!Fit(ref ends) || !HaveCharacters(ref data, ref ends) || !_firstBytes.Passes(firstBytes, _fieldCount))
            {
                return false;
            }

            FillKeys(ref data, ref ends, run.Keys);
            return AreClean(run.Keys, run) && KeepsPlain(line, ref ends, run);
        }

        if (line.Bytes.Length < _template.Length)
        {
            return IsClean(run.Fill(line.Bytes, _template.Length), firstBytes, run);
        }

        if (!_template.Matches(line) || !HaveCharacters(line.Bytes))
        {
            return false;
        }

        ref var bytes = ref MemoryMarshal.GetReference(line.Bytes);
        foreach (var (offset, field, _) in _runs)
        {
            Vector128.LoadUnsafe(ref Unsafe.Add(ref bytes, offset)).StoreUnsafe(ref run.FirstBytes[field]);
        }

        if (!_firstBytes.Passes(run.FirstBytes, _fieldCount))
        {
            return false;
        }

        FillKeys(ref bytes, run.Keys);
        return AreClean(run.Keys, run) && KeepsPlain(line, ref Unsafe.NullRef<int>(), run);
    }

    /// <summary>Every spelling of the codes of a field that may be used.</summary>
    internal static IEnumerable<string> SpellingsOf(FieldTest field) => (
        from code in field.Codes?.Codes ?? []
        where !code.IsRetired
        from spelling in code.Aliases.Prepend(code.Code)
        select spelling).Concat(field.Values).Where(code => !string.Equals(code, field.Except, StringComparison.Ordinal));

    /// <summary>Whether no field is longer than its limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fit(ref int ends)
    {
        ref var limits = ref MemoryMarshal.GetArrayDataReference(_limits);
        var over = Vector256<int>.Zero;
        for (nint i = 0; i < _fieldCount; i += Vector256<int>.Count)
        {
            var lengths = Vector256.LoadUnsafe(ref Unsafe.Add(ref ends, i)) - Vector256.LoadUnsafe(ref Unsafe.Add(ref ends, i - 1));
            over |= Vector256.GreaterThan(lengths, Vector256.LoadUnsafe(ref Unsafe.Add(ref limits, i)));
        }

        return over == Vector256<int>.Zero;
    }

    /// <summary>Whether fields of limited characters keep to theirs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool HaveCharacters(ref byte data, ref int ends)
    {
        var others = 0UL;
        foreach (var (first, last, classes, set) in _characters)
        {
            nint start = Unsafe.Add(ref ends, first - 1) + 1;
            var length = Unsafe.Add(ref ends, last) - start;
            if (length > LongestRange)
            {
                return false;
            }

            var low = classes.Classify(Vector256.LoadUnsafe(ref Unsafe.Add(ref data, start))) & Vector256.Create(set);
            var high = classes.Classify(Vector256.LoadUnsafe(ref Unsafe.Add(ref data, start + Vector256<byte>.Count))) & Vector256.Create(set);
            var outside = Vector256.Equals(low, Vector256<byte>.Zero).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(high, Vector256<byte>.Zero).ExtractMostSignificantBits() << Vector256<byte>.Count);
            others |= length == LongestRange ? outside : outside & ((1UL << (int)length) - 1);
        }

        return others == 0;
    }

    /// <summary>Whether fields of a positional line whose characters have no blank among them keep to theirs, up to the blanks at the end.</summary>
    private bool HaveCharacters(ReadOnlySpan<byte> line)
    {
        foreach (var field in _unfilled)
        {
            if (!field.Characters!.ContainsAll(line.Slice(field.Offset, field.Width).TrimEnd((byte)' ')))
            {
                return false;
            }
        }

        return true;
    }

    private void FillKeys(ref byte data, ref int ends, ulong[] keys)
    {
        if (Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated)
        {
            FillKeys512(ref data, ref ends, keys);
        }
        else
        {
            FillKeys(ref data, ref ends, keys, 0, _places.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillKeys(ref byte data, ref int ends, ulong[] keys, int from, int to)
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
    private void FillKeys512(ref byte data, ref int ends, ulong[] keys)
    {
        // Where the fields end, from the line's first byte on, modulo 256; the fields of a group are nearer to each other.
        var start = Unsafe.Add(ref ends, -1);
        var low = Narrow(ref Unsafe.Add(ref ends, -1), start);
        var high = _fieldCount < Vector512<byte>.Count ? low : Narrow(ref Unsafe.Add(ref ends, Vector512<byte>.Count - 1), start);
        for (var i = 0; i < _groups.Length; i++)
        {
            ref readonly var group = ref _groups[i];
            nint window = Unsafe.Add(ref ends, (nint)group.FirstField - 1);
            if (Unsafe.Add(ref ends, (nint)group.LastField) - window > LongestWindow)
            {
                FillKeys(ref data, ref ends, keys, i * KeyLength, Math.Min(_places.Length, (i + 1) * KeyLength));
                continue;
            }

            ref var bytes = ref Unsafe.Add(ref data, window);
            var shift = Vector512.Create((byte)(window - start));
            var places = Avx512Vbmi.PermuteVar64x8x2(low, group.Before, high) - shift + group.Places;
            var last = Avx512Vbmi.PermuteVar64x8x2(low, group.Fields, high) - shift;
            var near = Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref bytes), places, Vector512.LoadUnsafe(ref bytes, 64));
            var far = Avx512Vbmi.PermuteVar64x8x2(Vector512.LoadUnsafe(ref bytes, 128), places, Vector512.LoadUnsafe(ref bytes, 192));
            var found = Vector512.ConditionalSelect(Vector512.GreaterThan(places, Vector512.Create((byte)127)), far, near);
            (found & Vector512.LessThan(places, last)).AsUInt64().StoreUnsafe(ref keys[i * KeyLength]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillKeys(ref byte line, ulong[] keys)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        nint i = 0;
        foreach (ref readonly var place in _places.AsSpan())
        {
            Unsafe.Add(ref key, i++) = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref line, (nint)place.Offset)) & place.Mask;
        }

        // Blanks are the ends of values here.
        for (i = 0; i < _places.Length; i += Lanes)
        {
            var four = Vector256.LoadUnsafe(ref Unsafe.Add(ref key, i)).AsByte();
            Vector256.AndNot(four, Vector256.Equals(four, Vector256.Create((byte)' '))).AsUInt64().StoreUnsafe(ref Unsafe.Add(ref key, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AreClean(ulong[] keys, CheckRun run)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        var misshapen = 0UL;
        for (var i = 0; i < _shapes.Length; i++)
        {
            misshapen |= (ulong)KeyTests.FindMisshapen(Vector256.LoadUnsafe(ref key, (nuint)(i * Lanes)), _shapes[i]) << (i * Lanes);
        }

        // A value that does not fit the shape may be a code.
        misshapen &= ~_choices.FindKnown(ref key);
        var faults = _codes.FindUnknown(ref key);
        for (var i = 0; i < _noDates.Length; i++)
        {
            faults |= (ulong)KeyTests.FindNoDates(Vector256.LoadUnsafe(ref key, (nuint)(i * Lanes)), _noDates[i]);
        }

        foreach (var (i, range) in _days)
        {
            var text = Unsafe.Add(ref key, i);
            var (first, last) = run.Days(range);
            faults |= System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(text) - first <= last - first | text == 0 ? 0u : 1;
        }

        return (faults | misshapen) == 0;
    }

    private bool KeepsPlain(in RecordLine line, ref int ends, CheckRun run)
    {
        foreach (var neighbours in _plain)
        {
            // Such fields are mostly blank, several at a time.
            var first = neighbours[0];
            var last = neighbours[^1];
            var areBlank = line.IsDelimited
                ? Unsafe.Add(ref ends, last.Number) - Unsafe.Add(ref ends, first.Number - 1) == neighbours.Length
                : !line.Bytes[first.Offset..(last.Offset + last.Width)].ContainsAnyExcept((byte)' ');
            if (!areBlank && !Keep(neighbours, line, run.Context))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Keep(FieldTest[] fields, in RecordLine line, SubmissionContext context)
    {
        foreach (var field in fields)
        {
            if (!field.Plain!(line, context))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A constant of four keys.</summary>
    private static Vector256<ulong> Constant(List<KeyPlan> plans, int first, Func<KeyPlan, ulong> constant, ulong none)
    {
        ulong[] four = [.. plans.Skip(first).Take(Lanes).Select(constant).Concat(Enumerable.Repeat(none, Lanes)).Take(Lanes)];
        return Vector256.Create<ulong>(four);
    }

    /// <summary>Neighbours with the same set of characters are looked at together, with the delimiters between them.</summary>
    private static IEnumerable<(int First, int Last, CharacterClasses Classes, byte Set)> Ranges(FieldTest[] fields)
    {
        for (var first = 0; first < fields.Length; first++)
        {
            if (fields[first].Characters is { } set)
            {
                var last = first;
                while (last + 1 < fields.Length && fields[last + 1].Characters == set)
                {
                    last++;
                }

                var classes = new CharacterClasses([set.Ascii + "\t"]);
                yield return (first, last, classes, classes[0]);
                first = last;
            }
        }
    }

    /// <summary>Fields that stand side by side.</summary>
    private static IEnumerable<FieldTest[]> Neighbours(IEnumerable<FieldTest> fields) =>
        fields.Select((field, i) => (Field: field, Run: field.Number - i)).GroupBy(pair => pair.Run, pair => pair.Field).Select(run => run.ToArray());

    /// <summary>Neighbours of one byte are copied together.</summary>
    private static IEnumerable<(int Offset, int Field, int Count)> Runs(FieldTest[] fields)
    {
        for (var first = 0; first < fields.Length;)
        {
            var last = first + 1;
            while (last < fields.Length && last - first < Vector128<byte>.Count && fields[last].Offset == fields[first].Offset + last - first)
            {
                last++;
            }

            yield return (fields[first].Offset, first, last - first);
            first = last;
        }
    }

    /// <summary>Where the bytes of a key stand.</summary>
    private readonly struct KeyPlace(KeyPlan plan)
    {
        // For lengths from -16: nothing of a value that ends before the key, all of one that goes on behind it.
        private static readonly ulong[] AllMasks =
            [.. Enumerable.Range(-Zero, 4 * Zero).Select(length => length <= 0 ? 0 : length >= KeyLength ? ulong.MaxValue : (1UL << (8 * length)) - 1)];

        private const int Zero = 64;

        /// <summary>The number of the field.</summary>
        public readonly int Field = plan.Field.Number;

        /// <summary>The bytes from the end of the field before to the key.</summary>
        public readonly int Skip = plan.Skip + 1;

        /// <summary>The first byte in the positional layout.</summary>
        public readonly int Offset = plan.Field.Offset + plan.Skip;

        /// <summary>The bytes of the key that belong to the field in the positional layout.</summary>
        public readonly ulong Mask = AllMasks[Math.Min(KeyLength, plan.Field.Width - plan.Skip) + Zero];

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
                var plan = plans[Math.Min(i / KeyLength, plans.Length - 1)];
                before[i] = (byte)plan.Field.Number;
                fields[i] = (byte)(plan.Field.Number + 1);
                places[i] = (byte)(plan.Skip + 1 + (i % KeyLength));
            }

            Before = Vector512.Create<byte>(before);
            Fields = Vector512.Create<byte>(fields);
            Places = Vector512.Create<byte>(places);
            FirstField = plans.Min(plan => plan.Field.Number);
            LastField = plans.Max(plan => plan.Field.Number);
        }
    }
}
