using System.Text;
using System.Xml;
using Utrex.Documents.Xml;

namespace Library.Cards.Tests;

/// <summary>Nodes that are read ahead are those of an XmlReader, one after another, whatever stands in them and wherever a block ends.</summary>
public class NodesAheadTests
{
    private const int LongestText = 500;

    [Theory]
    [InlineData(10)]
    [InlineData(2_000)]
    [InlineData(40_000)]
    public void Nodes_are_those_of_a_reader(int elements)
    {
        var xml = Document(new Random(elements), elements);

        Read(xml).ShouldBe(Expected(xml));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30_000)]
    public void What_is_no_XML_is_told_behind_the_nodes_before_it(int elements)
    {
        var xml = Document(new Random(elements), elements).Replace("</all>", "</al>", StringComparison.Ordinal);
        var nodes = new List<string>();
        using var ahead = Open(xml);

        var exception = Should.Throw<XmlException>(() => Read(ahead, nodes));

        nodes.ShouldBe(Expected(xml));
        ahead.FaultOf(exception)!.Line.ShouldBe(exception.LineNumber);
        Should.Throw<XmlException>(() => ahead.Move()).Message.ShouldBe(exception.Message);
    }

    [Fact]
    public void A_stream_may_give_less_than_it_is_asked_for_and_is_read_by_one_at_a_time()
    {
        var xml = Document(new Random(5), 60_000);
        var nodes = new List<string>();
        using var ahead = new NodesAhead(new UnsteadyStream(Encoding.UTF8.GetBytes(xml)), [], LongestText);

        Read(ahead, nodes);

        nodes.ShouldBe(Expected(xml));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_text_of_pairs_comes_whole_wherever_its_pieces_end(int before)
    {
        var text = new string('x', before) + string.Concat(Enumerable.Repeat("\U0001F600", 150_000));
        using var ahead = new NodesAhead(new MemoryStream(Encoding.UTF8.GetBytes($"<all>{text}</all>")), [], longestText: 1 << 20);
        ahead.Move().ShouldBeTrue();
        ahead.Move().ShouldBeTrue();

        ahead.Text.SequenceEqual(text).ShouldBeTrue();
        ahead.Move().ShouldBeTrue();
        ahead.Kind.ShouldBe(XmlNodeType.EndElement);
    }

    [Fact]
    public void What_the_stream_throws_comes_out_and_is_no_fault_of_the_file()
    {
        var nodes = new List<string>();
        using var ahead = new NodesAhead(new BrokenStream(Encoding.UTF8.GetBytes(Document(new Random(3), 30_000))), [], LongestText);

        var exception = Should.Throw<TimeoutException>(() => Read(ahead, nodes));

        nodes.Count.ShouldBeGreaterThan(10_000);
        ahead.FaultOf(exception).ShouldBeNull();
    }

    [Fact]
    public void Who_looks_at_nodes_can_end_it_where_they_are()
    {
        using var ahead = Open(Document(new Random(4), 40_000));
        ahead.Move();
        ahead.Move();

        var exception = Should.Throw<IOException>(() => ForeignXml.Exceed("too much"));

        ahead.FaultOf(exception).ShouldBe(new XmlFault(ahead.Line, ahead.Position, "too much"));
        ahead.Line.ShouldBe(2);
    }

    [Fact]
    public void Elements_are_gone_past_as_a_whole()
    {
        using var ahead = Open("<all><a><b/>x</a><c/><d>y</d></all>");
        ahead.Move().ShouldBeTrue();
        ahead.Move().ShouldBeTrue();
        ahead.Skip();
        (ahead.Kind, ahead.Name, ahead.Depth).ShouldBe((XmlNodeType.EndElement, "a", 1));
        ahead.Move().ShouldBeTrue();
        ahead.Skip();
        (ahead.Kind, ahead.Name).ShouldBe((XmlNodeType.Element, "c"));
    }

    private static NodesAhead Open(string xml) => new(new MemoryStream(Encoding.UTF8.GetBytes(xml)), ["all", "item"], LongestText);

    private static List<string> Read(string xml)
    {
        var nodes = new List<string>();
        using var ahead = Open(xml);
        Read(ahead, nodes);
        ahead.Move().ShouldBeFalse();
        return nodes;
    }

    private static void Read(NodesAhead ahead, List<string> nodes)
    {
        while (ahead.Move())
        {
            var attributes = new StringBuilder();
            foreach (ref readonly var attribute in ahead.Attributes)
            {
                attributes.Append($" {attribute.Name} {(attribute.HasPrefix ? attribute.Namespace : "")}@{attribute.Line},{attribute.Position}={ahead.TextOf(attribute)}");
            }

            nodes.Add(ahead.Kind switch
            {
                XmlNodeType.Element => $"{ahead.Depth} <{ahead.Name} {ahead.Namespace} {ahead.IsEmpty}@{ahead.Line},{ahead.Position}{attributes}",
                XmlNodeType.EndElement => $"{ahead.Depth} >{ahead.Name}@{ahead.Line},{ahead.Position}",
                _ => $"{ahead.Depth} {ahead.Kind} {ahead.Text}",
            });
        }
    }

    private static List<string> Expected(string xml)
    {
        var nodes = new List<string>();
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { IgnoreWhitespace = true, IgnoreComments = true, IgnoreProcessingInstructions = true });
        var lines = (IXmlLineInfo)reader;
        try
        {
            while (reader.Read())
            {
                nodes.Add(Text(reader, lines));
            }
        }
        catch (XmlException)
        {
            // Up to here.
        }

        return nodes;
    }

    private static string Text(XmlReader reader, IXmlLineInfo lines)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var start = $"{reader.Depth} <{reader.LocalName} {reader.NamespaceURI} {reader.IsEmptyElement}@{lines.LineNumber},{lines.LinePosition}";
                while (reader.MoveToNextAttribute())
                {
                    start += $" {reader.LocalName} {(reader.Prefix.Length > 0 ? reader.NamespaceURI : "")}@{lines.LineNumber},{lines.LinePosition}={Cut(reader.Value)}";
                }

                reader.MoveToElement();
                return start;
            case XmlNodeType.EndElement:
                return $"{reader.Depth} >{reader.LocalName}@{lines.LineNumber},{lines.LinePosition}";
            case XmlNodeType.Text or XmlNodeType.CDATA:
                return $"{reader.Depth} {reader.NodeType} {Cut(reader.Value)}";
            default:
                return $"{reader.Depth} {reader.NodeType} ";
        }
    }

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;

    private static string Document(Random random, int elements)
    {
        var xml = new StringBuilder("<all xmlns='urn:a' xmlns:p='urn:b'>\n");
        for (var i = 0; i < elements; i++)
        {
            xml.Append(random.Next(12) switch
            {
                0 => "<empty/>",
                1 => "<p:item p:key='1' key=\"a &lt; b\"/>",
                2 => $"<item>{new string('é', random.Next(40))}</item>",
                3 => $"<item a='{new string('x', random.Next(30) == 0 ? 3_000 : 5)}'>a<!-- not this -->b<![CDATA[<c>]]></item>",
                4 => $"<item>{new string('y', random.Next(30) == 0 ? 20_000 : 10)}</item>",
                5 => "<outer><inner>\r\n t\u0001F600</inner> <inner/></outer>".Replace("\u0001F600", "\U0001F600", StringComparison.Ordinal),
                6 => "<?ignored this?>",
                _ => $"<name{i % 50}>{i}</name{i % 50}>\n",
            });
        }

        return xml.Append("</all>").ToString();
    }

    /// <summary>A stream that gives as much as it is asked for twice of three times, and refuses two readers at once.</summary>
    private sealed class UnsteadyStream(byte[] bytes) : MemoryStream(bytes)
    {
        private int _readers;
        private int _reads;

        public override int Read(Span<byte> buffer)
        {
            if (Interlocked.Increment(ref _readers) > 1)
            {
                throw new InvalidOperationException("The stream is being read.");
            }

            Thread.Yield();
            var read = base.Read(buffer[..(++_reads % 3 == 0 ? (buffer.Length + 1) / 2 : buffer.Length)]);
            Interlocked.Decrement(ref _readers);
            return read;
        }
    }

    /// <summary>A stream that fails in the middle.</summary>
    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => Position > Length / 2 ? throw new TimeoutException() : base.Read(buffer);
    }
}
