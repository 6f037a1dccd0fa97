using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Utrex.Sdk.Utah;

/// <summary>
/// Reads CSV (RFC 4180) as bytes, row by row, and keeps nothing but the row at which it stands. Lines end with LF, CRLF or CR, empty ones are no
/// rows, and blanks around a value are not part of it unless quotes say so.
/// </summary>
/// <param name="source">What is read, from where it stands: UTF-8.</param>
/// <param name="longestField">The most characters that a value may have.</param>
internal sealed class CsvReader(Stream source, int longestField) : IDisposable
{
    private const int LongestRow = 1 << 20;
    private const int MostBytesOfCharacter = 4;
    private const byte Blank = (byte)' ';
    private const byte Comma = (byte)',';
    private const byte Quote = (byte)'"';
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private static readonly SearchValues<byte> EndOfValue = SearchValues.Create(",\r\n"u8);

    private readonly List<Value> _values = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _start;
    private int _valueStart;
    private int _at;
    private int _filled;
    private bool _isComplete;
    private bool _isAfterCarriageReturn;

    /// <summary>The line at which the row ends, from 1; 0 before the first.</summary>
    public int Line { get; private set; }

    /// <summary>How many values the row has.</summary>
    public int Count => _values.Count;

    /// <summary>Whether the quotes of a value of the row are as they should be. Of one that is not, nothing else is said.</summary>
    public bool IsWellFormed(int index) => _values[index].IsWellFormed;

    /// <summary>A value of the row; it holds until the next one is read.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var value = _values[index];
            return _buffer.AsSpan(_start + value.Start, value.Length);
        }
    }

    /// <summary>Opens a file.</summary>
    public static CsvReader Open(string path, int longestField) => new(OpenUtf8(path), longestField);

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">It or a value of it is too long; the message says what to do.</exception>
    public bool Read()
    {
        _values.Clear();
        if (Line == 0)
        {
            SkipMark();
        }

        do
        {
            _start = _at;
            _valueStart = 0;
            Line++;
            if (!HasMore())
            {
                Line--;
                return false;
            }
        }
        while (TryEndLine());

        do
        {
            ReadValue();
        }
        while (TryTake(Comma));
        TryEndLine();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    /// <summary>The file as UTF-8. A spreadsheet that saves Unicode text may mean UTF-16, which begins with a mark of its own.</summary>
    private static Stream OpenUtf8(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (!file.CanSeek)
        {
            return file;
        }

        var utf16 = (file.ReadByte(), file.ReadByte()) switch
        {
            (0xFF, 0xFE) => Encoding.Unicode,
            (0xFE, 0xFF) => Encoding.BigEndianUnicode,
            _ => null,
        };
        file.Position = 0;
        return utf16 is null ? file : Encoding.CreateTranscodingStream(file, utf16, Encoding.UTF8);
    }

    private void ReadValue()
    {
        _valueStart = _at - _start;
        SkipBlanks();
        if (TryTake(Quote))
        {
            ReadQuoted();
            return;
        }

        var start = _at - _start;
        SkipTo(EndOfValue);
        var value = _buffer.AsSpan(_start + start, _at - _start - start).TrimEnd(Blank);
        Keep(start, value.Length, isWellFormed: !value.Contains(Quote));
    }

    /// <summary>Two quotes in a row are one; what stands behind the last one is wrong. The value is drawn together where it stands.</summary>
    private void ReadQuoted()
    {
        var start = _at - _start;
        var length = 0;
        while (true)
        {
            var from = _at - _start;
            var isClosed = SkipToQuote();
            var part = _buffer.AsSpan(_start + from, _at - _start - from);
            part.CopyTo(_buffer.AsSpan(_start + start + length));
            length += part.Length;
            if (!isClosed)
            {
                Keep(start, length, isWellFormed: false);
                return;
            }

            _at++;
            if (!HasMore() || _buffer[_at] != Quote)
            {
                break;
            }

            // The second of two quotes begins what comes next.
            _buffer[_start + start + length++] = Quote;
            _at++;
        }

        SkipBlanks();
        var end = _at - _start;
        SkipTo(EndOfValue);
        Keep(start, length, isWellFormed: _at - _start == end);
    }

    private void Keep(int start, int length, bool isWellFormed)
    {
        if (length > longestField && Encoding.UTF8.GetCharCount(_buffer, _start + start, length) > longestField)
        {
            throw TooLong();
        }

        _values.Add(new Value(start, length, isWellFormed));
    }

    private void SkipBlanks()
    {
        while (HasMore() && _buffer[_at] == Blank)
        {
            _at++;
        }
    }

    private void SkipTo(SearchValues<byte> ends)
    {
        while (HasMore())
        {
            var length = _buffer.AsSpan(_at, _filled - _at).IndexOfAny(ends);
            _at = length < 0 ? _filled : _at + length;
            if (length >= 0)
            {
                return;
            }
        }
    }

    /// <summary>Goes to the next quote and counts the lines to there; those of a value in quotes are its own.</summary>
    private bool SkipToQuote()
    {
        while (HasMore())
        {
            var next = _buffer[_at];
            if (next == Quote)
            {
                return true;
            }

            _at++;
            Line += next == LineFeed || (next == CarriageReturn && !(HasMore() && _buffer[_at] == LineFeed)) ? 1 : 0;
        }

        return false;
    }

    private bool TryTake(byte expected)
    {
        if (!HasMore() || _buffer[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private bool TryEndLine()
    {
        if (TryTake(CarriageReturn))
        {
            // The second half of a line's end is looked at when something comes after it, so that who types the rows sees each at once.
            _isAfterCarriageReturn = true;
            return true;
        }

        return TryTake(LineFeed);
    }

    /// <summary>Whether there is a byte more; the row stays in the buffer from its beginning.</summary>
    private bool HasMore()
    {
        if (_at == _filled && !Fill())
        {
            return false;
        }

        if (!_isAfterCarriageReturn)
        {
            return true;
        }

        _isAfterCarriageReturn = false;
        if (_buffer[_at] != LineFeed)
        {
            return true;
        }

        _at++;
        _start = _at;
        return HasMore();
    }

    private bool Fill()
    {
        if (_isComplete)
        {
            return false;
        }

        var rest = _buffer.AsSpan(_start, _filled - _start);
        if (rest.Length - _valueStart > (long)longestField * MostBytesOfCharacter)
        {
            throw TooLong();
        }

        if (rest.Length > LongestRow)
        {
            throw new InvalidDataException($"the row has more than {LongestRow} bytes, the most that a row may have: check its quotes and line ends.");
        }

        if (rest.Length > _buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            rest.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else
        {
            rest.CopyTo(_buffer);
        }

        _at -= _start;
        _filled = rest.Length;
        _start = 0;
        var read = source.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        _isComplete = read == 0;
        return read > 0;
    }

    /// <summary>A byte order mark is not part of the first value.</summary>
    private void SkipMark()
    {
        while (_filled < Mark.Length && Fill())
        {
        }

        _at = _buffer.AsSpan(0, _filled).StartsWith(Mark) ? Mark.Length : 0;
    }

    private InvalidDataException TooLong() => new($"a value has more than {longestField} characters: check the quotes around it.");

    /// <summary>A value: where it begins in the row, and how long it is.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Value(int Start, int Length, bool IsWellFormed);
}
