using System.Buffers;
using System.Runtime.InteropServices;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Shape;

/// <summary>
/// Gathers, of the lines with findings alone, what their form says of the cause. A file without findings is never looked at, so that it cannot be
/// accused.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class ShapeEvidence
{
    /// <summary>A value in another form on fewer lines than this is a mistake of its record and not of the file.</summary>
    public const int FewestLines = 5;

    /// <summary>So few lines may be explained that rules across records still have something to say.</summary>
    public const int FewExplained = 20;

    private readonly LineForm _form;
    private readonly ValueForms _values;
    private readonly FieldTrial _trial;
    private readonly HeaderRow _header;
    private readonly RecordInfo? _first;
    private readonly RecordInfo? _group;
    private readonly ArrayBufferWriter<byte> _spaced = new();
    private readonly Dictionary<ShapeKind, string> _shown = [];
    private readonly Dictionary<ShapeKind, int> _counts = [];
    private ShapeKind _sure;
    private int _surelyExplained;
    private int _firstOfAnother;
    private bool _hasFirst;
    private bool _hasGroup;
    private bool _hasMembers;
    private bool _hasBlanks;

    /// <summary>The evidence about one file.</summary>
    public ShapeEvidence(SpecificationInfo specification, SubmissionContext context)
    {
        _form = new LineForm(specification);
        _values = new ValueForms(specification);
        _trial = new FieldTrial(context);
        _header = new HeaderRow(specification);
        _first = specification.FirstRecord is { } first ? specification.FindRecord(first) : null;
        _group = specification.GroupRecord is { } group ? specification.FindRecord(group) : null;
    }

    /// <summary>What the file is in place of text with records, by its first line; <see langword="null"/> where nothing says so.</summary>
    public string? Format { get; private set; }

    /// <summary>The line from which on the file is another batch, or 0.</summary>
    public int SecondBatch { get; private set; }

    /// <summary>How the first line begins that says of no record that it is one; <see langword="null"/> where there is none.</summary>
    public string? UnknownBeginning { get; private set; }

    /// <summary>The last line that was looked at, and whether it could be the first part of a record.</summary>
    public (int Line, bool IsCut) LastBad { get; private set; }

    /// <summary>The lines whose form explains them, and what is wrong with it.</summary>
    public List<(int Line, ShapeKind Kinds)> Lines { get; } = [];

    /// <summary>The lines that were refused.</summary>
    public List<int> Refused { get; } = [];

    /// <summary>Those of <see cref="Lines"/> that begin the batch or a group.</summary>
    public List<int> Beginnings { get; } = [];

    /// <summary>Whether lines are shifted, by record type and layout.</summary>
    public Dictionary<(RecordInfo Record, bool IsDelimited), ShiftProbe> Probes { get; } = [];

    /// <summary>Whether the record that begins a batch is missing, or the one that begins a group.</summary>
    public bool LacksBeginning => (_first is not null && !_hasFirst) || (_group is not null && !_hasGroup && _hasMembers);

    /// <summary>Whether so many lines are explained already that rules across records will not be evaluated.</summary>
    public bool IsSurelyBroken => _surelyExplained > FewExplained;

    /// <summary>What shows a kind that some lines have, in words.</summary>
    public string Of(ShapeKind kind) => (kind & ValueForms.Kinds) != ShapeKind.None ? _values.FieldsOf(kind) : _shown[kind];

    /// <summary>
    /// Whether the form of its values explains what is wrong with a line, once that is known to be wrong throughout the file: then nobody needs
    /// to know what its rules would find.
    /// </summary>
    public bool ExplainsAtOnce(RecordLine line, RecordInfo record, int number)
    {
        if (_sure == ShapeKind.None || !Probes.TryGetValue((record, line.IsDelimited), out var probe) || !probe.IsRuledOut)
        {
            return false;
        }

        var kinds = ShapeKind.None;
        foreach (var field in record.Fields)
        {
            var value = line.Field(field);
            if (!value.IsEmpty)
            {
                kinds |= _values.KindOf(field, value, record, kinds);
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
    public void Refuse(int line) => Refused.Add(line);

    /// <summary>Looks at a line with findings whose form explains it. The next call of any other member must wait for the end of this one.</summary>
    public void LookAtOnce(ReadOnlySpan<byte> line, int number)
    {
        var kinds = LookAtLineEnd(line);
        kinds = kinds == ShapeKind.None ? LookAtForm(line) : kinds;
        Keep(number, kinds, (kinds & ShapeKind.LineEnds) == ShapeKind.None ? _form.Record : null);
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
            Format = FileFormat.Of(reader.Line);
        }

        if (Format is not null || SecondBatch > 0)
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
                kinds = _values.Look(findings, record);
            }
        }

        if (kinds != ShapeKind.None)
        {
            Keep(reader.LineNumber, kinds, (kinds & ShapeKind.LineEnds) == ShapeKind.None ? _form.Record : null);
        }

        if (kinds == ShapeKind.None || (kinds & ~ValueForms.Kinds) == ShapeKind.None)
        {
            Probe(reader);
        }

        LastBad = (reader.LineNumber, reader.EndsInsideLine && IsCut(reader, findings));
        return (kinds & ~ValueForms.Kinds) != ShapeKind.None;
    }

    private void Keep(int line, ShapeKind kinds, RecordInfo? record)
    {
        Lines.Add((line, kinds));
        if (record is not null && (record == _first || record == _group))
        {
            Beginnings.Add(line);
        }

        // What is wrong with the form of a line explains it wherever it is; what is wrong with values, once there is enough of it.
        _surelyExplained += (kinds & (_sure | ~ValueForms.Kinds)) != ShapeKind.None ? 1 : 0;
        if ((kinds & _sure) != ShapeKind.None)
        {
            return;
        }

        foreach (var kind in ValueForms.Each)
        {
            if ((kinds & kind) != ShapeKind.None && ++CollectionsMarshal.GetValueRefOrAddDefault(_counts, kind, out _) >= FewestLines)
            {
                _sure |= kind;
            }
        }
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
            return kinds | _values.Look(_trial.Try(form, _form.Record!), _form.Record!);
        }

        if (isRead)
        {
            return ShapeKind.None;
        }

        if (_header.Is(line))
        {
            return Note(ShapeKind.HeaderRow, "names of columns");
        }

        UnknownBeginning ??= PrintableText.Quote(line[..Math.Min(line.Length, 8)]);
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

    private ShapeKind Note(ShapeKind kind, string evidence)
    {
        _shown.TryAdd(kind, evidence);
        return kind;
    }

    private void Probe(BatchReader reader)
    {
        if ((reader.Record ?? reader.RefusedRecord) is not CompiledRecord record || reader.Problem is not (LineProblem.None or LineProblem.TooManyFields or LineProblem.ExtraBytes))
        {
            return;
        }

        var isDelimited = reader.Line.Length > 3 && reader.Line[3] == Delimiters.Tab;
        if (!Probes.TryGetValue((record, isDelimited), out var probe))
        {
            Probes[(record, isDelimited)] = probe = new ShiftProbe(record, _trial, isDelimited);
        }

        probe.Look(reader);
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
}
