using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Xml;
using Utrex.Sdk;

namespace Utrex.Documents.Xml;

/// <summary>
/// XML that anybody may have made, read forward only. It has no document type and no entity from elsewhere; how deep elements stand, how long one
/// tag, text or comment is and how many names there are is capped; and bytes that are not in the encoding which the declaration names are
/// read by their own.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class ForeignXml : IDisposable
{
    /// <summary>How deep elements may stand in each other.</summary>
    public const int MaxDepth = 128;

    private const int MaxDetailLength = 200;
    private const string Undecodable = "The bytes are text in no encoding that they could be in";

    private readonly IXmlLineInfo _lines;
    private readonly BudgetStream _stream;
    private readonly bool _isUndecodable;

    // Some programs write in the code pages of Windows.
    static ForeignXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The XML of a stream, which stays open.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="names">Names that are looked for: the same strings come back from <see cref="Reader"/>.</param>
    /// <param name="cancellationToken">Ends the reading at the next block.</param>
    public ForeignXml(Stream stream, IEnumerable<string> names, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(names);
        var head = new byte[EncodingSniff.Most];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        _stream = new BudgetStream(stream, head.AsMemory(0, length), cancellationToken);
        var encoding = EncodingSniff.Contradicted(head.AsSpan(0, length), out var detail);
        Contradiction = encoding is null ? null : detail;
        var table = new BudgetNames();
        table.Expect(names);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ConformanceLevel = ConformanceLevel.Fragment,
            IgnoreWhitespace = true,
            CloseInput = false,
            NameTable = table,
        };
        try
        {
            Reader = encoding is null ? XmlReader.Create(_stream, settings) : XmlReader.Create(new StreamReader(_stream, encoding, detectEncodingFromByteOrderMarks: true), settings);
        }
        catch (DecoderFallbackException)
        {
            // It reads ahead; whoever asks for a node is told.
            _isUndecodable = true;
            Reader = XmlReader.Create(TextReader.Null, settings);
        }

        _lines = (IXmlLineInfo)Reader;
    }

    /// <summary>The reader, to look at the node at hand; what moves it on is <see cref="Move"/>.</summary>
    public XmlReader Reader { get; }

    /// <summary>The kind of the node at hand.</summary>
    public XmlNodeType Node { get; private set; }

    /// <summary>What the declaration says of the encoding and what the bytes are, where these contradict each other; else <see langword="null"/>.</summary>
    public string? Contradiction { get; }

    /// <summary>The line at hand, 1-based.</summary>
    public int Line => _lines.LineNumber;

    /// <summary>The character in the line, 1-based.</summary>
    public int Position => _lines.LinePosition;

    /// <summary>Goes to the next node. Comments are nodes of their own, so that each may be as long as any, and are passed over.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="XmlException">The file is no XML from here on; <see cref="FaultOf(Exception)"/> says it in words, as for the other two.</exception>
    /// <exception cref="IOException">Something is larger than may be read.</exception>
    /// <exception cref="DecoderFallbackException">The bytes are text in no encoding that they could be in.</exception>
    public bool Move()
    {
        if (_isUndecodable)
        {
            throw new DecoderFallbackException(Undecodable);
        }

        do
        {
            _stream.Renew();
            if (!Reader.Read())
            {
                return false;
            }
        }
        while ((Node = Reader.NodeType) is XmlNodeType.Comment or XmlNodeType.ProcessingInstruction);

        if (Node != XmlNodeType.EndElement && Reader.Depth > MaxDepth)
        {
            throw new XmlException($"Elements stand more than {MaxDepth} deep in each other", innerException: null, Line, Position);
        }

        return true;
    }

    /// <summary>Goes past the element at hand with all in it.</summary>
    /// <inheritdoc cref="Move" path="/exception"/>
    public void Skip()
    {
        if (Reader.IsEmptyElement)
        {
            return;
        }

        var depth = Reader.Depth;
        while (Move() && !(Node == XmlNodeType.EndElement && Reader.Depth == depth))
        {
            // Nothing of it is wanted.
        }
    }

    /// <summary>Ends the reading of a file of which its reader keeps more than may be kept.</summary>
    /// <param name="detail">What is too large, without the end of a sentence.</param>
    /// <exception cref="IOException">Always; <see cref="FaultOf(Exception)"/> says it in words.</exception>
    [DoesNotReturn]
    public static void Exceed(string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        throw new BudgetExceededException(detail);
    }

    /// <summary>What an exception says of the file; <see langword="null"/> for one that is not about it.</summary>
    public XmlFault? FaultOf(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return FaultOf(exception, Line, Position);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader.Dispose();
        _stream.Dispose();
    }

    /// <summary>The same for who has looked at less than was read.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="line">The line at hand.</param>
    /// <param name="position">The character in it.</param>
    internal XmlFault? FaultOf(Exception exception, int line, int position) => exception switch
    {
        XmlException e => new XmlFault(e.LineNumber, e.LinePosition, Describe(e)),
        BudgetExceededException => new XmlFault(line, position, exception.Message),
        DecoderFallbackException when _isUndecodable => new XmlFault(1, 0, Undecodable),
        DecoderFallbackException => new XmlFault(line, position, Undecodable),
        _ => null,
    };

    /// <summary>The framework's message without the position at its end, which is reported apart.</summary>
    private static string Describe(XmlException e)
    {
        if (e.Message.StartsWith("Unexpected XML declaration", StringComparison.Ordinal))
        {
            return "An XML declaration (<?xml ...?>) may stand only at the very beginning of a file; take away what stands before it, or give each document as a file of its own";
        }

        var end = e.Message.IndexOf(" Line ", StringComparison.Ordinal);
        return PrintableText.Of(end < 0 ? e.Message : e.Message.AsSpan(0, end), MaxDetailLength);
    }
}
