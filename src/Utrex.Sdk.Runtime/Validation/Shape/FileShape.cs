using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Shape;

/// <summary>
/// Judges a file as a whole: gathers, of the lines with findings alone, what their form says of the cause, and decides at the end which causes
/// explain them. A file without findings is never looked at, so that it cannot be accused.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class FileShape
{
    /// <summary>A value in another form on fewer lines than this is a mistake of its record and not of the file.</summary>
    private const int FewestLines = 5;

    // So few lines may be explained, and one of so many, that rules across records still have something to say.
    private const int FewExplained = 20;
    private const int FewOf = 20;

    private const int MostFieldsNamed = 3;
    private const ShapeKind Values = ShapeKind.LeadingZeros | ShapeKind.DateForm | ShapeKind.NumberForm | ShapeKind.ValueForm;

    private static readonly ShapeKind[] ValueKinds = [ShapeKind.LeadingZeros, ShapeKind.DateForm, ShapeKind.NumberForm, ShapeKind.ValueForm];

    private readonly LineForm _form;
    private readonly ValueRepairs _values;
    private readonly FieldTrial _trial;
    private readonly HeaderRow _header;
    private readonly RecordInfo? _first;
    private readonly RecordInfo? _group;
    private readonly ArrayBufferWriter<byte> _spaced = new();
    private readonly List<(int Line, ShapeKind Kinds)> _lines = [];
    private readonly Dictionary<ShapeKind, string> _evidence = [];
    private readonly Dictionary<ShapeKind, int> _counts = [];
    private readonly Dictionary<(ShapeKind Kind, FieldInfo Field), (int Count, string Example, RecordInfo Record)> _fields = [];
    private readonly Dictionary<(RecordInfo Record, bool IsDelimited), ShiftProbe> _probes = [];
    private readonly ExplainedLines _explained = new();
    private readonly List<int> _unread = [];
    private readonly List<int> _beginnings = [];
    private readonly List<ShapeVerdict> _verdicts = [];
    private string? _format;
    private ShapeKind _sure;
    private int _surelyExplained;
    private int _firstOfAnother;
    private bool _hasFirst;
    private bool _hasGroup;
    private bool _hasMembers;
    private bool _hasBlanks;
    private bool _isCut;
    private int _unknown;
    private string _beginning = "";
    private (int Line, bool IsCut) _lastBad;

    /// <summary>A judge for one file.</summary>
    public FileShape(SpecificationInfo specification, SubmissionContext context)
    {
        _form = new LineForm(specification);
        _values = new ValueRepairs(specification);
        _trial = new FieldTrial(context);
        _header = new HeaderRow(specification);
        _first = specification.FirstRecord is { } first ? specification.FindRecord(first) : null;
        _group = specification.GroupRecord is { } group ? specification.FindRecord(group) : null;
    }

    /// <summary>What is wrong with the file, from its first line on.</summary>
    public IReadOnlyList<ShapeVerdict> Verdicts => _verdicts;

    /// <summary>The line from which on the file is another batch, or 0.</summary>
    public int SecondBatch { get; private set; }

    /// <summary>Whether a line is wrong only since the file is.</summary>
    public bool Explains(int line) => _format is not null || (SecondBatch > 0 && line >= SecondBatch) || _explained.Contains(line);

    /// <summary>
    /// The line of the finding that is the cause of another: of what follows from a line that is explained, that of the verdict; of what rules
    /// across records say of a line that was refused, the line itself.
    /// </summary>
    public int? CauseOf(in Finding finding) => finding.CausedBy is { } cause ? _explained.CauseOf(cause) ?? cause : _unread.BinarySearch(finding.Line) >= 0 ? finding.Line : null;

    /// <summary>How many of the lines are refused: those that the reader could not read, and those that are wrong only since the file is.</summary>
    public int CountRefused(int lines)
    {
        var end = SecondBatch > 0 ? SecondBatch : lines + 1;
        return _format is not null ? lines : lines + 1 - end + _explained.CountWith(_unread, end);
    }

    /// <summary>Whether so much of the file is missing or unreadable that rules across records would only say so again.</summary>
    public bool IsBroken(int lines) =>
        _format is not null || _isCut || _explained.Count > FewExplained || _explained.Count * FewOf > lines || _beginnings.Exists(_explained.Contains)
        || (lines > 0 && ((_first is not null && !_hasFirst) || (_group is not null && !_hasGroup && _hasMembers)));

    /// <summary>Whether so many lines are explained already that rules across records will not be evaluated.</summary>
    public bool IsSurelyBroken => _surelyExplained > FewExplained;

    /// <summary>
    /// Whether the form of its values explains what is wrong with a line, once that is known to be wrong throughout the file: then nobody needs
    /// to know what its rules would find.
    /// </summary>
    public bool ExplainsAtOnce(RecordLine line, RecordInfo record, int number)
    {
        if (_sure == ShapeKind.None || !_probes.TryGetValue((record, line.IsDelimited), out var probe) || !probe.IsRuledOut)
        {
            return false;
        }

        var kinds = ShapeKind.None;
        foreach (var field in record.Fields)
        {
            var value = line.Field(field);
            if (!value.IsEmpty)
            {
                kinds |= KindOf(field, value, record, kinds);
            }
        }

        if ((kinds & _sure) == ShapeKind.None)
        {
            return false;
        }

        Keep(number, kinds, record);
        return true;
    }

    /// <summary>
    /// Whether the form of a line explains it at once, in a file of which it is known already that it is spoiled: then nobody needs to know what
    /// is found in the line, only that something is, and <see cref="LookAtOnce"/> can have it on another thread.
    /// </summary>
    public bool ExplainsForm(BatchReader reader) =>
        IsSurelyBroken && SecondBatch == 0 && !reader.IsClean && reader.Problem is LineProblem.None or LineProblem.ExtraBytes
        && LineForm.HasOtherDelimiter(reader.Line);

    /// <summary>Notes a line that is refused and whose form explains it.</summary>
    public void Refuse(int line) => _unread.Add(line);

    /// <summary>Looks at a line with findings whose form explains it. The next call of any other member must wait for the end of this one.</summary>
    public void LookAtOnce(ReadOnlySpan<byte> line, int number)
    {
        var kinds = LookAtLineEnd(line);
        kinds = kinds == ShapeKind.None ? LookAtForm(line) : kinds;
        Keep(number, kinds, (kinds & ShapeKind.LineEnds) == ShapeKind.None ? _form.Record : null);
    }

    private void Keep(int line, ShapeKind kinds, RecordInfo? record)
    {
        _lines.Add((line, kinds));
        if (record is not null && (record == _first || record == _group))
        {
            _beginnings.Add(line);
        }

        // What is wrong with the form of a line explains it wherever it is; what is wrong with values, once there is enough of it.
        _surelyExplained += (kinds & (_sure | ~Values)) != ShapeKind.None ? 1 : 0;
        if ((kinds & _sure) != ShapeKind.None)
        {
            return;
        }

        foreach (var kind in ValueKinds)
        {
            if ((kinds & kind) != ShapeKind.None && ++CollectionsMarshal.GetValueRefOrAddDefault(_counts, kind, out _) >= FewestLines)
            {
                _sure |= kind;
            }
        }
    }

    /// <summary>Follows the records that begin a batch and its groups: a second batch is another first record with a group behind it.</summary>
    public void Follow(RecordInfo record, int line)
    {
        if (record == _first)
        {
            _hasFirst = true;
            _firstOfAnother = _hasGroup ? line : 0;
        }
        else if (record == _group)
        {
            _hasGroup = true;
            if (SecondBatch == 0 && _firstOfAnother > 0)
            {
                SecondBatch = _firstOfAnother;
            }
        }
        else
        {
            _hasMembers = true;
            _firstOfAnother = 0;
        }
    }

    /// <summary>Looks at a line that was refused, or that has findings.</summary>
    /// <returns>Whether it is surely wrong only since the file is.</returns>
    public bool Look(BatchReader reader, FindingCollector findings)
    {
        if (reader.Record is null)
        {
            Refuse(reader.LineNumber);
        }

        if (reader.LineNumber == 1)
        {
            _format = FileFormat.Of(reader.Line);
        }

        if (_format is not null || SecondBatch > 0)
        {
            return true;
        }

        var line = reader.Line;
        if (reader.Problem is LineProblem.Blank or LineProblem.Nul)
        {
            return false;
        }

        var isTooLong = reader.Problem == LineProblem.TooLong;
        var kinds = isTooLong && reader.LineNumber == 1 && !HasReturn(line) ? Note(ShapeKind.LineEnds, "nowhere") : LookAtLineEnd(line);
        if (kinds == ShapeKind.None)
        {
            kinds = isTooLong ? ShapeKind.None : LookAtForm(line, isRead: (reader.Record ?? reader.RefusedRecord) is not null);
            if (kinds == ShapeKind.None && reader.Record is { } record)
            {
                kinds = LookAtValues(findings, record);
            }
        }

        if (kinds != ShapeKind.None)
        {
            Keep(reader.LineNumber, kinds, (kinds & ShapeKind.LineEnds) == ShapeKind.None ? _form.Record : null);
        }

        if (kinds == ShapeKind.None || (kinds & ~Values) == ShapeKind.None)
        {
            Probe(reader);
        }

        _lastBad = (reader.LineNumber, reader.EndsInsideLine && IsCut(reader, findings));
        return (kinds & ~Values) != ShapeKind.None;
    }

    /// <summary>Decides, once the file has been read.</summary>
    /// <param name="reader">The reader, at its end.</param>
    public void Judge(BatchReader reader)
    {
        var lines = reader.LinesRead;
        if (_format is not null)
        {
            _verdicts.Add(new ShapeVerdict(ShapeKind.OtherFormat, 1, Record: null, _format, Of(lines, lines)));
            return;
        }

        if (_unknown > 0 && reader.RecordsRead == 0 && _lines.Count == 0)
        {
            _verdicts.Add(new ShapeVerdict(ShapeKind.OtherRecords, 1, Record: null, _beginning, Of(lines, lines)));
            _format = _beginning;
            return;
        }

        JudgeShifts(lines);
        JudgeForms(lines);
        if (SecondBatch > 0)
        {
            _verdicts.Add(new ShapeVerdict(ShapeKind.SecondBatch, SecondBatch, Record: null, SecondBatch.ToString(CultureInfo.InvariantCulture), Of(lines - SecondBatch + 1, lines)));
        }

        if (reader.EndsInsideLine && lines > 1 && _lastBad == (lines, true) && !Explains(lines))
        {
            _isCut = true;
            _explained.Add([lines]);
            _verdicts.Add(new ShapeVerdict(ShapeKind.EndsInsideRecord, lines, Record: null, "", ""));
        }

        _verdicts.Sort(static (one, other) => (one.Line, one.Kind).CompareTo((other.Line, other.Kind)));
    }

    /// <summary>Lines that end with a carriage return alone are one line, which is too long or has many.</summary>
    private ShapeKind LookAtLineEnd(ReadOnlySpan<byte> line) => HasReturn(line) ? Note(ShapeKind.LineEnds, "with a carriage return alone") : ShapeKind.None;

    private static bool HasReturn(ReadOnlySpan<byte> line) => line.IndexOf((byte)'\r') is var end and >= 0 && end + 3 < line.Length && line[end + 3] == (byte)'=';

    /// <summary>What is wrong with the form of a line, and then with its values.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isRead">Whether it says which record it is.</param>
    private ShapeKind LookAtForm(ReadOnlySpan<byte> line, bool isRead = true)
    {
        var form = _form.Read(line);
        var kinds = ShapeKind.None;
        foreach (var kind in _form.Kinds)
        {
            kinds |= kind switch
            {
                RepairKind.Delimiter => Note(ShapeKind.OtherDelimiter, NameOf(_form.Delimiter)),
                RepairKind.Quotes => Note(ShapeKind.QuotedValues, "quotation marks"),
                RepairKind.RecordId => Note(ShapeKind.RecordIds, PrintableText.Quote(_form.Beginning)),
                RepairKind.ByteOrderMark => Note(ShapeKind.RecordIds, "a byte order mark"),
                _ => ShapeKind.None,
            };
        }

        if (kinds == ShapeKind.None && _form is { Record: { } record, Delimiter: 0 } && HasBlanksBetweenFields(line, record))
        {
            return Note(ShapeKind.OtherDelimiter, "blanks");
        }

        if (kinds != ShapeKind.None)
        {
            return kinds | LookAtValues(_trial.Try(form, _form.Record!), _form.Record!);
        }

        if (isRead)
        {
            return ShapeKind.None;
        }

        if (_header.Is(line))
        {
            return Note(ShapeKind.HeaderRow, "names of columns");
        }

        if (_unknown++ == 0)
        {
            _beginning = PrintableText.Quote(line[..Math.Min(line.Length, 8)]);
        }

        return ShapeKind.None;
    }

    /// <summary>
    /// Whether blanks stand where TABs should. A positional line may have a blank behind its record id too, so that the records which begin the
    /// batch and its groups, and which have no free text, must show it first.
    /// </summary>
    private bool HasBlanksBetweenFields(ReadOnlySpan<byte> line, RecordInfo record)
    {
        if (line.Length <= 4 || line[3] != ' ' || line[4] == ' ')
        {
            return false;
        }

        if (!_hasBlanks && (record == _first || record == _group))
        {
            _spaced.Clear();
            line.Replace(_spaced.GetSpan(line.Length), (byte)' ', Delimiters.Tab);
            _spaced.Advance(line.Length);
            _hasBlanks = _trial.ErrorsOf(_spaced.WrittenSpan, record) * 2 < _trial.ErrorsOf(line, record);
        }

        return _hasBlanks;
    }

    private ShapeKind LookAtValues(FindingCollector findings, RecordInfo record)
    {
        var kinds = ShapeKind.None;
        foreach (var finding in findings.Findings)
        {
            if (finding is not { Field: { } field, Value: { } value })
            {
                continue;
            }

            kinds |= KindOf(field, Encoding.UTF8.GetBytes(value), record, kinds);
        }

        return kinds;
    }

    private ShapeKind LookAtValues(FindingNotes notes, RecordInfo record)
    {
        var kinds = ShapeKind.None;
        for (var i = 0; i < notes.ValueCount; i++)
        {
            // A positional field may end inside a character.
            var value = notes.ValueOf(i);
            kinds |= KindOf(notes.FieldOf(i), Utf8.IsValid(value) ? value : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(value)), record, kinds);
        }

        return kinds;
    }

    /// <summary>What is wrong with the form of a value; each kind counts once a line.</summary>
    private ShapeKind KindOf(FieldInfo field, ReadOnlySpan<byte> value, RecordInfo record, ShapeKind known)
    {
        var kind = _values.Find(record, field, value)?.Kind switch
        {
            null => ShapeKind.None,
            RepairKind.LeadingZeros => ShapeKind.LeadingZeros,
            RepairKind.DateForm => ShapeKind.DateForm,
            RepairKind.NumberForm => ShapeKind.NumberForm,
            _ => ShapeKind.ValueForm,
        };
        if (kind == ShapeKind.None || (known & kind) != ShapeKind.None)
        {
            return kind;
        }

        ref var evidence = ref CollectionsMarshal.GetValueRefOrAddDefault(_fields, (kind, field), out var exists);
        evidence = exists ? evidence with { Count = evidence.Count + 1 } : (1, PrintableText.Quote(value), record);
        return kind;
    }

    private ShapeKind Note(ShapeKind kind, string evidence)
    {
        _evidence.TryAdd(kind, evidence);
        return kind;
    }

    private void Probe(BatchReader reader)
    {
        if ((reader.Record ?? reader.RefusedRecord) is not CompiledRecord record || reader.Problem is not (LineProblem.None or LineProblem.TooManyFields or LineProblem.ExtraBytes))
        {
            return;
        }

        var isDelimited = reader.Line.Length > 3 && reader.Line[3] == Delimiters.Tab;
        if (!_probes.TryGetValue((record, isDelimited), out var probe))
        {
            _probes[(record, isDelimited)] = probe = new ShiftProbe(record, _trial, isDelimited);
        }

        probe.Look(reader);
    }

    private void JudgeShifts(int lines)
    {
        foreach (var ((record, isDelimited), probe) in _probes)
        {
            var (shifted, evidence) = probe.Judge();
            if (shifted.Count > 0)
            {
                _explained.Add(shifted);
                _verdicts.Add(new ShapeVerdict(isDelimited ? ShapeKind.Columns : ShapeKind.Positions, shifted.Min(), record, evidence, Of(shifted.Count, lines)));
            }
        }
    }

    private void JudgeForms(int lines)
    {
        var found = ShapeKind.None;
        foreach (var (_, kinds) in _lines)
        {
            found |= kinds;
        }

        foreach (var kind in Enum.GetValues<ShapeKind>().Where(kind => (kind & found) != ShapeKind.None))
        {
            var isValue = (kind & Values) != ShapeKind.None;
            var shown = LinesOf(kind, isValue);
            if (shown.Count == 0 || (isValue && shown.Count < FewestLines && shown.Count * 2 < lines))
            {
                continue;
            }

            _explained.Add(shown);
            _verdicts.Add(new ShapeVerdict(kind, shown[0], Record: null, isValue ? FieldsOf(kind) : _evidence[kind], Of(shown.Count, lines)));
        }
    }

    /// <summary>The lines that show a kind; of those with nothing but values in another form only the ones that nothing explains yet.</summary>
    private List<int> LinesOf(ShapeKind kind, bool isValue)
    {
        var lines = new List<int>();
        foreach (var (line, kinds) in _lines)
        {
            if ((kinds & kind) != ShapeKind.None && !(isValue && (kinds & ~Values) == ShapeKind.None && _explained.Contains(line)))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    /// <summary>The fields whose values have another form, the most frequent first.</summary>
    private string FieldsOf(ShapeKind kind)
    {
        var fields = _fields.Where(field => field.Key.Kind == kind).OrderByDescending(field => field.Value.Count).ThenBy(field => field.Value.Record.Id, StringComparer.Ordinal).ThenBy(field => field.Key.Field.Number).ToList();
        var names = fields.Take(MostFieldsNamed).Select(field => $"{field.Key.Field.Title} of {field.Value.Record.Id}{(field.Key.Field.IsPersonal ? "" : " (such as " + field.Value.Example + ")")}");
        return string.Join(", ", names) + (fields.Count > MostFieldsNamed ? string.Create(CultureInfo.InvariantCulture, $" and {fields.Count - MostFieldsNamed} more fields") : "");
    }

    /// <summary>Whether a line could be the first part of a record: what is wrong with it is where it ends, or behind.</summary>
    private bool IsCut(BatchReader reader, FindingCollector findings)
    {
        if (reader.Record is not { } record)
        {
            return reader.Problem == LineProblem.UnknownRecordType && reader.Line.Length < 3;
        }

        var line = reader.Current;
        var last = line.IsDelimited ? line.DelimitedFieldCount - 1 : LastField(record, line.Bytes.Length);
        var isCut = last < record.Fields.Count - 1;
        foreach (var finding in findings.Findings)
        {
            isCut &= finding.Severity != Severity.Error || (finding.Field is { } field && field.Number >= last);
        }

        return isCut && findings.HasErrors;
    }

    private static int LastField(RecordInfo record, int length)
    {
        var last = 0;
        while (last + 1 < record.Fields.Count && record.Fields[last + 1].Offset < length)
        {
            last++;
        }

        return last;
    }

    private static string NameOf(byte delimiter) => delimiter switch
    {
        (byte)',' => "commas",
        (byte)';' => "semicolons",
        (byte)'|' => "vertical bars",
        _ => PrintableText.Quote([delimiter]),
    };

    private static string Of(int count, int lines) => string.Create(CultureInfo.InvariantCulture, $"{count} of {lines} lines");
}
