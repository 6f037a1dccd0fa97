using System.Text;
using System.Xml;
using Utrex.Documents.Xml;

namespace Utrex.Sdk.Sif.Tests.Plain;

/// <summary>The writer of XML against the framework's: the same calls, the same bytes.</summary>
public class Utf8XmlWriterTests
{
    private static readonly string Instance = Encoding.UTF8.GetString(Utf8XmlWriter.Instance);

    private static readonly string[] Texts = ["", "a", "<&>\"'", "é😀 x", " ", new string('&', 5000), new string('x', 40_000), "]]>", "\u0085\u00A0\u2028"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_writes_as_the_frameworks_writer_does(int seed)
    {
        using var expected = new MemoryStream();
        using var actual = new MemoryStream();
        using (var xml = XmlWriter.Create(expected, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, IndentChars = " ", NewLineChars = "\n" }))
        using (var own = new Utf8XmlWriter(actual))
        {
            own.Declare();
            Element(new Random(seed), xml, own, depth: 0);
        }

        Encoding.UTF8.GetString(actual.ToArray()).ShouldBe(Encoding.UTF8.GetString(expected.ToArray()));
    }

    private static void Element(Random random, XmlWriter xml, Utf8XmlWriter own, int depth)
    {
        var name = "N" + random.Next(10).ToString(System.Globalization.CultureInfo.InvariantCulture);
        xml.WriteStartElement(name);
        own.Start(Encoding.UTF8.GetBytes(name));
        if (depth == 0)
        {
            xml.WriteAttributeString("xmlns", "xsi", ns: null, Instance);
            own.Attribute("xmlns:xsi"u8, Utf8XmlWriter.Instance);
        }

        for (var i = random.Next(3); i > 0; i--)
        {
            var value = Texts[random.Next(Texts.Length)];
            xml.WriteAttributeString("A" + (char)('a' + i), value);
            own.Attribute([(byte)'A', (byte)('a' + i)], Encoding.UTF8.GetBytes(value));
        }

        if (random.Next(5) == 0)
        {
            xml.WriteAttributeString("nil", Instance, "true");
            own.Nil();
        }

        if (random.Next(5) == 0)
        {
            var value = Texts[random.Next(Texts.Length)];
            xml.WriteElementString("E", value);
            own.Element("E"u8, Encoding.UTF8.GetBytes(value));
        }

        // Elements first, as SIF has them, then a text.
        for (var i = depth > 6 ? 0 : random.Next(depth == 0 ? 40 : 4); i > 0; i--)
        {
            Element(random, xml, own, depth + 1);
        }

        if (random.Next(2) == 0)
        {
            var text = Texts[random.Next(Texts.Length)];
            xml.WriteString(text);
            own.Text(Encoding.UTF8.GetBytes(text));
        }

        xml.WriteEndElement();
        own.End(Encoding.UTF8.GetBytes(name));
    }
}
