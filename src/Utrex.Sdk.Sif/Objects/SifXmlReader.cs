using System.Collections.Frozen;
using System.Text;
using System.Xml;
using Utrex.Documents;
using Utrex.Documents.Xml;
using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Objects;

/// <summary>
/// Reads SIF objects out of XML, forward only: within messages, events and responses, under any wrapper or bare, one after another, with
/// their elements in any order. What it does not know is left out and counted.
/// </summary>
internal sealed partial class SifXmlReader : IDisposable
{
    /// <summary>What XML takes for white space; there may be some around a value.</summary>
    public static readonly char[] Space = [' ', '\t', '\r', '\n'];

    /// <summary>The greatest length of a value in characters.</summary>
    public const int MaxValueLength = 1 << 16;

    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private const int MaxNameLength = 200;
    private const int MaxObjectSize = 16 << 20;
    private const int PartSize = 64;

    private static readonly FrozenDictionary<string, DocumentShape> Objects =
        SifMap.Shapes.Where(shape => shape.IsObject).ToFrozenDictionary(shape => shape.Name, StringComparer.Ordinal);

    private static readonly ILookup<string, string> Printed = SifMap.Aliases.ToLookup(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    // The names that are looked for; the same strings come back from the reader.
    private static readonly string[] Names = [.. SifMap.Shapes.SelectMany(shape => NamesIn(shape.Root)).Append(SifMap.Namespace).Distinct(StringComparer.Ordinal)];

    private readonly NodesAhead _xml;
    private readonly IReaderReport _report;
    private readonly int _file;
    private readonly Packets _packets;

    // The objects and parts that were given out last, and those that can be taken again, by shape.
    private readonly List<DocumentObject> _given = [];
    private readonly Stack<DocumentObject>?[] _free = new Stack<DocumentObject>?[SifMap.Shapes.Count];

    // The values of the object at hand, and the text of the elements that are open, of each at the end of those around it.
    private byte[] _bytes = new byte[4096];
    private int _byteCount;
    private char[] _text = new char[4096];
    private int _textLength;
    private int _objectSize;

    /// <summary>A reader of one file.</summary>
    /// <param name="stream">The XML.</param>
    /// <param name="file">Its name, for what is reported.</param>
    /// <param name="report">Takes what could not be read, and counts what was left out.</param>
    /// <param name="packets">Takes the packets of responses.</param>
    /// <param name="cancellationToken">Ends the reading at the next block.</param>
    public SifXmlReader(Stream stream, string file, IReaderReport report, Packets packets, CancellationToken cancellationToken)
    {
        _file = report.AddFile(file);
        _report = report;
        _packets = packets;
        _xml = new NodesAhead(stream, Names, MaxValueLength + 1, cancellationToken);
        if (_xml.Contradiction is { } detail)
        {
            report.Decode(_file, detail);
        }
    }

    /// <summary>Whether the file ended before its end.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The first namespace that is not ours and yet has objects of ours, or <see langword="null"/>.</summary>
    public string? ForeignNamespace { get; private set; }

    /// <summary>What the event around the last object says of it: <c>Add</c>, <c>Change</c> or <c>Delete</c>; <see langword="null"/> outside events.</summary>
    public string? Action { get; private set; }

    /// <summary>The latest time of a message.</summary>
    public DateTimeOffset? Timestamp { get; private set; }

    /// <summary>The time of the message around the last object, or <see langword="null"/>.</summary>
    public DateTimeOffset? MessageTime { get; private set; }

    /// <summary>The next object, or <see langword="null"/> at the end of what can be read. It is good until the next one is read.</summary>
    public DocumentObject? Read()
    {
        try
        {
            while (_xml.Move())
            {
                if (_xml.Kind == XmlNodeType.EndElement)
                {
                    End();
                }

                if (_xml.Kind != XmlNodeType.Element)
                {
                    continue;
                }

                if (Objects.TryGetValue(_xml.Name, out var shape))
                {
                    if (IsSif())
                    {
                        return ReadObject(shape);
                    }

                    ForeignNamespace ??= _xml.Namespace;
                }

                Pass();
            }
        }
        catch (Exception e) when (_xml.FaultOf(e) is { } fault)
        {
            IsBroken = true;
            _report.Break(_file, fault.Line, fault.Position, fault.Detail);
        }

        return null;
    }

    public void Dispose() => _xml.Dispose();

    private DocumentObject ReadObject(DocumentShape shape)
    {
        foreach (var given in _given)
        {
            given.Clear();
            (_free[given.Shape.Index] ??= []).Push(given);
        }

        _given.Clear();
        _objects++;
        _byteCount = 0;
        _textLength = 0;
        _objectSize = 0;
        var item = Give(shape);
        ReadElement(shape.Root, item, shape.Name);
        SetCodes.CountUnlisted(item, _report.LeftOut);
        CountAgain(item);
        return item;
    }

    /// <summary>An empty object or part that begins here.</summary>
    private DocumentObject Give(DocumentShape shape)
    {
        var item = _free[shape.Index] is { Count: > 0 } free ? free.Pop() : new DocumentObject(shape);
        (item.File, item.Line) = (_file, _xml.Line);
        _given.Add(item);
        return item;
    }

    /// <summary>Reads the element at hand, with all in it, up to its end tag.</summary>
    private void ReadElement(DocumentNode node, DocumentObject item, string path)
    {
        var isEmpty = _xml.IsEmpty;
        var isNil = false;
        foreach (ref readonly var attribute in _xml.Attributes)
        {
            isNil |= IsNil(attribute);
            if (Find(node, attribute.Name, isAttribute: true) is { Slot: >= 0 } child)
            {
                Set(item, child.Slot, _xml.TextOf(attribute), path, attribute.Line, attribute.Position);
            }
        }

        if (isNil)
        {
            Clear(node, item);
        }

        if (isEmpty)
        {
            return;
        }

        // Comments and CDATA cut a text into pieces.
        var start = _textLength;
        var hasText = false;
        while (_xml.Move() && _xml.Kind != XmlNodeType.EndElement)
        {
            if (_xml.Kind is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                hasText = true;
                AddText(start);
            }
            else if (_xml.Kind == XmlNodeType.Element)
            {
                var name = _xml.Name;
                var found = Find(node, name, isAttribute: false) ?? (SifMap.Aliases.TryGetValue(name, out var right) ? Find(node, right, isAttribute: false) : null);
                if (found is not { } child || !IsSif() || !IsMeant(child))
                {
                    LeaveOut($"{item.Shape.Name}/{name}");
                }
                else if (child.Part >= 0 && !PartLimit.HasRoom(item, item.Shape.Parts[child.Part]))
                {
                    LeaveOut(PartLimit.NameOf(item, item.Shape.Parts[child.Part]));
                }
                else if (child.Part >= 0)
                {
                    var part = item.AddPart(Give(item.Shape.Parts[child.Part]));
                    part.IsAlternative = child.IsAlternative;
                    Grow(PartSize);
                    ReadElement(part.Shape.Root, part, path + "/" + name);
                }
                else
                {
                    ReadElement(child, item, path);
                }
            }
        }

        if (node == item.Shape.Root)
        {
            LeaveOutAlternatives(item);
        }

        if (hasText && !isNil)
        {
            // Some agents write the code where an element with the code belongs.
            var slot = node.Slot >= 0 ? node.Slot : IsCodeList(node) ? node.Children.FirstOrDefault(child => child.Slot >= 0)?.Slot ?? -1 : Find(node, "Code", isAttribute: false)?.Slot ?? -1;
            if (slot >= 0)
            {
                Set(item, slot, _text.AsSpan(start, _textLength - start), path, _xml.Line, _xml.Position);
            }
        }

        _textLength = start;
    }

    /// <summary>Puts the text at hand behind that of its element so far; of one that is too long, a character too many.</summary>
    /// <param name="start">Where the text of the element begins.</param>
    private void AddText(int start)
    {
        var text = _xml.Text;
        text = text[..Math.Min(text.Length, start + MaxValueLength + 1 - _textLength)];
        if (_text.Length - _textLength < text.Length)
        {
            Array.Resize(ref _text, Math.Max(2 * _text.Length, _textLength + text.Length));
        }

        text.CopyTo(_text.AsSpan(_textLength));
        _textLength += text.Length;
    }

    /// <summary>Whether an attribute takes the value of its element away.</summary>
    private bool IsNil(in XmlNodeAttribute attribute) =>
        attribute.Name switch
        {
            "nil" => attribute.Namespace.Equals(Instance, StringComparison.Ordinal) && _xml.TextOf(attribute).Trim() is "true" or "1",
            "SIF_Action" => SifEvents.IsDelete(_xml.TextOf(attribute).ToString()),
            _ => false,
        };

    /// <summary>In a change, what is nil is taken away from what was sent before.</summary>
    private void Clear(DocumentNode node, DocumentObject item)
    {
        if (node == item.Shape.Root && !item.Shape.IsObject)
        {
            item.IsDeleted = true;
            return;
        }

        if (!SifEvents.IsChange(Action))
        {
            return;
        }

        if (node.Slot >= 0)
        {
            item[node.Slot] = item[node.Slot].Or(Utf8Value.Empty);
        }

        if (node.Part >= 0)
        {
            item.AddPart(Give(item.Shape.Parts[node.Part])).IsDeleted = true;
            Grow(PartSize);
        }

        foreach (var child in node.Children.AsSpan())
        {
            Clear(child, item);
        }
    }

    /// <summary>Parts in a second place count where the first place has none; what is taken away counts in changes only.</summary>
    private void LeaveOutAlternatives(DocumentObject item)
    {
        var hasDeleted = false;
        var hasAlternative = false;
        foreach (var part in item.PartSpan)
        {
            hasDeleted |= part.IsDeleted;
            hasAlternative |= part.IsAlternative;
        }

        if (hasDeleted && !SifEvents.IsChange(Action))
        {
            item.RemoveParts(part => part.IsDeleted);
        }

        if (!hasAlternative)
        {
            return;
        }

        var first = item.Parts.Where(part => !part.IsAlternative).Select(part => part.Shape).ToHashSet();
        item.RemoveParts(part =>
        {
            var isDouble = part.IsAlternative && first.Contains(part.Shape);
            if (isDouble)
            {
                _report.LeftOut.Add($"{item.Shape.Name}/{part.Shape.Name} beside the others");
            }

            return isDouble;
        });
    }

    /// <summary>
    /// Whether the element at hand is the one that is meant among those of its name: an attribute may say that it is another, such as a code
    /// of another codeset. Some agents mark the list of codes instead of the code.
    /// </summary>
    private bool IsMeant(DocumentNode node)
    {
        if (!node.HasPredicate && !IsCodeList(node))
        {
            return true;
        }

        foreach (var child in node.Children.AsSpan())
        {
            if (child.IsPredicate ? !Says(child)
                : child.Name.Equals("OtherCode", StringComparison.Ordinal) && !IsMeant(child))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the element at hand has this attribute's constant, or not the attribute.</summary>
    private bool Says(DocumentNode attribute) =>
        (_xml.TryGetAttribute(attribute.Name, out var text) && text.SequenceEqual(attribute.Constant) && !SifMap.Aliases.ContainsKey(attribute.Constant!))
        || Attribute(attribute.Name) is not { } value || value.Equals(attribute.Constant, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of an attribute of the element at hand; both may be misprinted.</summary>
    private string? Attribute(string name)
    {
        var value = _xml.Attribute(name) ?? Printed[name].Select(_xml.Attribute).FirstOrDefault(printed => printed is not null);
        return value is not null && SifMap.Aliases.TryGetValue(value, out var right) ? right : value;
    }

    /// <summary>Counts what has the key of another: of two addresses of a type the first is read.</summary>
    private void CountAgain(DocumentObject item)
    {
        var parts = item.PartSpan;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (part.Shape.KeySlot >= 0 && !SetCodes.IsSet(part.Shape) && part[part.Shape.KeySlot] is { IsNone: false } key && item.FindPart(part.Shape, key) != part)
            {
                _report.LeftOut.Add($"{item.Shape.Name}/{part.Shape.Name} {PrintableText.Of(key.ToString(), MaxNameLength)} once more");
            }

            CountAgain(part);
        }
    }

    /// <summary>Takes a text as a value.</summary>
    private void Set(DocumentObject item, int slot, ReadOnlySpan<char> text, string path, int line, int position)
    {
        if (text.Length > MaxValueLength)
        {
            _report.Cut(_file, line, position, $"{path}/{item.Shape.Slots[slot]} has more than {MaxValueLength} characters");
            return;
        }

        text = text is [> ' ', .., > ' '] ? text : text.Trim(Space);
        if (text.Length == 0)
        {
            return;
        }

        var value = Keep(text);
        if (item[slot] is { Length: > 0 } first && first != value)
        {
            _report.LeftOut.Add($"{item.Shape.Name}/{item.Shape.Slots[slot]} once more");
        }

        item[slot] = item[slot].Or(value);
        Grow(text.Length);
    }

    private Utf8Value Keep(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length - _byteCount < most)
        {
            _bytes = new byte[Math.Max(_bytes.Length, most)];
            _byteCount = 0;
        }

        var value = new Utf8Value(_bytes, _byteCount, Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_byteCount)));
        _byteCount += value.Length;
        return value;
    }

    /// <summary>Caps what is kept of one object: its parts may be any number.</summary>
    private void Grow(int size)
    {
        _objectSize += size;
        if (_objectSize > MaxObjectSize)
        {
            ForeignXml.Exceed($"One object holds more than {MaxObjectSize >> 20} MB");
        }
    }

    private static bool IsCodeList(DocumentNode node) => node.Name.Equals("OtherCodeList", StringComparison.Ordinal);

    private static IEnumerable<string> NamesIn(DocumentNode node) => node.Children.SelectMany(NamesIn).Prepend(node.Name);

    private static DocumentNode? Find(DocumentNode node, string name, bool isAttribute)
    {
        foreach (var child in node.Children.AsSpan())
        {
            if (child.Name.Length == name.Length && child.IsAttribute == isAttribute && child.Name.Equals(name, StringComparison.Ordinal))
            {
                return child;
            }
        }

        return null;
    }

    private void LeaveOut(string name)
    {
        _report.LeftOut.Add(PrintableText.Of(name, MaxNameLength));
        _xml.Skip();
    }

    private bool IsSif() => _xml.Namespace.Length == 0 || _xml.Namespace.Equals(SifMap.Namespace, StringComparison.Ordinal);
}
