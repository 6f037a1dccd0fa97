using Utrex.Documents.Xml;
using System.Text;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>An event for each object, which is new.</summary>
internal sealed class EventEnvelope() : MessageEnvelope("SIF_Event", depth: 5, packetSize: 1)
{
    protected override void BeginData(Utf8XmlWriter xml, Sending sending)
    {
        xml.Start("SIF_ObjectData"u8);
        xml.Start("SIF_EventObject"u8);
        xml.Attribute("ObjectName"u8, Encoding.UTF8.GetBytes(sending.Type));
        xml.Attribute("Action"u8, "Add"u8);
    }

    protected override void EndData(Utf8XmlWriter xml)
    {
        xml.End("SIF_EventObject"u8);
        xml.End("SIF_ObjectData"u8);
    }
}
