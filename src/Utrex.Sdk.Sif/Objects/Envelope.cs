using Utrex.Documents.Xml;
using System.Text;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>What stands around objects in a file.</summary>
/// <param name="depth">How many elements stand around an object.</param>
/// <param name="packetSize">How many objects stand together at most.</param>
internal abstract class Envelope(int depth, int packetSize)
{
    /// <summary>How many elements stand around an object.</summary>
    public int Depth => depth;

    /// <summary>How many objects stand together at most.</summary>
    public int PacketSize => packetSize;

    /// <summary>The element around everything in the file.</summary>
    protected abstract ReadOnlySpan<byte> Root { get; }

    /// <summary>Begins the file.</summary>
    public virtual void BeginFile(Utf8XmlWriter xml)
    {
        xml.Declare();
        xml.Start(Root);
    }

    /// <summary>Begins what stands around some objects of one type.</summary>
    public abstract void Begin(Utf8XmlWriter xml, Sending sending);

    /// <summary>Ends it.</summary>
    public abstract void End(Utf8XmlWriter xml);

    /// <summary>Ends the file.</summary>
    public void EndFile(Utf8XmlWriter xml) => xml.End(Root);

    /// <summary>The namespaces of an element that has just begun, and of all in it.</summary>
    protected static void Namespaces(Utf8XmlWriter xml)
    {
        xml.Attribute("xmlns:xsi"u8, Utf8XmlWriter.Instance);
        xml.Attribute("xmlns"u8, Encoding.UTF8.GetBytes(SifMap.Namespace));
    }
}
