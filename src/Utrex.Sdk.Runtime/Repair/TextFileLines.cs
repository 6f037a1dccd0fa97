using System.Text;

namespace Utrex.Sdk.Repair;

/// <summary>The lines of a file, whatever ends them and whichever Unicode encoding it is in; as UTF-8.</summary>
internal sealed class TextFileLines
{
    private const int ReadSize = 1 << 18;
    private const int RecordStart = 3;
    private const int MaxLineLength = 1 << 24;
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private static readonly byte[] Feed = [LineFeed];
    private static readonly byte[] ReturnAndFeed = [CarriageReturn, LineFeed];

    private readonly Stream _stream;
    private byte[] _data = new byte[ReadSize];
    private int _position;
    private int _end;
    private int _start;
    private int _length;
    private bool _isComplete;
    private byte[] _lineEnd = [];

    /// <summary>Begins with the first line.</summary>
    public TextFileLines(Stream stream)
    {
        var head = new byte[4];
        var from = stream.Position;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = from;
        var (encoding, mark) = head.AsSpan(0, length) switch
        {
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [not 0, 0, not 0, 0] => (Encoding.Unicode, 0),
            [0, not 0, 0, not 0] => (Encoding.BigEndianUnicode, 0),
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            _ => (Encoding.UTF8, 0),
        };
        stream.Position += mark;
        EncodingName = encoding.WebName.ToUpperInvariant();
        WasConverted = encoding is UnicodeEncoding;
        _stream = WasConverted ? Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8, leaveOpen: true) : stream;
    }

    /// <summary>The encoding of the file.</summary>
    public string EncodingName { get; }

    /// <summary>Whether the lines come in another encoding than the file's.</summary>
    public bool WasConverted { get; }

    /// <summary>The line's number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Line => _data.AsSpan(_start, _length);

    /// <summary>What ended the line, a carriage return alone as a line feed; empty at the end of a file that ends with a line.</summary>
    public ReadOnlyMemory<byte> LineEnd => _lineEnd;

    /// <summary>Whether a carriage return alone ended the line.</summary>
    public bool EndedWithReturn { get; private set; }

    /// <summary>Goes to the next line.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public bool Read()
    {
        var searched = 0;
        while (true)
        {
            var rest = _data.AsSpan(_position, _end - _position);
            var found = rest[searched..].IndexOfAny(LineFeed, CarriageReturn);
            var end = found < 0 ? -1 : searched + found;

            // What a return means is known only with what follows it.
            if (end >= 0 && (rest[end] == LineFeed || end + RecordStart < rest.Length || _isComplete))
            {
                var isFeed = rest[end] == LineFeed;
                var isBoth = !isFeed && end + 1 < rest.Length && rest[end + 1] == LineFeed;
                if (!isFeed && !isBoth && end + 1 < rest.Length && (end + RecordStart >= rest.Length || rest[end + RecordStart] != (byte)'='))
                {
                    // No record begins behind it: it is a character of the line.
                    searched = end + 1;
                    continue;
                }

                EndedWithReturn = !isFeed && !isBoth;
                _lineEnd = isBoth ? ReturnAndFeed : Feed;
                Take(end, end + (isBoth ? 2 : 1));
                return true;
            }

            if (_isComplete)
            {
                EndedWithReturn = false;
                _lineEnd = [];
                Take(rest.Length, rest.Length);
                return _length > 0;
            }

            searched = end >= 0 ? end : rest.Length;
            Fill();
        }
    }

    private void Take(int length, int next)
    {
        _start = _position;
        _length = length;
        _position += next;
        Number += length + next > 0 ? 1 : 0;
    }

    private void Fill()
    {
        var rest = _end - _position;
        if (rest > MaxLineLength)
        {
            throw new InvalidDataException($"Line {Number + 1} is longer than {MaxLineLength} bytes, which no line of a batch is.");
        }

        _data.AsSpan(_position, rest).CopyTo(_data);
        _position = 0;
        _end = rest;
        if (_data.Length - rest < ReadSize)
        {
            Array.Resize(ref _data, _data.Length * 2);
        }

        var read = _stream.Read(_data, _end, _data.Length - _end);
        _end += read;
        _isComplete = read == 0;
    }
}
