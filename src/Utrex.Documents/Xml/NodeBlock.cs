using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Xml;

namespace Utrex.Documents.Xml;

/// <summary>Some thousand nodes of XML in a row, with their attributes and texts in flat arrays that are used again for others.</summary>
/// <param name="longestText">How many characters of a text or an attribute are kept.</param>
internal sealed class NodeBlock(int longestText)
{
    private const int MostNodes = 1 << 13;
    private const int EnoughText = 1 << 17;

    // An XmlReader is asked for the rest of a text in pieces of at least this many characters.
    private const int MinimalChunk = 256;

    // One tag may have many attributes; what it takes to hold them is not kept.
    private const int MostKeptAttributes = 1 << 12;
    private const int MostKeptText = 2 * EnoughText;

    private readonly Node[] _nodes = new Node[MostNodes];
    private XmlNodeAttribute[] _attributes = new XmlNodeAttribute[1 << 10];
    private char[] _text = new char[EnoughText];
    private int _attributeCount;
    private int _textLength;
    private ExceptionDispatchInfo? _failure;

    /// <summary>The number of nodes.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there are no nodes behind these: the file has ended, or cannot be read on.</summary>
    public bool IsLast { get; private set; }

    /// <summary>What is wrong with the file behind the last node, if that has ended the reading.</summary>
    public XmlFault? Fault { get; private set; }

    public ref readonly Node this[int index] => ref _nodes[index];

    /// <summary>Reads the next nodes in place of those that are there. What makes the reading fail comes out behind the last node: <see cref="End"/>.</summary>
    public void Fill(ForeignXml source)
    {
        Clear();
        try
        {
            while (Count < MostNodes && _textLength < EnoughText)
            {
                if (!source.Move())
                {
                    IsLast = true;
                    return;
                }

                Add(source);
            }
        }
        catch (Exception e) when (IsNoted(e, source))
        {
            IsLast = true;
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    /// <summary>What is to be done behind the last node: throws what has ended the reading, if anything has.</summary>
    public void End() => _failure?.Throw();

    /// <summary>The attributes of an element.</summary>
    public ReadOnlySpan<XmlNodeAttribute> AttributesOf(int index) => _attributes.AsSpan(_nodes[index].Start, _nodes[index].Length);

    /// <summary>The characters of a text.</summary>
    public ReadOnlySpan<char> TextOf(int index) => _text.AsSpan(_nodes[index].Start, _nodes[index].Length);

    /// <summary>The characters of an attribute.</summary>
    public ReadOnlySpan<char> TextOf(in XmlNodeAttribute attribute) => _text.AsSpan(attribute.Start, attribute.Length);

    private void Clear()
    {
        (Count, _attributeCount, _textLength, IsLast, Fault, _failure) = (0, 0, 0, false, null, null);
        if (_attributes.Length > MostKeptAttributes)
        {
            _attributes = new XmlNodeAttribute[MostKeptAttributes];
        }

        if (_text.Length > MostKeptText)
        {
            _text = new char[EnoughText];
        }
    }

    /// <summary>Notes where the reader stands when an exception is thrown: it goes on before it is caught.</summary>
    private bool IsNoted(Exception exception, ForeignXml source)
    {
        Fault = source.FaultOf(exception);
        return true;
    }

    private void Add(ForeignXml source)
    {
        var reader = source.Reader;
        ref var node = ref _nodes[Count];
        node = default;
        node.Kind = source.Node;
        switch (source.Node)
        {
            case XmlNodeType.Element:
                node.Name = reader.LocalName;
                node.Namespace = reader.NamespaceURI;
                node.IsEmpty = reader.IsEmptyElement;
                (node.Line, node.Position) = (source.Line, source.Position);
                if (reader.HasAttributes)
                {
                    AddAttributes(source, ref node);
                }

                break;
            case XmlNodeType.EndElement:
                node.Name = reader.LocalName;
                (node.Line, node.Position) = (source.Line, source.Position);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA:
                (node.Start, node.Length) = ReadText(reader);
                break;
        }

        Count++;
    }

    private void AddAttributes(ForeignXml source, ref Node node)
    {
        var reader = source.Reader;
        node.Start = _attributeCount;
        while (reader.MoveToNextAttribute())
        {
            if (_attributeCount == _attributes.Length)
            {
                Array.Resize(ref _attributes, 2 * _attributeCount);
            }

            var hasPrefix = reader.Prefix.Length > 0;
            var (name, line, position) = (reader.LocalName, source.Line, source.Position);
            var space = hasPrefix ? reader.NamespaceURI : "";
            var (start, length) = ReadText(reader);
            _attributes[_attributeCount++] = new XmlNodeAttribute(name, space, hasPrefix, line, position, start, length);
        }

        reader.MoveToElement();
        node.Length = _attributeCount - node.Start;
    }

    private (int Start, int Length) ReadText(XmlReader reader)
    {
        var start = _textLength;
        var isMore = true;
        while (isMore && _textLength - start < longestText)
        {
            if (_text.Length - _textLength < MinimalChunk)
            {
                Array.Resize(ref _text, 2 * _text.Length);
            }

            // It gives all that has room, but for half of a pair of surrogates.
            var room = _text.Length - _textLength;
            var read = reader.ReadValueChunk(_text, _textLength, room);
            isMore = read > 0 && read >= room - 1;
            _textLength += read;
        }

        _textLength = Math.Min(_textLength, start + longestText);
        return (start, _textLength - start);
    }

    /// <summary>A node.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct Node
    {
        /// <summary>The local name of an element.</summary>
        public string Name;

        /// <summary>The namespace of an element.</summary>
        public string Namespace;

        /// <summary>The line, and the character in it, of the tag of an element.</summary>
        public int Line;

        public int Position;

        /// <summary>Where the text begins, or the attributes do.</summary>
        public int Start;

        /// <summary>How many characters or attributes there are.</summary>
        public int Length;

        public XmlNodeType Kind;

        /// <summary>Whether an element has no end tag.</summary>
        public bool IsEmpty;
    }
}
