using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Repair;

/// <summary>
/// A line as the specification wants its form: in UTF-8, with the record id at its beginning, TABs between its fields and no quotation marks.
/// What the fields say stays as it is.
/// </summary>
/// <param name="specification">The specification.</param>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class LineForm(SpecificationInfo specification)
{
    private const byte Quote = (byte)'"';
    private const byte Blank = (byte)' ';
    private const byte EqualsSign = (byte)'=';
    private const int IdLength = 2;

    // What stands between fields in files of other programs; no value of the first field of a record begins with one of them.
    private static readonly SearchValues<byte> Others = SearchValues.Create(",;|^~"u8);

    private readonly ArrayBufferWriter<byte> _decoded = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly List<RepairKind> _kinds = [];
    private int[] _ends = new int[64];

    /// <summary>The record type that the line says it is, or <see langword="null"/>.</summary>
    public RecordInfo? Record { get; private set; }

    /// <summary>What is wrong with the form of the line.</summary>
    public IReadOnlyList<RepairKind> Kinds => _kinds;

    /// <summary>What stands between its fields, or 0 in a positional line.</summary>
    public byte Delimiter { get; private set; }

    /// <summary>How the line begins, where its record id is spelled in another way.</summary>
    public string Beginning { get; private set; } = "";

    /// <summary>Reads a line; returns it in the right form, which is the line itself where nothing is wrong or nobody can tell what was meant.</summary>
    /// <param name="line">The line without its end; the result is valid until the next one is read.</param>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> line)
    {
        _kinds.Clear();
        Record = null;
        Delimiter = 0;
        Beginning = "";
        var text = Decode(line);
        var start = Start(text);
        Record = specification.FindRecord(text[start..]);
        if (start > 0 || Record is null)
        {
            return ReadOther(text, start);
        }

        if (HasOtherDelimiter(text))
        {
            Delimiter = text[IdLength + 1];
            _kinds.Add(RepairKind.Delimiter);
            return Unquote(text, IdLength + 1);
        }

        Delimiter = text.Length > IdLength + 1 && text[IdLength + 1] == Delimiters.Tab ? Delimiters.Tab : (byte)0;
        return Delimiter == Delimiters.Tab && IsQuoted(text) ? Unquote(text, 0) : text;
    }

    /// <summary>Whether another character than TAB stands behind the record id of a line that begins with one.</summary>
    public static bool HasOtherDelimiter(ReadOnlySpan<byte> line) => line.Length > IdLength + 1 && Others.Contains(line[IdLength + 1]);

    /// <summary>Reads a line whose beginning is not as it should be.</summary>
    private ReadOnlySpan<byte> ReadOther(ReadOnlySpan<byte> text, int start)
    {
        var rest = text[start..];
        var isQuoted = rest.Length > 0 && rest[0] == Quote;
        var id = isQuoted ? rest[1..] : rest;
        if (Find(id) is not { } record)
        {
            return text;
        }

        var hasEquals = id.Length > IdLength && id[IdLength] == EqualsSign;
        var end = (isQuoted ? 1 : 0) + IdLength + (hasEquals ? 1 : 0);
        var isClosed = isQuoted && end < rest.Length && rest[end] == Quote;
        end += isClosed ? 1 : 0;
        var delimiter = end < rest.Length ? rest[end] : (byte)0;
        var isDelimited = delimiter == Delimiters.Tab || Others.Contains(delimiter);
        if ((isQuoted || !hasEquals) && !isDelimited)
        {
            return text;
        }

        Record = record;
        if ((start > 0 && !_kinds.Contains(RepairKind.ByteOrderMark)) || !record.Begins(id))
        {
            _kinds.Add(RepairKind.RecordId);
            Beginning = Encoding.UTF8.GetString(text[..Math.Min(text.Length, start + IdLength + (hasEquals ? 1 : 0))]);
        }

        if (!isDelimited)
        {
            _line.Clear();
            _line.Write(record.Beginning);
            _line.Write(rest[end..]);
            return _line.WrittenSpan;
        }

        Delimiter = delimiter;
        if (delimiter != Delimiters.Tab)
        {
            _kinds.Add(RepairKind.Delimiter);
        }

        return Unquote(rest, end);
    }

    /// <summary>Puts TABs between the fields and takes values out of their quotation marks.</summary>
    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text, int idEnd)
    {
        _line.Clear();
        _line.Write(Record!.Beginning);
        var position = idEnd == 0 ? IdLength + 1 : idEnd;
        var hasQuotes = idEnd > 0 && text[0] == Quote;
        if (!text.Contains(Quote))
        {
            var fields = text[position..];
            fields.Replace(_line.GetSpan(fields.Length), Delimiter, Delimiters.Tab);
            _line.Advance(fields.Length);
            return _line.WrittenSpan;
        }

        while (position < text.Length)
        {
            position++;
            _line.Write([Delimiters.Tab]);
            if (position < text.Length && text[position] == Quote && TryQuoted(text, ref position))
            {
                hasQuotes = true;
                continue;
            }

            var length = text[position..].IndexOf(Delimiter);
            var end = length < 0 ? text.Length : position + length;
            _line.Write(text[position..end]);
            position = end;
        }

        if (hasQuotes)
        {
            _kinds.Add(RepairKind.Quotes);
        }

        return _line.WrittenSpan;
    }

    /// <summary>Takes a value in quotation marks, in which two of them stand for one.</summary>
    private bool TryQuoted(ReadOnlySpan<byte> text, ref int position)
    {
        var from = position + 1;
        for (var end = from; end < text.Length; end++)
        {
            if (text[end] == Delimiters.Tab)
            {
                // A value cannot have it.
                return false;
            }

            if (text[end] != Quote)
            {
                continue;
            }

            if (end + 1 < text.Length && text[end + 1] == Quote)
            {
                end++;
                continue;
            }

            if (end + 1 < text.Length && text[end + 1] != Delimiter)
            {
                return false;
            }

            while (from < end)
            {
                var part = text[from..end];
                var quote = part.IndexOf("\"\""u8);
                _line.Write(quote < 0 ? part : part[..(quote + 1)]);
                from = quote < 0 ? end : from + quote + 2;
            }

            position = end + 1;
            return true;
        }

        return false;
    }

    /// <summary>Whether more than one value of a line stands in quotation marks, which is no accident.</summary>
    private bool IsQuoted(ReadOnlySpan<byte> text)
    {
        if (!text.Contains(Quote))
        {
            return false;
        }

        var quoted = 0;
        var line = RecordLine.Parse(text, Ends(Record!.Fields.Count));
        for (var i = 1; i < line.DelimitedFieldCount; i++)
        {
            var value = line.Field(i, 0, 0);
            quoted += value.Length > 1 && value[0] == Quote && value[^1] == Quote ? 1 : 0;
        }

        return quoted > 1;
    }

    private Span<int> Ends(int count) => (_ends.Length >= count ? _ends : _ends = new int[count]).AsSpan(0, count);

    /// <summary>The record type of an id in letters of either case.</summary>
    private RecordInfo? Find(ReadOnlySpan<byte> id)
    {
        if (id.Length < IdLength)
        {
            return null;
        }

        foreach (var record in specification.Records)
        {
            if (record.Fields.Count > 0 && record.Id.Length == IdLength && Ascii.EqualsIgnoreCase(id[..IdLength], record.Id))
            {
                return record;
            }
        }

        return null;
    }

    /// <summary>Goes behind what stands before the record id.</summary>
    private int Start(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length)
        {
            if (text[start] is Blank or Delimiters.Tab)
            {
                start++;
            }
            else if (Rune.DecodeFromUtf8(text[start..], out var rune, out var length) == OperationStatus.Done
                && Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.SpaceSeparator)
            {
                if (rune.Value == 0xFEFF && !_kinds.Contains(RepairKind.ByteOrderMark))
                {
                    _kinds.Add(RepairKind.ByteOrderMark);
                }

                start += length;
            }
            else
            {
                break;
            }
        }

        return start;
    }

    /// <summary>The line as UTF-8: what is not is read as Windows-1252, which has a letter for almost every byte.</summary>
    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> line)
    {
        if (Ascii.IsValid(line) || Utf8.IsValid(line))
        {
            return line;
        }

        _decoded.Clear();
        for (var rest = line; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out var length) == OperationStatus.Done)
            {
                _decoded.Write(rest[..length]);
                rest = rest[length..];
                continue;
            }

            if (Windows1252.ToRune(rest[0]) is not { } letter)
            {
                return line;
            }

            var written = letter.EncodeToUtf8(_decoded.GetSpan(4));
            _decoded.Advance(written);
            rest = rest[1..];
        }

        _kinds.Add(RepairKind.Encoding);
        return _decoded.WrittenSpan;
    }
}
