using System.Buffers;

namespace Utrex.Documents.Xml;

/// <summary>
/// Writes elements, attributes and text as UTF-8: an element a line, each a blank further in than the one around it. Who calls it keeps to
/// the grammar, gives names that are names and texts without control characters; nothing else is checked. The bytes are those of
/// an <see cref="System.Xml.XmlWriter"/>.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class Utf8XmlWriter : IDisposable
{
    private const int BufferSize = 1 << 14;

    private static readonly SearchValues<byte> Markup = SearchValues.Create("&<>"u8);
    private static readonly SearchValues<byte> MarkupOfAttributes = SearchValues.Create("&<>\""u8);

    private readonly Stream _output;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _used;
    private int _depth;

    // The start tag is not closed yet; the element at hand ends on the line on which it began.
    private bool _isInTag;
    private bool _isInLine;

    /// <summary>A writer to a stream, which stays open.</summary>
    public Utf8XmlWriter(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
    }

    /// <summary>The namespace of <c>nil</c>.</summary>
    public static ReadOnlySpan<byte> Instance => "http://www.w3.org/2001/XMLSchema-instance"u8;

    /// <summary>Begins the document.</summary>
    public void Declare() => Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8);

    /// <summary>Begins an element.</summary>
    public void Start(ReadOnlySpan<byte> name)
    {
        CloseTag();
        NewLine();
        Raw("<"u8);
        Raw(name);
        _depth++;
        _isInTag = true;
        _isInLine = false;
    }

    /// <summary>An attribute of the element that has just begun.</summary>
    public void Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Raw(" "u8);
        Raw(name);
        Raw("=\""u8);
        Escape(value, MarkupOfAttributes);
        Raw("\""u8);
    }

    /// <summary>Says of the element that has just begun that its value is not known.</summary>
    public void Nil() => Attribute("xsi:nil"u8, "true"u8);

    /// <summary>A text; also one with nothing in it keeps the element from being an empty one.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        CloseTag();
        Escape(text, Markup);
        _isInLine = true;
    }

    /// <summary>Ends the element.</summary>
    public void End(ReadOnlySpan<byte> name)
    {
        _depth--;
        if (_isInTag)
        {
            Raw(" />"u8);
            _isInTag = false;
        }
        else
        {
            if (!_isInLine)
            {
                NewLine();
            }

            Raw("</"u8);
            Raw(name);
            Raw(">"u8);
        }

        _isInLine = false;
    }

    /// <summary>An element with a text, or an empty one.</summary>
    public void Element(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        Start(name);
        if (!text.IsEmpty)
        {
            Text(text);
        }

        End(name);
    }

    /// <summary>Gives the stream all that was written.</summary>
    public void Flush()
    {
        Send();
        _output.Flush();
    }

    /// <summary>Gives the stream all that was written.</summary>
    public void Dispose() => Flush();

    private void CloseTag()
    {
        if (_isInTag)
        {
            Raw(">"u8);
            _isInTag = false;
        }
    }

    private void NewLine()
    {
        var room = Room(1 + _depth);
        room[0] = (byte)'\n';
        room.Slice(1, _depth).Fill((byte)' ');
        _used += 1 + _depth;
    }

    private void Escape(ReadOnlySpan<byte> text, SearchValues<byte> markup)
    {
        for (var at = text.IndexOfAny(markup); at >= 0; at = text.IndexOfAny(markup))
        {
            Raw(text[..at]);
            Raw(text[at] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                _ => "&quot;"u8,
            });
            text = text[(at + 1)..];
        }

        Raw(text);
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize - _used)
        {
            Send();
            if (bytes.Length > BufferSize)
            {
                _output.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private Span<byte> Room(int count)
    {
        if (count > BufferSize - _used)
        {
            Send();
        }

        return _buffer.AsSpan(_used);
    }

    private void Send()
    {
        // What the stream does not take is not sent twice.
        var used = _used;
        _used = 0;
        if (used > 0)
        {
            _output.Write(_buffer, 0, used);
        }
    }
}
