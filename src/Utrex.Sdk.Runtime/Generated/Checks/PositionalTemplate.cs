using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Utrex.Sdk.Generated;

/// <summary>
/// Which characters may stand at each position of a positional line: where a field begins, those with which its values do. One pass tells
/// how far a line keeps to it, which is up to its end if all is well, and where its blanks are. What depends on where a value ends, only
/// somebody who knows that can tell: it is left to the <see cref="LineCheck"/>.
/// </summary>
internal sealed class PositionalTemplate
{
    private const int Block = 64;

    // NUL, TAB and the ends of a line are left to those who can tell what they mean.
    private static readonly string AnyCharacter = string.Concat(Enumerable.Range(1, 0x7F).Select(c => (char)c).Except("\t\r\n"));

    private readonly CharacterSets _sets;

    // A step is a group of sets with the bits that are allowed in a block. By block, the first step that is no more its own.
    private readonly int[] _nextSteps;
    private readonly int[] _groups;
    private readonly byte[] _allowed;

    /// <summary>A template.</summary>
    /// <param name="length">The bytes of a full line.</param>
    /// <param name="fields">The fields.</param>
    public PositionalTemplate(int length, IReadOnlyList<FieldTest> fields)
    {
        // Behind a full line nothing is allowed, so that every line ends within the blocks.
        var positions = new string?[((length / Block) + 1) * Block];
        positions.AsSpan(0, length).Fill(AnyCharacter);
        foreach (var field in fields)
        {
            if (field.Characters is { } set)
            {
                positions.AsSpan(field.Offset, field.Width).Fill(Ordered(set.Ascii + " "));
            }

            if (FirstByteCheck.RowOf(field) is { } row)
            {
                positions[field.Offset] = Ordered((field.IsNeeded ? row : row + " ").Intersect(positions[field.Offset]!));
            }
        }

        _sets = new CharacterSets(positions.OfType<string>().Prepend(AnyCharacter));
        _nextSteps = new int[positions.Length / Block];
        List<int> groups = [];
        List<byte> allowed = [];
        for (var block = 0; block < _nextSteps.Length; block++)
        {
            var places = positions.AsSpan(block * Block, Block).ToArray().Select(set => set is null ? default : _sets[set]).ToList();
            foreach (var group in places.Select(place => place.Group).Append(0).Distinct().Order())
            {
                groups.Add(group);
                allowed.AddRange(places.Select(place => place.Group == group ? place.Bits : (byte)0));
            }

            _nextSteps[block] = groups.Count;
        }

        _groups = [.. groups];
        _allowed = [.. allowed];
    }

    /// <summary>
    /// How many bytes keep to the template: all of a line that does, as the byte that ends it does not. As far as 64 bytes behind that
    /// byte is read.
    /// </summary>
    /// <param name="line">The line's first byte; a byte that ends the line must follow it, or so many bytes as a full line has.</param>
    /// <param name="blanks">Gets the blanks.</param>
    public int Measure(ref byte line, BlankBits blanks)
    {
        ref var words = ref blanks.Reserve(_nextSteps.Length);
        var length = LineCheck.LooksUpBytes ? Measure512(ref line, ref words) : MeasureInParts(ref line, ref words);
        blanks.SetFrom(length);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Measure512(ref byte line, ref ulong blanks)
    {
        ref var nextSteps = ref MemoryMarshal.GetArrayDataReference(_nextSteps);
        var (low, high) = _sets.TableOf(0);
        var seen = Vector512<byte>.Zero;
        nint step = 0;
        for (nint block = 0; ; block++)
        {
            var characters = Vector512.LoadUnsafe(ref Unsafe.Add(ref line, block * Block));
            seen |= characters;
            Unsafe.Add(ref blanks, block) = Vector512.Equals(characters, Vector512.Create((byte)' ')).ExtractMostSignificantBits();

            // Any character is of the first group, which is everywhere.
            var fits = Avx512Vbmi.PermuteVar64x8x2(low, characters, high) & Vector512.LoadUnsafe(ref Allowed(step));
            for (step++; step < Unsafe.Add(ref nextSteps, block); step++)
            {
                fits |= _sets.Find(Group(step), characters) & Vector512.LoadUnsafe(ref Allowed(step));
            }

            var others = Vector512.Equals(fits, Vector512<byte>.Zero).ExtractMostSignificantBits();
            if (others != 0)
            {
                // What is not ASCII was taken for something else.
                return seen.ExtractMostSignificantBits() == 0 ? ((int)block * Block) + BitOperations.TrailingZeroCount(others) : MeasureInParts(ref line, ref blanks);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int MeasureInParts(ref byte line, ref ulong blanks)
    {
        nint step = 0;
        for (nint block = 0; ; block++)
        {
            ref var bytes = ref Unsafe.Add(ref line, block * Block);
            nint next = _nextSteps[block];
            var (others, blank) = _sets.HasClasses ? LookMany(ref bytes, step, next) : LookOneByOne(ref bytes, step, next);
            Unsafe.Add(ref blanks, block) = blank;
            if (others != 0)
            {
                return ((int)block * Block) + BitOperations.TrailingZeroCount(others);
            }

            step = next;
        }
    }

    /// <summary>The bytes of a block that are not allowed, and those that are blanks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (ulong Others, ulong Blanks) LookMany(ref byte bytes, nint step, nint next)
    {
        var (others, blanks) = (0UL, 0UL);
        for (var at = 0; at < Block; at += Vector256<byte>.Count)
        {
            var characters = Vector256.LoadUnsafe(ref bytes, (nuint)at);
            var fits = Vector256<byte>.Zero;
            for (var i = step; i < next; i++)
            {
                fits |= _sets.Find(Group(i), characters) & Vector256.LoadUnsafe(ref Allowed(i), (nuint)at);
            }

            others |= (ulong)Vector256.Equals(fits, Vector256<byte>.Zero).ExtractMostSignificantBits() << at;
            blanks |= (ulong)Vector256.Equals(characters, Vector256.Create((byte)' ')).ExtractMostSignificantBits() << at;
        }

        return (others, blanks);
    }

    private (ulong Others, ulong Blanks) LookOneByOne(ref byte bytes, nint step, nint next)
    {
        var (others, blanks) = (0UL, 0UL);
        for (var at = 0; at < Block; at++)
        {
            var character = Unsafe.Add(ref bytes, at);
            var fits = 0;
            for (var i = step; i < next; i++)
            {
                fits |= _sets.Find(Group(i), character) & Unsafe.Add(ref Allowed(i), at);
            }

            others |= fits == 0 ? 1UL << at : 0;
            blanks |= character == (byte)' ' ? 1UL << at : 0;
        }

        return (others, blanks);
    }

    private int Group(nint step) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_groups), step);

    private ref byte Allowed(nint step) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_allowed), step * Block);

    private static string Ordered(IEnumerable<char> characters) => string.Concat(characters.Distinct().Intersect(AnyCharacter).Order());
}
