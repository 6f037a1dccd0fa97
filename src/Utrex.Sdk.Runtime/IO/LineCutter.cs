using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.IO;

/// <summary>
/// Finds the ends of all fields and lines of a few kilobytes in one pass, so that short lines cost no start of their own, and tells
/// whether all of it is ASCII without NULs, so that no line has to be asked. Then it goes from line to line.
/// </summary>
internal sealed class LineCutter
{
    /// <summary>The bytes that are cut at a time, where nobody knows better.</summary>
    public const int Window = 128 * Block;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const int Block = 64;

    // Room for the ends of a block and for missing fields, behind the last line.
    private const int Spare = Block + LineCheck.MostFields;

    // The first end is that of the line before, so that every field begins behind an end.
    private int[] _ends = new int[Window + Spare];
    private byte[] _firstBytes = new byte[Window + Spare];
    private readonly int[] _savedEnds = new int[LineCheck.MostFields + Block];
    private readonly byte[] _savedFirstBytes = new byte[LineCheck.MostFields + Block];
    private int _missing;
    private int[] _lines = new int[Window + Spare];
    private readonly byte[] _rest = new byte[Block + 1];
    private int _endCount;
    private int _lineCount;
    private int _line;
    private int _shortened = -1;

    /// <summary>Whether everything that was cut is ASCII without NULs.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>The first byte behind the lines that were cut.</summary>
    public int Next { get; private set; }

    /// <summary>The current line's first byte.</summary>
    public int Start { get; private set; }

    /// <summary>The current line's end, without the bytes that end it.</summary>
    public int End { get; private set; }

    /// <summary>The place of the current line's first field end among <see cref="Ends"/>.</summary>
    public int FirstEnd { get; private set; }

    /// <summary>The number of fields of the current line, if it is a delimited one.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The ends of the fields.</summary>
    public int[] Ends => _ends;

    /// <summary>Goes to the next line.</summary>
    public bool MoveNext(byte[] data)
    {
        if (_missing > 0)
        {
            PutBack();
        }

        if (_shortened >= 0)
        {
            // The next line begins behind the true end.
            _ends[_shortened]++;
            _shortened = -1;
        }

        if (_line == _lineCount)
        {
            return false;
        }

        var before = _line == 0 ? 0 : _lines[_line - 1];
        var last = _lines[_line++];
        FirstEnd = before + 1;
        FieldCount = last - before;
        Start = _ends[before] + 1;
        End = _ends[last];
        if (End > Start && data[End - 1] == CarriageReturn)
        {
            End--;
            _ends[last]--;
            _shortened = last;
        }

        if (End == _ends[last - 1] + 1)
        {
            // An empty last field begins with the end of the line; it is to look like any other that is empty.
            _firstBytes[last - 1] = Delimiters.Tab;
        }

        return true;
    }

    /// <summary>Forgets the lines that were cut.</summary>
    public void Clear()
    {
        _line = 0;
        _lineCount = 0;
        _missing = 0;
        _shortened = -1;
    }

    /// <summary>Cuts the next lines; fails where not even one is complete.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="from">The first line's first byte.</param>
    /// <param name="to">The end of what is known.</param>
    /// <param name="isComplete">Whether nothing comes after it, so that the last line needs no end.</param>
    /// <param name="window">How many bytes are cut, if a line ends in them.</param>
    public bool TryCut(byte[] data, int from, int to, bool isComplete, int window)
    {
        for (; ; window *= 2)
        {
            var end = Math.Min(from + window, to);
            Find(data, from, end);
            if (end == to && isComplete && (_lineCount == 0 || _lines[_lineCount - 1] != _endCount - 1 || _ends[_endCount - 1] != to - 1))
            {
                _ends[_endCount] = to;
                _lines[_lineCount++] = _endCount++;
            }

            if (_lineCount > 0 || end == to)
            {
                _line = 0;
                Next = _lineCount == 0 ? from : Math.Min(to, _ends[_lines[_lineCount - 1]] + 1);
                return _lineCount > 0;
            }

            if (_ends.Length < (window * 2) + Spare)
            {
                _ends = new int[(window * 2) + Spare];
                _firstBytes = new byte[(window * 2) + Spare];
                _lines = new int[(window * 2) + Spare];
            }
        }
    }

