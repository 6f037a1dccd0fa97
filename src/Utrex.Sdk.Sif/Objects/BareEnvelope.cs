using Utrex.Documents.Xml;
namespace Utrex.Sdk.Sif.Objects;

/// <summary>No message at all: objects under one element.</summary>
internal sealed class BareEnvelope() : Envelope(depth: 1, packetSize: int.MaxValue)
{
    protected override ReadOnlySpan<byte> Root => "SIF_ObjectData"u8;

    public override void BeginFile(Utf8XmlWriter xml)
    {
        base.BeginFile(xml);
        Namespaces(xml);
    }

    public override void Begin(Utf8XmlWriter xml, Sending sending)
    {
        // Types follow upon each other.
    }

    public override void End(Utf8XmlWriter xml)
    {
        // So do they here.
    }
}
