using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Excludes at once most rules over several fields of a record. There are some cases in which a rule is broken, and in each of them a field has
/// certain values; so each field, by its value, leaves some cases, and what all fields leave is few. Their rules have to be evaluated: a
/// filter may leave more than what a record breaks, never less.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RuleFilter
{
    private const int KeyLength = 8;
    private const int NumbersOfField = 8;
    private const int WordLength = 64;
    private const ulong Blanks = 0x2020_2020_2020_2020;

    private static int _count;

    private readonly RuleSet _all;
    private readonly ushort[] _rulesOfCases;
    private readonly Field[] _fields;
    private readonly Field[] _fieldsByNumber;
    private readonly Entry[] _entries;
    private readonly Vector256<ulong>[] _rows;
    private readonly BlankFields _blanks;
    private readonly FieldPair[] _pairs;
    private readonly int _slots;

    /// <summary>A filter by the tables that the generator has made.</summary>
    /// <param name="rulesOfCases">For each case its rule; the cases of a rule stand side by side.</param>
    /// <param name="fields">
    /// For each field, in their order, its number, offset and width, its first place among the keys, its first place among their rows, the
    /// bits of a place, the row of a value that is none of its texts, and the slot in which its key is kept, or -1.
    /// </param>
    /// <param name="factors">For each field the factor that makes a place of a key.</param>
    /// <param name="keys">The texts by which cases differ, each at its place; the first place of a field is that of the blank.</param>
    /// <param name="rowsOfKeys">For each place of a field the row of its text.</param>
    /// <param name="rows">Sets of cases, as bits.</param>
    /// <param name="dateTests">Which dates are compared with days: see <see cref="DayRows"/>.</param>
    /// <param name="yearTests">Which cases there are only when the year has ended, or only before.</param>
    /// <param name="pairs">Which fields are compared with each other: both slots, the relation, and the case.</param>
    /// <exception cref="ArgumentException">The tables do not belong together.</exception>
    public RuleFilter(
        ReadOnlySpan<ushort> rulesOfCases,
        ReadOnlySpan<int> fields,
        ReadOnlySpan<ulong> factors,
        ReadOnlySpan<ulong> keys,
        ReadOnlySpan<ushort> rowsOfKeys,
        ReadOnlySpan<ulong> rows,
        ReadOnlySpan<int> dateTests,
        ReadOnlySpan<int> yearTests,
        ReadOnlySpan<int> pairs)
    {
        Number = Interlocked.Increment(ref _count) - 1;
        _rulesOfCases = rulesOfCases.ToArray();
        _all = RuleSet.All(_rulesOfCases);
        var words = (Math.Min(rulesOfCases.Length, RuleSet.MostCases) + WordLength - 1) / WordLength;
        _rows = new Vector256<ulong>[words == 0 ? 0 : rows.Length / words];
        Span<ulong> row = stackalloc ulong[Vector256<ulong>.Count];
        for (var i = 0; i < _rows.Length; i++)
        {
            rows.Slice(i * words, words).CopyTo(row);
            _rows[i] = Vector256.Create<ulong>(row);
        }

        _fields = new Field[fields.Length / NumbersOfField];
        _entries = new Entry[rowsOfKeys.Length];
        for (var i = 0; i < _fields.Length; i++)
        {
            var numbers = fields.Slice(i * NumbersOfField, NumbersOfField);
            _fields[i] = new Field(numbers, factors[i]);
            _slots = Math.Max(_slots, numbers[^1] + 1);
            Require(_slots <= DayRows.MostSlots && Fits(_fields[i]));
            for (var place = 0; place < 1 << numbers[5]; place++)
            {
                var entry = _fields[i].FirstEntry + place;
                Require(rowsOfKeys[entry] < _rows.Length);
                _entries[entry] = new Entry(keys[numbers[3] + place], rowsOfKeys[entry]);
            }
        }

        _blanks = new BlankFields(Array.ConvertAll(_fields, field => (field.Number, _rows[_entries[field.FirstEntry].Row])));
        _fieldsByNumber = new Field[_fields.Select(field => field.Number + 1).DefaultIfEmpty().Max()];
        foreach (ref readonly var field in _fields.AsSpan())
        {
            _fieldsByNumber[field.Number] = field;
        }

        _pairs = new FieldPair[pairs.Length / FieldPair.Numbers];
        for (var i = 0; i < _pairs.Length; i++)
        {
            _pairs[i] = new FieldPair(pairs.Slice(i * FieldPair.Numbers, FieldPair.Numbers));
            Require(_pairs[i].Left < _slots && _pairs[i].Right < _slots);
        }

        DateTests = DateTest.Read(dateTests);
        YearTests = yearTests.ToArray();
        Require(Array.TrueForAll(DateTests, test => test.Slot < _slots));
    }

    /// <summary>The filter's number among all of the process, from 0.</summary>
    internal int Number { get; }

    /// <summary>The comparisons of dates with days.</summary>
    internal DateTest[] DateTests { get; }

    /// <summary>By twos a case, and whether the year must have ended for it.</summary>
    internal int[] YearTests { get; }

    /// <summary>Every rule: what is left without a filter.</summary>
    internal RuleSet All => _all;

    // What a value has of the eight bytes of a key.
    private static ReadOnlySpan<ulong> Masks =>
        [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, ulong.MaxValue];

    /// <summary>The rules that a line may break, whether it is complete or not, in either layout.</summary>
    /// <param name="line">The line.</param>
    /// <param name="findings">Knows the days of the line's school, and has room for keys.</param>
    internal RuleSet Find(in RecordLine line, FindingCollector findings)
    {
        ref var kept = ref MemoryMarshal.GetArrayDataReference(findings.KeySlots);
        var cases = line.IsDelimited ? FindDelimited(line, findings.FieldBits, ref kept) : FindPositional(line, ref kept);
        foreach (ref readonly var pair in _pairs.AsSpan())
        {
            cases &= pair.Cases(Unsafe.Add(ref kept, pair.Left), Unsafe.Add(ref kept, pair.Right));
        }

        if (DateTests.Length + YearTests.Length > 0)
        {
            cases &= findings.DaysOf(line).RowsOf(this).Cases(ref kept);
        }

        return new RuleSet(cases, _rulesOfCases);
    }

    private Vector256<ulong> FindDelimited(in RecordLine line, ulong[] bits, ref ulong kept)
    {
        // Most fields are empty: what they leave, they leave together.
        var cases = _all.Cases & _blanks.Find(line.Ends, bits);
        cases &= FindShort(line, bits, ref kept);
        return cases & FindLong(line, bits, ref kept);
    }

    // Nothing is called between these rows: they stay in a register.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private Vector256<ulong> FindShort(in RecordLine line, ulong[] bits, ref ulong kept)
    {
        var cases = Vector256<ulong>.AllBitsSet;
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref var fields = ref MemoryMarshal.GetArrayDataReference(_fieldsByNumber);
        ref var data = ref MemoryMarshal.GetReference(line.Data);
        ref var ends = ref MemoryMarshal.GetReference(line.Ends);
        var last = line.Data.Length - KeyLength;
        for (var word = 0; word < bits.Length; word++)
        {
            var others = 0UL;
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                nint number = (word * WordLength) + BitOperations.TrailingZeroCount(rest);
                nint start = Unsafe.Add(ref ends, number - 1) + 1;
                var length = Unsafe.Add(ref ends, number) - start;
                if (length > KeyLength || start > last)
                {
                    others |= rest & (0 - rest);
                    continue;
                }

                cases &= Unsafe.Add(ref rows, RowOf(Unsafe.Add(ref fields, number), KeyOf(ref Unsafe.Add(ref data, start), length), ref kept));
            }

            bits[word] = others;
        }

        return cases;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector256<ulong> FindLong(in RecordLine line, ulong[] bits, ref ulong kept)
    {
        var cases = Vector256<ulong>.AllBitsSet;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                ref readonly var field = ref _fieldsByNumber[(word * WordLength) + BitOperations.TrailingZeroCount(rest)];
                cases &= _rows[RowOf(field, line.Field(field.Number, 0, 0), ref kept)];
            }
        }

        return cases;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector256<ulong> FindPositional(in RecordLine line, ref ulong kept)
    {
        var cases = _all.Cases & FindShort(line, ref kept);
        foreach (ref readonly var field in _fields.AsSpan())
        {
            if (IsLong(field, line))
            {
                cases &= _rows[RowOf(field, line.Field(0, field.Offset, field.Width), ref kept)];
            }
        }

        return cases;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private Vector256<ulong> FindShort(in RecordLine line, ref ulong kept)
    {
        var cases = Vector256<ulong>.AllBitsSet;
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref var data = ref Unsafe.Add(ref MemoryMarshal.GetReference(line.Data), line.Start);
        foreach (ref readonly var field in _fields.AsSpan())
        {
            if (!IsLong(field, line))
            {
                var start = Math.Min(field.Offset, line.Length);
                var key = KeyOf(ref Unsafe.Add(ref data, start), Math.Min(field.Width, line.Length - start));
                cases &= Unsafe.Add(ref rows, RowOf(field, key, ref kept));
            }
        }

        return cases;
    }

    /// <summary>Whether a value of a positional line may be longer than a key, or nothing may be read behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLong(in Field field, in RecordLine line)
    {
        var start = Math.Min(field.Offset, line.Length);
        return Math.Min(field.Width, line.Length - start) > KeyLength || start > line.Data.Length - line.Start - KeyLength;
    }

    /// <summary>A value as an integer. What fills it up is as good as nothing: blanks are zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong KeyOf(ref byte value, nint length) =>
        (Unsafe.ReadUnaligned<ulong>(ref value) ^ Blanks) & Unsafe.Add(ref MemoryMarshal.GetReference(Masks), length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint RowOf(in Field field, ulong key, ref ulong kept)
    {
        Unsafe.Add(ref kept, field.Slot) = key;
        ref readonly var entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), field.FirstEntry + (nint)((key * field.Factor) >> field.Shift));
        return entry.Key == key ? entry.Row : field.Other;
    }

    /// <summary>The row of a value that is longer than a key, or behind which nothing may be read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private nint RowOf(in Field field, ReadOnlySpan<byte> value, ref ulong kept)
    {
        if (value.Length > KeyLength)
        {
            Unsafe.Add(ref kept, field.Slot) = FieldPair.Unknown;
            return field.Other;
        }

        var key = 0UL;
        for (var i = value.Length - 1; i >= 0; i--)
        {
            key = (key << 8) | (byte)(value[i] ^ ' ');
        }

        return RowOf(field, key, ref kept);
    }

    private static void Require(bool tables)
    {
        if (!tables)
        {
            throw new ArgumentException("The tables of a filter do not belong together.", nameof(tables));
        }
    }

    private bool Fits(in Field field) =>
        field.Number is > 0 and < LineCheck.MostFields && field.Offset >= 0 && field.Width >= 0 && field.FirstEntry >= 0 && field.Shift is > 32 and < WordLength
        && field.FirstEntry + (1 << (WordLength - field.Shift)) <= _entries.Length && (uint)field.Other < (uint)_rows.Length;

    /// <summary>A text and its row.</summary>
    private readonly struct Entry(ulong key, nint row)
    {
        public readonly ulong Key = key;
        public readonly nint Row = row;
    }

    private readonly struct Field
    {
        public readonly ulong Factor;
        public readonly int Number;
        public readonly int Offset;
        public readonly int Width;
        public readonly int FirstEntry;
        public readonly int Shift;
        public readonly int Other;
        public readonly int Slot;

        public Field(ReadOnlySpan<int> numbers, ulong factor)
        {
            Factor = factor;
            Number = numbers[0];
            Offset = numbers[1];
            Width = numbers[2];
            FirstEntry = numbers[4];
            Shift = WordLength - numbers[5];
            Other = numbers[6];

            // Keys that nobody asks for go to a slot of their own.
            Slot = numbers[7] < 0 ? DayRows.MostSlots : numbers[7];
        }
    }
}