    /// <summary>
    /// Gives the current line the fields that it leaves out at its end, as exporters may: empty ones, in the places of the next line's,
    /// which <see cref="MoveNext"/> puts back.
    /// </summary>
    /// <param name="fieldCount">The fields of the record, not fewer than the line has.</param>
    public void Complete(int fieldCount)
    {
        var first = FirstEnd + FieldCount;
        _missing = fieldCount - FieldCount;
        for (var i = 0; i < _missing; i += Vector256<int>.Count)
        {
            ref var ends = ref _ends[first + i];
            Vector256.LoadUnsafe(ref ends).StoreUnsafe(ref _savedEnds[i]);
            (Vector256.Create(End + 1 + i) + Vector256<int>.Indices).StoreUnsafe(ref ends);
        }

        for (var i = 0; i < _missing; i += Vector256<byte>.Count)
        {
            ref var firstBytes = ref _firstBytes[first - 1 + i];
            Vector256.LoadUnsafe(ref firstBytes).StoreUnsafe(ref _savedFirstBytes[i]);
            Vector256.Create(Delimiters.Tab).StoreUnsafe(ref firstBytes);
        }
    }

    /// <summary>The ends of the fields of the current line.</summary>
    public ReadOnlySpan<int> FieldEnds => _ends.AsSpan(FirstEnd, FieldCount + _missing);

    /// <summary>The first byte of each field of the current line, and then anything.</summary>
    public ReadOnlySpan<byte> FirstBytes => _firstBytes.AsSpan(FirstEnd - 1);

