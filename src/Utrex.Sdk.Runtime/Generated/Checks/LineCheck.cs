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

    private readonly int _length;
    private readonly FieldTest[] _fields;
    private readonly FirstByteCheck _firstBytes;
    private readonly int _fieldCount;
    private readonly int[] _limits;
    private readonly DelimitedKeys _delimited;
    private readonly PositionalKeys _positional;
    private readonly (int First, KeyShapes Shapes)[] _shapes;
    private readonly (int First, Vector256<ulong> Others)[] _dates;
    private readonly CodeProbes _codes;
    private readonly CodeProbes _choices;
    private readonly (int Key, DayRange Range)[] _days;
    private readonly (int First, int Last, CharacterClasses Classes, byte Set)[] _characters;
    private readonly FieldTest[] _unfilled;
    private readonly (int Offset, int Width)[] _flush;
    private readonly int _lastNeeded;
    private readonly PlainRun[] _plain;

    // Most batches have one layout.
    private PositionalTemplate? _template;

    /// <summary>A check of the lines of a record type.</summary>
    /// <param name="length">The bytes of a full line in the positional layout.</param>
    /// <param name="fields">What the values must be like, one test for each field, in order.</param>
    public LineCheck(int length, params FieldTest[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Length, MostFields - Vector512<byte>.Count, nameof(fields));
        _length = length;
        _fields = fields;
        _fieldCount = fields.Length;
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

        // Keys of which the same is asked stand side by side.
        plans = [.. plans.OrderBy(plan => !plan.Field.IsDate).ThenBy(plan => !plan.IsBounded).ThenBy(plan => !plan.HasPoint).ThenBy(plan => !plan.HasShape).ThenBy(plan => plan.Field.Number)];
        _delimited = new DelimitedKeys(plans, _fieldCount);
        _positional = new PositionalKeys(plans);
        var fours = plans.Chunk(Lanes).Select((four, i) => (First: i * Lanes, Plans: four)).ToList();
        _dates = [.. fours.Where(four => Array.Exists(four.Plans, plan => plan.Field.IsDate)).Select(four => (four.First, Constant(four.Plans, plan => plan.Field.IsDate ? 0 : ulong.MaxValue, ulong.MaxValue)))];
        _shapes =
        [
            .. from four in fours
               where Array.Exists(four.Plans, plan => plan.HasShape)
               select (four.First, new KeyShapes
               {
                   Low = Constant(four.Plans, plan => plan.Low, 0),
                   High = Constant(four.Plans, plan => plan.High, ulong.MaxValue),
                   HavePoints = Array.Exists(four.Plans, plan => plan.HasPoint),
                   Points = Constant(four.Plans, plan => plan.Point, ulong.MaxValue),
                   Some = Constant(four.Plans, plan => plan.Some, ulong.MaxValue),
                   Last = Constant(four.Plans, plan => plan.Last, ulong.MaxValue),
                   AreBounded = Array.Exists(four.Plans, plan => plan.IsBounded),
                   Max = Constant(four.Plans, plan => plan.Max, ulong.MaxValue),
                   MaxLast = Constant(four.Plans, plan => plan.MaxLast, 0),
               }),
        ];
        var numbered = plans.Select((plan, i) => (plan, i)).ToList();
        _codes = new CodeProbes([.. numbered.Where(pair => pair.plan is { Index: not null, IsChoice: false }).Select(pair => (pair.i, pair.plan.Index!))]);
        _choices = new CodeProbes([.. numbered.Where(pair => pair.plan is { Index: not null, IsChoice: true }).Select(pair => (pair.i, pair.plan.Index!))]);
        _days = [.. numbered.Where(pair => pair.plan.Field.Days != DayRange.Any).Select(pair => (pair.i, pair.plan.Field.Days))];
        _characters = [.. Ranges(fields)];
        _unfilled = [.. fields.Where(field => field.Characters is { } set && !set.Ascii.Contains(' ', StringComparison.Ordinal))];
        _flush = [.. fields.Where(field => !field.IsNeeded && field.NotFirst.Contains(' ', StringComparison.Ordinal)).Select(field => (field.Offset, field.Width))];
        _lastNeeded = fields.Where(field => field.IsNeeded).Select(field => field.Offset).DefaultIfEmpty(-1).Max();
        _plain = [.. Neighbours(fields.Where(field => field.Plain is not null))];
    }

    /// <summary>Whether the processor looks 64 bytes up in 128 at once.</summary>
    internal static bool LooksUpBytes => Avx512Vbmi.IsSupported && Vector512.IsHardwareAccelerated;

    /// <summary>How many bytes a positional line has, if every one may stand where it stands; else the place of the first that may not.</summary>
    /// <inheritdoc cref="PositionalTemplate.Measure"/>
    internal int Measure(ref byte line, CheckRun run) => (_template ?? MakeTemplate()).Measure(ref line, run.Blanks);

    /// <summary>Whether the line, a positional one that <see cref="Measure"/> has just found to be so long, surely is clean.</summary>
    /// <param name="line">The line; behind it as many bytes may be read as a full one has.</param>
    /// <param name="run">The run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool IsCleanPositional(in RecordLine line, CheckRun run)
    {
        if (line.Length <= _lastNeeded || !AreFlush(run.Blanks) || !HaveCharacters(line))
        {
            return false;
        }

        _positional.Take(ref Unsafe.Add(ref MemoryMarshal.GetReference(line.Data), line.Start), line.Length, run.Blanks, run.Keys);
        return AreClean(run.Keys, run) && KeepsPlain(line, run);
    }

    /// <summary>Whether the line, a delimited one, surely is clean.</summary>
    /// <param name="line">
    /// A line from a <see cref="IO.BatchReader"/>, which sees to it that it has every field and is ASCII without NULs, and that the bytes
    /// behind it may be read.
    /// </param>
    /// <param name="firstBytes">The first bytes of its fields.</param>
    /// <param name="run">The run.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool IsCleanDelimited(in RecordLine line, ReadOnlySpan<byte> firstBytes, CheckRun run)
    {
        ref var data = ref MemoryMarshal.GetReference(line.Data);
        ref var ends = ref MemoryMarshal.GetReference(line.Ends);
        if (!Fit(ref ends) || !HaveCharacters(ref data, ref ends) || !_firstBytes.Passes(firstBytes, _fieldCount))
        {
            return false;
        }

        _delimited.Take(ref data, ref ends, run.Keys);
        return AreClean(run.Keys, run) && KeepsPlain(line, run);
    }

    /// <summary>Every spelling of the codes of a field that may be used.</summary>
    internal static IEnumerable<string> SpellingsOf(FieldTest field) => (
        from code in field.Codes?.Codes ?? []
        where !code.IsRetired
        from spelling in code.Aliases.Prepend(code.Code)
        select spelling).Concat(field.Values).Where(code => !string.Equals(code, field.Except, StringComparison.Ordinal));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PositionalTemplate MakeTemplate() => _template = new PositionalTemplate(_length, _fields);

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
    private bool HaveCharacters(in RecordLine line)
    {
        foreach (var field in _unfilled)
        {
            if (!field.Characters!.ContainsAll(line.Field(field.Number, field.Offset, field.Width)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether fields of a positional line that must not begin with a blank are wholly blank where they do.</summary>
    private bool AreFlush(BlankBits blanks)
    {
        foreach (var (offset, width) in _flush)
        {
            if (blanks.AreSet(offset, 1) && !blanks.AreSet(offset, width))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AreClean(ulong[] keys, CheckRun run)
    {
        ref var key = ref MemoryMarshal.GetArrayDataReference(keys);
        var misshapen = 0UL;
        foreach (ref readonly var four in _shapes.AsSpan())
        {
            misshapen |= (ulong)KeyTests.FindMisshapen(Vector256.LoadUnsafe(ref key, (nuint)four.First), four.Shapes) << four.First;
        }

        // A value that does not fit the shape may be a code.
        misshapen &= ~_choices.FindKnown(ref key);
        var faults = _codes.FindUnknown(ref key);
        foreach (ref readonly var four in _dates.AsSpan())
        {
            faults |= (ulong)KeyTests.FindNoDates(Vector256.LoadUnsafe(ref key, (nuint)four.First), four.Others) << four.First;
        }

        foreach (var (i, range) in _days)
        {
            var text = Unsafe.Add(ref key, i);
            var (first, last) = run.Days(range);
            faults |= System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(text) - first <= last - first | text == 0 ? 0u : 1;
        }

        return (faults | misshapen) == 0;
    }

    private bool KeepsPlain(in RecordLine line, CheckRun run)
    {
        ref var ends = ref MemoryMarshal.GetReference(line.Ends);
        foreach (ref readonly var neighbours in _plain.AsSpan())
        {
            // Such fields are mostly blank, several at a time.
            var areBlank = line.IsDelimited
                ? Unsafe.Add(ref ends, neighbours.Last) - Unsafe.Add(ref ends, neighbours.First - 1) == neighbours.Fields.Length
                : run.Blanks.AreSet(neighbours.Offset, neighbours.Width);
            if (!areBlank && !Keep(neighbours.Fields, line, run.Context))
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

    /// <summary>A constant of four keys, of which the last ones may be missing.</summary>
    private static Vector256<ulong> Constant(KeyPlan[] plans, Func<KeyPlan, ulong> constant, ulong none)
    {
        ulong[] four = [.. plans.Select(constant).Concat(Enumerable.Repeat(none, Lanes)).Take(Lanes)];
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
    private static IEnumerable<PlainRun> Neighbours(IEnumerable<FieldTest> fields) =>
        fields.Select((field, i) => (Field: field, Run: field.Number - i)).GroupBy(pair => pair.Run, pair => pair.Field).Select(run => new PlainRun([.. run]));

    /// <summary>Neighbours with plain tests.</summary>
    private readonly struct PlainRun(FieldTest[] fields)
    {
        public readonly FieldTest[] Fields = fields;
        public readonly int First = fields[0].Number;
        public readonly int Last = fields[^1].Number;
        public readonly int Offset = fields[0].Offset;
        public readonly int Width = fields[^1].Offset + fields[^1].Width - fields[0].Offset;
    }
}
