using System.Buffers;
using System.IO.Pipelines;

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

    // One of the two is where the bytes go.
    private readonly Stream? _stream;
    private readonly PipeWriter? _pipe;

    private byte[] _buffer = new byte[BufferSize];
    private int _used;
    private int _depth;

    // The start tag is not closed yet; the element at hand ends on the line on which it began.
    private bool _isInTag;
    private bool _isInLine;

    /// <summary>A writer to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="depth">How many elements, written elsewhere, stand around what is written.</param>
    public Utf8XmlWriter(Stream stream, int depth = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        (_stream, _depth) = (stream, depth);
    }

    /// <summary>A writer to a pipe, which is not completed.</summary>
    /// <param name="pipe">The pipe.</param>
    public Utf8XmlWriter(PipeWriter pipe)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        _pipe = pipe;
    }

    /// <summary>The namespace of <c>nil</c>.</summary>
    public static ReadOnlySpan<byte> Instance => "http://www.w3.org/2001/XMLSchema-instance"u8;

    /// <summary>Whether what is written waits for <see cref="SendAsync"/>, however much it is; else each full buffer goes out at once.</summary>
    public bool HoldsBack { get; set; }

    /// <summary>Whether a buffer and more waits.</summary>
    public bool IsFull => _used >= BufferSize;

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

    /// <summary>Ends the element at hand.</summary>
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

    /// <summary>Takes elements that were written elsewhere, as bytes, into the element at hand.</summary>
    public void Insert(ReadOnlySpan<byte> elements)
    {
        CloseTag();
        Raw(elements);
        _isInLine = false;
    }

    /// <summary>Between two pieces: lets the output take what waits for it, if that is much and is to be waited for.</summary>
    public ValueTask PauseAsync(CancellationToken cancellationToken) => HoldsBack && IsFull ? SendAsync(cancellationToken) : default;

    /// <summary>Gives the output all that was written. A pipe keeps it until it is flushed.</summary>
    public void Flush()
    {
        Send();
        _stream?.Flush();
    }

    /// <summary>Gives the output what waits, and waits where it is slower.</summary>
    /// <exception cref="IOException">Who reads from the pipe has gone.</exception>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        // What is not taken is not sent twice.
        var waiting = _buffer.AsMemory(0, _used);
        _used = 0;
        if (_stream is not null)
        {
            await _stream.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
            return;
        }

        var result = await _pipe!.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
        {
            throw new OperationCanceledException("A flush of the pipe was cancelled.");
        }

        if (result.IsCompleted)
        {
            throw new IOException("Who reads from the pipe has gone before the message was written.");
        }
    }

    /// <summary>Gives the output what waits, and flushes it.</summary>
    /// <inheritdoc cref="SendAsync"/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await SendAsync(cancellationToken).ConfigureAwait(false);
        if (_stream is not null)
        {
            await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the output all that was written.</summary>
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
        bytes.CopyTo(Room(bytes.Length));
        _used += bytes.Length;
    }

    private Span<byte> Room(int count)
    {
        if (count > _buffer.Length - _used)
        {
            if (!HoldsBack)
            {
                Send();
            }

            if (count > _buffer.Length - _used)
            {
                Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _used + count));
            }
        }

        return _buffer.AsSpan(_used);
    }

    private void Send()
    {
        if (_used == 0)
        {
            return;
        }

        // What the output does not take is not sent twice.
        var waiting = _buffer.AsSpan(0, _used);
        _used = 0;
        if (_stream is not null)
        {
            _stream.Write(waiting);
        }
        else
        {
            _pipe!.Write(waiting);
        }
    }
}
