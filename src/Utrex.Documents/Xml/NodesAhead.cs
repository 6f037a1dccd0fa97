using System.Xml;
using Utrex.Sdk;

namespace Utrex.Documents.Xml;

/// <summary>
/// The nodes of <see cref="ForeignXml"/>, one after another. While some are looked at, a second thread reads the next ones; a file that fits
/// into one block needs none, and gets none.
/// </summary>
/// <remarks>
/// <para>The stream is read ahead, also by another thread, but by one at a time and by none after <see cref="Dispose"/>.</para>
/// <para>Not safe for use by several threads at once.</para>
/// </remarks>
public sealed class NodesAhead : IDisposable
{
    private const int Blocks = 3;

    private readonly ForeignXml _source;
    private readonly SecondThread<NodeBlock> _reading;
    private readonly int _longestText;
    private NodeBlock? _block;
    private int _at;

    // How many elements are open.
    private int _open;

    /// <summary>The nodes of a stream, which stays open.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="names">Names that are looked for: the same strings come back.</param>
    /// <param name="longestText">How many characters are kept of one text or attribute; of a longer one, the first.</param>
    /// <param name="cancellationToken">Ends the reading at the next block.</param>
    public NodesAhead(Stream stream, IEnumerable<string> names, int longestText, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longestText);
        _longestText = longestText;
        _source = new ForeignXml(stream, names, cancellationToken);
        _reading = new SecondThread<NodeBlock>(block => block.Fill(_source));
    }

    /// <inheritdoc cref="ForeignXml.Contradiction"/>
    public string? Contradiction => _source.Contradiction;

    /// <summary>The kind of the node at hand: an element, its end, a text, or one of those that say nothing.</summary>
    public XmlNodeType Kind { get; private set; }

    /// <summary>The local name of the element at hand.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The namespace of the element at hand.</summary>
    public string Namespace { get; private set; } = "";

    /// <summary>Whether the element at hand has no end tag.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>How many elements stand around the node at hand.</summary>
    public int Depth { get; private set; }

    /// <summary>The line of the tag at hand, 1-based.</summary>
    public int Line { get; private set; }

    /// <summary>The character in the line, 1-based.</summary>
    public int Position { get; private set; }

    /// <summary>The characters of the text at hand, good until the next node. Comments and CDATA cut a text into pieces, each a node of its own.</summary>
    public ReadOnlySpan<char> Text => Kind is XmlNodeType.Text or XmlNodeType.CDATA ? _block!.TextOf(_at) : default;

    /// <summary>The attributes of the element at hand, good until the next node.</summary>
    public ReadOnlySpan<XmlNodeAttribute> Attributes => Kind is XmlNodeType.Element ? _block!.AttributesOf(_at) : default;

    /// <summary>The characters of an attribute of the element at hand, good until the next node.</summary>
    public ReadOnlySpan<char> TextOf(in XmlNodeAttribute attribute) => _block is null ? default : _block.TextOf(attribute);

    /// <summary>The text of the attribute with a name and no prefix, or <see langword="null"/>.</summary>
    public string? Attribute(string name) => TryGetAttribute(name, out var text) ? text.ToString() : null;

    /// <summary>Gives the characters of the attribute with a name and no prefix, good until the next node.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGetAttribute(string name, out ReadOnlySpan<char> text)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (ref readonly var attribute in Attributes)
        {
            if (!attribute.HasPrefix && attribute.Name.Equals(name, StringComparison.Ordinal))
            {
                text = TextOf(attribute);
                return true;
            }
        }

        text = default;
        return false;
    }

    /// <summary>Goes to the next node.</summary>
    /// <inheritdoc cref="ForeignXml.Move"/>
    public bool Move()
    {
        if (_block is null)
        {
            Begin();
        }
        else if (_at < _block.Count)
        {
            _at++;
        }

        while (_at == _block!.Count)
        {
            if (_block.IsLast)
            {
                _block.End();
                return false;
            }

            _reading.Give(_block);
            _block = _reading.Take();
            _at = 0;
        }

        ref readonly var node = ref _block[_at];
        Kind = node.Kind;
        if (Kind is XmlNodeType.Element or XmlNodeType.EndElement)
        {
            (Name, Line, Position) = (node.Name, node.Line, node.Position);
        }

        if (Kind is XmlNodeType.Element)
        {
            (Namespace, IsEmpty, Depth) = (node.Namespace, node.IsEmpty, _open);
            _open += IsEmpty ? 0 : 1;
        }
        else
        {
            _open -= Kind is XmlNodeType.EndElement ? 1 : 0;
            Depth = _open;
        }

        return true;
    }

    /// <summary>Goes past the element at hand with all in it.</summary>
    /// <inheritdoc cref="Move" path="/exception"/>
    public void Skip()
    {
        if (IsEmpty)
        {
            return;
        }

        var depth = Depth;
        while (Move() && !(Kind == XmlNodeType.EndElement && Depth == depth))
        {
            // Nothing of it is wanted.
        }
    }

    /// <summary>What an exception says of the file; <see langword="null"/> for one that is not about it.</summary>
    public XmlFault? FaultOf(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        // The reading may be far ahead of what is too large for who looks at the nodes.
        return _block is { IsLast: true } && _at == _block.Count ? _block.Fault : _source.FaultOf(exception, Line, Position);
    }

    /// <summary>Ends the reading, and waits for the block at hand.</summary>
    public void Dispose()
    {
        _reading.Dispose();
        _source.Dispose();
    }

    private void Begin()
    {
        _block = new NodeBlock(_longestText);
        _block.Fill(_source);
        for (var i = 1; i < Blocks && !_block.IsLast; i++)
        {
            _reading.Give(new NodeBlock(_longestText));
        }
    }
}
