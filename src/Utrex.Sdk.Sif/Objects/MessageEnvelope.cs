using Utrex.Documents.Xml;
using System.Text;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Messages one after another. A document has one element around everything, and SIF has none for several messages: ours is in no namespace, and
/// each message in it is whole by itself.
/// </summary>
/// <param name="kind">What kind of message it is.</param>
/// <param name="depth">How many elements stand around an object.</param>
/// <param name="packetSize">How many objects a message has at most.</param>
internal abstract class MessageEnvelope(string kind, int depth, int packetSize) : Envelope(depth, packetSize)
{
    private readonly byte[] _kind = Encoding.UTF8.GetBytes(kind);

    protected override ReadOnlySpan<byte> Root => "Messages"u8;

    public override void Begin(Utf8XmlWriter xml, Sending sending)
    {
        xml.Start("SIF_Message"u8);
        xml.Attribute("Version"u8, Encoding.UTF8.GetBytes(SifMap.Version));
        Namespaces(xml);
        xml.Start(_kind);
        xml.Start("SIF_Header"u8);
        xml.Element("SIF_MsgId"u8, Encoding.UTF8.GetBytes(sending.MessageId));
        if (sending.Time is { } time)
        {
            xml.Element("SIF_Timestamp"u8, Encoding.UTF8.GetBytes(time));
        }

        xml.Element("SIF_SourceId"u8, Encoding.UTF8.GetBytes(sending.Source));
        if (sending.Destination is { } destination)
        {
            xml.Element("SIF_DestinationId"u8, Encoding.UTF8.GetBytes(destination));
        }

        xml.End("SIF_Header"u8);
        BeginData(xml, sending);
    }

    public override void End(Utf8XmlWriter xml)
    {
        EndData(xml);
        xml.End(_kind);
        xml.End("SIF_Message"u8);
    }

    protected abstract void BeginData(Utf8XmlWriter xml, Sending sending);

    protected abstract void EndData(Utf8XmlWriter xml);
}
