using System.Collections.Frozen;
using System.Text;
using System.Xml;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Reads SIF objects out of XML, forward only: within messages, events and responses, under any wrapper or bare, one after another, with
/// their elements in any order. What it does not know is left out and counted.
/// </summary>
internal sealed class SifXmlReader : IDisposable
{
    /// <summary>The greatest length of a value in characters.</summary>
    public const int MaxValueLength = 1 << 16;

    private const int MaxDepth = 128;
    private const int MaxObjectSize = 16 << 20;
    private const int PartSize = 64;
    private const int MaxCounted = 1000;

    private static readonly FrozenDictionary<string, SifShape> Objects =
        SifMap.Shapes.Where(shape => shape.IsObject).ToFrozenDictionary(shape => shape.Name, StringComparer.Ordinal);

    private readonly XmlReader _xml;
    private readonly IXmlLineInfo _lines;
    private readonly BudgetStream _stream;
    private readonly Action<SifProblem> _report;
    private readonly string _file;
    private readonly int _number;
    private int _objectSize;

    /// <summary>A reader of one file.</summary>
    /// <param name="stream">The XML.</param>
    /// <param name="file">Its name, for what is reported.</param>
    /// <param name="number">The file's number, for the objects.</param>
    /// <param name="report">Takes what could not be read.</param>
    public SifXmlReader(Stream stream, string file, int number, Action<SifProblem> report)
    {
        _stream = new BudgetStream(stream);
        _file = file;
        _number = number;
        _report = report;
        _xml = XmlReader.Create(_stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ConformanceLevel = ConformanceLevel.Fragment,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = false,
            NameTable = new BudgetNames(),
        });
        _lines = (IXmlLineInfo)_xml;
    }

    /// <summary>Elements that were left out, by object and name.</summary>
    public Dictionary<string, int> LeftOut { get; } = new(StringComparer.Ordinal);

    /// <summary>What the event around the last object says of it: <c>Add</c>, <c>Change</c> or <c>Delete</c>; <see langword="null"/> outside events.</summary>
    public string? Action { get; private set; }

    /// <summary>The time of the last message, as written.</summary>
    public string? Timestamp { get; private set; }

    /// <summary>The next object, or <see langword="null"/> at the end of what can be read.</summary>
    public SifObject? Read()
    {
        try
        {
            while (Move())
            {
                if (_xml.NodeType == XmlNodeType.EndElement && string.Equals(_xml.LocalName, "SIF_EventObject", StringComparison.Ordinal))
                {
                    Action = null;
                }

                if (_xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (Objects.TryGetValue(_xml.LocalName, out var shape) && IsSif())
                {
                    return ReadObject(shape);
                }

                Pass();
            }
        }
        catch (XmlException e)
        {
            _report(new SifProblem(_file, e.LineNumber, e.LinePosition, FileRules.NotXml, Describe(e)));
        }
        catch (BudgetExceededException e)
        {
            _report(new SifProblem(_file, _lines.LineNumber, _lines.LinePosition, FileRules.NotXml, e.Message));
        }

        return null;
    }

    public void Dispose() => _xml.Dispose();

    /// <summary>Goes past what is no object: a wrapper is entered, an object that carries no record is left out whole.</summary>
    private void Pass()
    {
        switch (_xml.LocalName)
        {
            case "SIF_EventObject":
                Action = _xml.IsEmptyElement ? null : _xml.GetAttribute("Action");
                break;
            case "SIF_Timestamp":
                Timestamp = ReadText() ?? Timestamp;
                break;
            default:
                if (_xml.GetAttribute("RefId") is not null)
                {
                    LeaveOut(_xml.LocalName);
                }

                break;
        }
    }

    private SifObject ReadObject(SifShape shape)
    {
        var item = new SifObject(shape) { File = _number, Line = _lines.LineNumber };
        _objectSize = 0;
        ReadElement(shape.Root, item, shape.Name);
        return item;
    }

    /// <summary>Reads the element at hand, with all in it, up to its end tag.</summary>
    private void ReadElement(SifNode node, SifObject item, string path)
    {
        var isEmpty = _xml.IsEmptyElement;
        var isNil = false;
        var isOther = node.Name.Equals("OtherCodeList", StringComparison.Ordinal);
        if (_xml.HasAttributes)
        {
            while (_xml.MoveToNextAttribute())
            {
                isNil |= _xml.LocalName.Equals("nil", StringComparison.Ordinal) && _xml.NamespaceURI.Equals(SifXmlWriter.Instance, StringComparison.Ordinal) && _xml.Value.Trim() is "true" or "1";
                if (Find(node, _xml.LocalName, isAttribute: true) is { Slot: >= 0 } attribute)
                {
                    Set(item, attribute.Slot, _xml.Value, path);
                }
            }

            _xml.MoveToElement();
        }

        if (isEmpty)
        {
            return;
        }

        // Comments and CDATA cut a text into pieces.
        string? text = null;
        StringBuilder? pieces = null;
        var depth = _xml.Depth;
        while (Move() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                if (text is null)
                {
                    text = _xml.Value;
                }
                else if ((pieces ??= new StringBuilder(text)).Length <= MaxValueLength)
                {
                    pieces.Append(_xml.Value);
                }
            }
            else if (_xml.NodeType == XmlNodeType.Element)
            {
                var name = _xml.LocalName;
                var found = Find(node, name, isAttribute: false) ?? (SifMap.Aliases.TryGetValue(name, out var right) ? Find(node, right, isAttribute: false) : null);
                if (found is not { } child || !IsSif() || !IsState(child))
                {
                    LeaveOut($"{item.Shape.Name}/{name}");
                }
                else if (child.Part >= 0)
                {
                    var part = new SifObject(item.Shape.Parts[child.Part]) { File = _number, Line = _lines.LineNumber };
                    item.AddPart(part);
                    Grow(PartSize);
                    ReadElement(part.Shape.Root, part, path + "/" + name);
                }
                else
                {
                    ReadElement(child, item, path);
                }
            }
        }

        if (text is not null && !isNil)
        {
            // Some agents write the code where an element with the code belongs.
            var slot = node.Slot >= 0 ? node.Slot : isOther ? Array.Find(node.Children, child => child.Slot >= 0)?.Slot ?? -1 : Find(node, "Code", isAttribute: false)?.Slot ?? -1;
            if (slot >= 0)
            {
                Set(item, slot, pieces?.ToString() ?? text, path);
            }
        }
    }

    /// <summary>Among the codes beside a SIF code only the state's own count.</summary>
    private bool IsState(SifNode node)
    {
        if (!node.Name.Equals("OtherCode", StringComparison.Ordinal))
        {
            return true;
        }

        var codeset = _xml.GetAttribute("Codeset") ?? _xml.GetAttribute("CodeSet");
        return codeset is null || codeset.Equals(node.Children[0].Constant, StringComparison.OrdinalIgnoreCase);
    }

    private void Set(SifObject item, int slot, string value, string path)
    {
        if (value.Length > MaxValueLength)
        {
            _report(new SifProblem(_file, _lines.LineNumber, _lines.LinePosition, FileRules.SifValueTooLong, $"{path}/{item.Shape.Slots[slot]} has more than {MaxValueLength} characters"));
            return;
        }

        var text = value.Trim();
        if (text.Length > 0)
        {
            item[slot] ??= text;
            Grow(text.Length);
        }
    }

    /// <summary>Caps what is kept of one object: its parts may be any number.</summary>
    private void Grow(int size)
    {
        _objectSize += size;
        if (_objectSize > MaxObjectSize)
        {
            throw new BudgetExceededException($"One object holds more than {MaxObjectSize >> 20} MB");
        }
    }

    private static SifNode? Find(SifNode node, string name, bool isAttribute)
    {
        foreach (var child in node.Children)
        {
            if (child.IsAttribute == isAttribute && child.Name.Equals(name, StringComparison.Ordinal))
            {
                return child;
            }
        }

        return null;
    }

    private string? ReadText()
    {
        var text = "";
        var depth = _xml.Depth;
        if (!_xml.IsEmptyElement)
        {
            while (Move() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
            {
                text = _xml.NodeType == XmlNodeType.Text && _xml.Value.Length <= MaxValueLength ? _xml.Value.Trim() : text;
            }
        }

        return text.Length == 0 ? null : text;
    }

    private void LeaveOut(string name)
    {
        if (LeftOut.TryGetValue(name, out var count) || LeftOut.Count < MaxCounted)
        {
            LeftOut[name] = count + 1;
        }

        if (_xml.IsEmptyElement)
        {
            return;
        }

        var depth = _xml.Depth;
        while (Move() && !(_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth))
        {
            // Nothing of it is wanted.
        }
    }

    private bool IsSif() => _xml.NamespaceURI.Length == 0 || _xml.NamespaceURI.Equals(SifMap.Namespace, StringComparison.Ordinal);

    private bool Move()
    {
        _stream.Renew();
        if (!_xml.Read())
        {
            return false;
        }

        if (_xml.Depth > MaxDepth)
        {
            throw new XmlException($"Elements stand more than {MaxDepth} deep in each other", innerException: null, _lines.LineNumber, _lines.LinePosition);
        }

        return true;
    }

    /// <summary>The framework's message without the position at its end, which is reported apart.</summary>
    private static string Describe(XmlException e)
    {
        var end = e.Message.IndexOf(" Line ", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[..end];
    }
}
