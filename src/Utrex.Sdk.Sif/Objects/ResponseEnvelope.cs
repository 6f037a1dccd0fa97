using Utrex.Documents.Xml;
using System.Globalization;
using System.Text;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>The answers of an agent to a request for each type, in packets.</summary>
/// <param name="packetSize">How many objects a packet has at most.</param>
internal sealed class ResponseEnvelope(int packetSize) : MessageEnvelope("SIF_Response", depth: 4, packetSize)
{
    protected override void BeginData(Utf8XmlWriter xml, Sending sending)
    {
        xml.Element("SIF_RequestMsgId"u8, Encoding.UTF8.GetBytes(sending.RequestId));
        xml.Element("SIF_PacketNumber"u8, Encoding.UTF8.GetBytes(sending.Number.ToString(CultureInfo.InvariantCulture)));
        xml.Element("SIF_MorePackets"u8, sending.HasMore ? "Yes"u8 : "No"u8);
        xml.Start("SIF_ObjectData"u8);
    }

    protected override void EndData(Utf8XmlWriter xml) => xml.End("SIF_ObjectData"u8);
}