    private void PutBack()
    {
        var first = FirstEnd + FieldCount;
        for (var i = 0; i < _missing; i += Vector256<int>.Count)
        {
            Vector256.LoadUnsafe(ref _savedEnds[i]).StoreUnsafe(ref _ends[first + i]);
        }

        for (var i = 0; i < _missing; i += Vector256<byte>.Count)
        {
            Vector256.LoadUnsafe(ref _savedFirstBytes[i]).StoreUnsafe(ref _firstBytes[first - 1 + i]);
        }

        _missing = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Find(byte[] data, int from, int to)
    {
        _ends[0] = from - 1;
        _endCount = 1;
        _lineCount = 0;
        IsPlain = true;
        var position = from;
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(data);
        _firstBytes[0] = data[from];
        if (Vector512.IsHardwareAccelerated && Avx512Vbmi2.IsSupported)
        {
            position = Find512(ref bytes, from, to);
        }
        else
        {
            for (; position < to - Block; position += Block)
            {
                Keep(ref Unsafe.Add(ref bytes, position), position, ulong.MaxValue);
            }
        }

        if (position < to)
        {
            // The last bytes, filled up with something plain.
            _rest.AsSpan().Fill((byte)'0');
            data.AsSpan(position, to - position).CopyTo(_rest);
            Keep(ref _rest[0], position, to - position == Block ? ulong.MaxValue : (1UL << (to - position)) - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find512(ref byte bytes, int from, int to)
    {
        var tab = Vector512.Create(Delimiters.Tab);
        var feed = Vector512.Create(LineFeed);
        var all = Vector512<byte>.Zero;
        var least = Vector512<byte>.AllBitsSet;
        ref var ends = ref _ends[0];
        ref var firstBytes = ref _firstBytes[0];
        var count = _endCount;
        var lines = _lineCount;
        var position = from;
        for (; position < to - Block; position += Block)
        {
            var block = Vector512.LoadUnsafe(ref bytes, (nuint)position);
            var isFeed = Vector512.Equals(block, feed);
            var isEnd = Vector512.Equals(block, tab) | isFeed;
            all |= block;
            least = Vector512.Min(least, block);

            // What stands behind an end begins a field.
            Avx512Vbmi2.Compress(Vector512<byte>.Zero, isEnd, Vector512.LoadUnsafe(ref bytes, (nuint)position + 1)).StoreUnsafe(ref firstBytes, (nuint)count);

            // The positions of the ends, packed, then widened to integers sixteen at a time.
            var found = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isEnd, Vector512<byte>.Indices);
            var mask = isEnd.ExtractMostSignificantBits();
            var number = BitOperations.PopCount(mask);
            Store(found.GetLower().GetLower(), position, ref Unsafe.Add(ref ends, count));
            if (number > 16)
            {
                Store(found.GetLower().GetUpper(), position, ref Unsafe.Add(ref ends, count + 16));
                if (number > 32)
                {
                    Store(found.GetUpper().GetLower(), position, ref Unsafe.Add(ref ends, count + 32));
                    Store(found.GetUpper().GetUpper(), position, ref Unsafe.Add(ref ends, count + 48));
                }
            }

            for (var feeds = isFeed.ExtractMostSignificantBits(); feeds != 0; feeds &= feeds - 1)
            {
                _lines[lines++] = count + BitOperations.PopCount(mask & (feeds ^ (feeds - 1))) - 1;
            }

            count += number;
        }

        _endCount = count;
        _lineCount = lines;
        IsPlain &= all.ExtractMostSignificantBits() == 0 && !Vector512.EqualsAny(least, Vector512<byte>.Zero);
        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> found, int position, ref int ends) =>
        (Avx512F.ConvertToVector512Int32(found) + Vector512.Create(position)).StoreUnsafe(ref ends);

    /// <summary>Takes the ends in a block of 64 bytes.</summary>
    private void Keep(ref byte block, int position, ulong inside)
    {
        var (ends, feeds, isPlain) = Masks(ref block);
        IsPlain &= isPlain;
        ref var first = ref _ends[0];
        ref var firstBytes = ref _firstBytes[0];
        var count = _endCount;
        ends &= inside;
        feeds &= inside;
        for (var rest = ends; rest != 0; rest &= rest - 1)
        {
            var end = BitOperations.TrailingZeroCount(rest);
            Unsafe.Add(ref firstBytes, count) = Unsafe.Add(ref block, end + 1);
            Unsafe.Add(ref first, count++) = position + end;
        }

        for (; feeds != 0; feeds &= feeds - 1)
        {
            _lines[_lineCount++] = _endCount + BitOperations.PopCount(ends & (feeds ^ (feeds - 1))) - 1;
        }

        _endCount = count;
    }

    /// <summary>Where in 64 bytes fields and lines end, and whether all are ASCII and not NUL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Ends, ulong Feeds, bool IsPlain) Masks(ref byte block)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            var low = Vector256.LoadUnsafe(ref block);
            var high = Vector256.LoadUnsafe(ref block, 32);
            return (
                Join(Vector256.Equals(low, Vector256.Create(Delimiters.Tab)) | Vector256.Equals(low, Vector256.Create(LineFeed)),
                    Vector256.Equals(high, Vector256.Create(Delimiters.Tab)) | Vector256.Equals(high, Vector256.Create(LineFeed))),
                Join(Vector256.Equals(low, Vector256.Create(LineFeed)), Vector256.Equals(high, Vector256.Create(LineFeed))),
                (low | high | Vector256.Equals(Vector256.Min(low, high), Vector256<byte>.Zero)).ExtractMostSignificantBits() == 0);
        }

        ulong ends = 0;
        ulong feeds = 0;
        var isPlain = true;
        if (Vector128.IsHardwareAccelerated)
        {
            for (var i = 0; i < Block; i += Vector128<byte>.Count)
            {
                var part = Vector128.LoadUnsafe(ref block, (nuint)i);
                var isFeed = Vector128.Equals(part, Vector128.Create(LineFeed));
                ends |= (ulong)(Vector128.Equals(part, Vector128.Create(Delimiters.Tab)) | isFeed).ExtractMostSignificantBits() << i;
                feeds |= (ulong)isFeed.ExtractMostSignificantBits() << i;
                isPlain &= (part | Vector128.Equals(part, Vector128<byte>.Zero)).ExtractMostSignificantBits() == 0;
            }

            return (ends, feeds, isPlain);
        }

        for (var i = 0; i < Block; i++)
        {
            var b = Unsafe.Add(ref block, i);
            feeds |= (b == LineFeed ? 1UL : 0) << i;
            ends |= (b is LineFeed or Delimiters.Tab ? 1UL : 0) << i;
            isPlain &= b is > 0 and < 0x80;
        }

        return (ends, feeds, isPlain);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Join(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
}
