using System.Globalization;
using System.Text;
using System.Xml;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk;
using Utrex.Transcripts.Mapping;

namespace Utrex.Transcripts.Pesc;

/// <summary>Reads the objects of the map out of a High School Transcript that anybody may have written. What the map does not know is left out and counted.</summary>
/// <param name="source">The XML.</param>
/// <param name="problem">Takes what is not as it should be: the place and a sentence.</param>
/// <param name="leftOut">Takes the name of each element that is left out.</param>
internal sealed class PescXmlReader(ForeignXml source, Action<XmlFault> problem, Action<string> leftOut)
{
    private const string Family = "urn:org:pesc:message:HighSchoolTranscript:";
    private const int MaxValueLength = 1 << 16;
    private const int MaxSize = 16 << 20;
    private const int PartSize = 64;
    private const int MaxNameLength = 100;

    // Elements that stand several times and hold a text each: their texts are the lines of one value.
    private static readonly string[] Lines = ["AddressLine", "MiddleName"];

    private readonly XmlReader _xml = source.Reader;
    private int _size;

    /// <summary>The names that are looked for.</summary>
    public static IEnumerable<string> Names => PescMap.Shapes.SelectMany(shape => NamesIn(shape.Root)).Distinct(StringComparer.Ordinal);

    /// <summary>The document, or <see langword="null"/> where the file holds none; the reason has been told then.</summary>
    public PescDocument? Read()
    {
        while (source.Move())
        {
            if (source.Node == XmlNodeType.Element)
            {
                return IsTranscript() ? ReadDocument() : null;
            }
        }

        problem(new XmlFault(1, 0, $"there is no {PescDocument.Root} in the file"));
        return null;
    }

    private bool IsTranscript()
    {
        if (!_xml.LocalName.Equals(PescDocument.Root, StringComparison.Ordinal) || !_xml.NamespaceURI.StartsWith(Family, StringComparison.Ordinal))
        {
            problem(new XmlFault(source.Line, source.Position, $"the file holds {PrintableText.Quote(_xml.LocalName)} of the namespace {PrintableText.Quote(_xml.NamespaceURI)}, and no {PescDocument.Root} of {PescMap.Namespace}"));
            return false;
        }

        if (!_xml.NamespaceURI.Equals(PescMap.Namespace, StringComparison.Ordinal))
        {
            problem(new XmlFault(source.Line, source.Position, $"the document is of {PrintableText.Quote(_xml.NamespaceURI.AsSpan(Family.Length).ToString())} of the standard, and was read as {PescMap.Version}"));
        }

        return true;
    }

    private PescDocument ReadDocument()
    {
        var document = new PescDocument();
        var space = _xml.NamespaceURI;
        if (_xml.IsEmptyElement)
        {
            return document;
        }

        while (source.Move() && source.Node != XmlNodeType.EndElement)
        {
            if (source.Node != XmlNodeType.Element)
            {
                continue;
            }

            if (_xml.NamespaceURI.Equals(space, StringComparison.Ordinal))
            {
                problem(new XmlFault(source.Line, source.Position, "its elements stand in the namespace of the root, where the standard has them in none; they were read all the same"));
            }

            switch (_xml.LocalName)
            {
                case "TransmissionData":
                    ReadElement(document.Transmission.Shape.Root, document.Transmission);
                    break;
                case "Student":
                    ReadElement(document.Student.Shape.Root, document.Student);
                    break;
                case PescExtensions.Element:
                    ReadExtensions(document);
                    break;
                default:
                    LeaveOut(_xml.LocalName);
                    break;
            }
        }

        return document;
    }

    /// <summary>Reads the element at hand, with all in it, up to its end tag.</summary>
    private void ReadElement(DocumentNode node, DocumentObject item)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var text = new StringBuilder();
        while (source.Move() && source.Node != XmlNodeType.EndElement)
        {
            if (source.Node is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                Append(text);
            }
            else if (source.Node == XmlNodeType.Element)
            {
                var name = _xml.LocalName;
                if (node.Children.FirstOrDefault(candidate => !candidate.IsAttribute && candidate.Name.Equals(name, StringComparison.Ordinal)) is not { } child)
                {
                    LeaveOut($"{node.Name}/{name}");
                }
                else if (child.Part >= 0)
                {
                    Grow(PartSize);
                    var part = item.AddPart(item.Shape.Parts[child.Part]);
                    part.Line = source.Line;
                    ReadElement(part.Shape.Root, part);
                }
                else
                {
                    ReadElement(child, item);
                }
            }
        }

        if (node.Slot >= 0)
        {
            Set(item, node, text.ToString().Trim());
        }
    }

    private void Append(StringBuilder text)
    {
        var chunk = new char[1024];
        for (var read = _xml.ReadValueChunk(chunk, 0, chunk.Length); read > 0; read = _xml.ReadValueChunk(chunk, 0, chunk.Length))
        {
            if (text.Length + read > MaxValueLength)
            {
                ForeignXml.Exceed(string.Create(CultureInfo.InvariantCulture, $"A value has more than {MaxValueLength} characters"));
            }

            text.Append(chunk, 0, read);
        }
    }

    private void Set(DocumentObject item, DocumentNode node, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        Grow(text.Length);
        text = string.Join(' ', text.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (item[node.Slot].IsNone)
        {
            item[node.Slot] = Utf8Value.Of(text);
        }
        else if (Lines.Contains(node.Name, StringComparer.Ordinal))
        {
            PescAddress.AddLine(item, node.Slot, text);
        }
        else
        {
            leftOut($"{node.Name} once more");
        }
    }

    private void ReadExtensions(PescDocument document)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var depth = _xml.Depth;
        while (source.Move() && !(source.Node == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (source.Node != XmlNodeType.Element)
            {
                continue;
            }

            if (!_xml.NamespaceURI.Equals(PescExtensions.Namespace, StringComparison.Ordinal))
            {
                LeaveOut($"{PescExtensions.Element}/{_xml.LocalName}");
            }
            else if (_xml.LocalName.Equals(PescExtensions.Field, StringComparison.Ordinal))
            {
                var (record, field) = (_xml.GetAttribute("record") ?? "", _xml.GetAttribute("name") ?? "");
                _ = int.TryParse(_xml.GetAttribute("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
                var text = new StringBuilder();
                if (!_xml.IsEmptyElement)
                {
                    while (source.Move() && source.Node != XmlNodeType.EndElement)
                    {
                        if (source.Node is XmlNodeType.Text or XmlNodeType.CDATA)
                        {
                            Append(text);
                        }
                        else if (source.Node == XmlNodeType.Element)
                        {
                            LeaveOut(_xml.LocalName);
                        }
                    }
                }

                Grow(PartSize + text.Length);
                document.Carried.Add(new CarriedField(record, number, field, text.ToString()));
            }
        }
    }

    private void LeaveOut(string name)
    {
        leftOut(PrintableText.Of(name, MaxNameLength));
        source.Skip();
    }

    /// <summary>Caps what is kept of a document.</summary>
    private void Grow(int size)
    {
        _size += size;
        if (_size > MaxSize)
        {
            ForeignXml.Exceed($"The document holds more than {MaxSize >> 20} MB");
        }
    }

    private static IEnumerable<string> NamesIn(DocumentNode node) => node.Children.SelectMany(NamesIn).Prepend(node.Name);
}
