namespace Utrex.Sdk.Utah;

/// <summary>
/// Reads CSV (RFC 4180) row by row and keeps nothing but the row at which it stands. Lines end with LF, CRLF or CR, empty ones are no rows, and
/// blanks around a value are not part of it unless quotes say so.
/// </summary>
/// <param name="text">What is read, from where it stands.</param>
/// <param name="longestField">The most characters that a value may have.</param>
internal sealed class CsvReader(TextReader text, int longestField) : IDisposable
{
    private const int LongestRow = 1 << 20;
    private const int End = -1;

    private readonly char[] _buffer = new char[1 << 14];
    private readonly List<Value> _values = [];
    private char[] _row = new char[1 << 10];
    private int _at;
    private int _filled;
    private int _length;
    private int _read;
    private bool _isAfterCarriageReturn;

    /// <summary>The line at which the row ends, from 1; 0 before the first.</summary>
    public int Line { get; private set; }

    /// <summary>How many values the row has.</summary>
    public int Count => _values.Count;

    /// <summary>Whether the quotes of a value of the row are as they should be. Of one that is not, nothing else is said.</summary>
    public bool IsWellFormed(int index) => _values[index].IsWellFormed;

    /// <summary>A value of the row; it holds until the next one is read.</summary>
    public ReadOnlySpan<char> this[int index] => _row.AsSpan(_values[index].Start, _values[index].Length);

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">It or a value of it is too long; the message says what to do.</exception>
    public bool Read()
    {
        _values.Clear();
        _length = 0;
        _read = 0;
        Line++;
        while (Peek() is '\r' or '\n')
        {
            EndLine();
            Line++;
            _read = 0;
        }

        if (Peek() == End)
        {
            Line--;
            return false;
        }

        do
        {
            ReadValue();
        }
        while (Peek() == ',' && Take() == ',');
        if (Peek() != End)
        {
            EndLine();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();

    private void ReadValue()
    {
        var start = _length;
        SkipBlanks();
        var isWellFormed = true;
        if (Peek() == '"')
        {
            isWellFormed = ReadQuoted(start);
        }
        else
        {
            while (Peek() is not (',' or '\r' or '\n' or End))
            {
                var next = Take();
                isWellFormed &= next != '"';
                Append((char)next, start);
            }

            while (_length > start && _row[_length - 1] == ' ')
            {
                _length--;
            }
        }

        _values.Add(new Value(start, _length - start, isWellFormed));
    }

    /// <summary>Two quotes in a row are one; what stands behind the last one is wrong.</summary>
    private bool ReadQuoted(int start)
    {
        Take();
        while (true)
        {
            var next = Take();
            if (next == End)
            {
                return false;
            }

            if (next != '"')
            {
                Line += next == '\n' || (next == '\r' && Peek() != '\n') ? 1 : 0;
                Append((char)next, start);
            }
            else if (Peek() == '"')
            {
                Take();
                Append('"', start);
            }
            else
            {
                break;
            }
        }

        SkipBlanks();
        var isWellFormed = true;
        while (Peek() is not (',' or '\r' or '\n' or End))
        {
            Take();
            isWellFormed = false;
        }

        return isWellFormed;
    }

    private void SkipBlanks()
    {
        while (Peek() == ' ')
        {
            Take();
        }
    }

    private void Append(char character, int start)
    {
        if (_length - start == longestField)
        {
            throw new InvalidDataException($"a value has more than {longestField} characters: check the quotes around it.");
        }

        if (_length == _row.Length)
        {
            Array.Resize(ref _row, 2 * _row.Length);
        }

        _row[_length++] = character;
    }

    private void EndLine()
    {
        _isAfterCarriageReturn = Take() == '\r';
    }

    /// <summary>The next character, which stays.</summary>
    private int Peek()
    {
        if (_at == _filled && !Fill())
        {
            return End;
        }

        // The second half of a line's end is looked at when something comes after it, so that who types the rows sees each at once.
        if (_isAfterCarriageReturn)
        {
            _isAfterCarriageReturn = false;
            if (_buffer[_at] == '\n')
            {
                _at++;
                return Peek();
            }
        }

        return _buffer[_at];
    }

    private int Take()
    {
        var next = Peek();
        if (next == End)
        {
            return End;
        }

        if (++_read > LongestRow)
        {
            throw new InvalidDataException($"the row has more than {LongestRow} characters, the most that a row may have: check its quotes and line ends.");
        }

        _at++;
        return next;
    }

    private bool Fill()
    {
        _at = 0;
        _filled = text.Read(_buffer);
        return _filled > 0;
    }

    private readonly record struct Value(int Start, int Length, bool IsWellFormed);
}
