using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>Takes the findings of one line after another. It allocates nothing for a line without findings.</summary>
public sealed class FindingCollector
{
    private readonly List<Finding> _findings = [];
    private RecordInfo? _record;
    private RecordKeys? _keys;
    private int _line;
    private byte[] _lea = new byte[16];
    private byte[] _school = new byte[16];
    private int _leaLength;
    private int _schoolLength;

    /// <summary>A collector for a run.</summary>
    public FindingCollector(SubmissionContext context) => Context = context;

    /// <summary>What the run knows besides the batch.</summary>
    public SubmissionContext Context { get; }

    /// <summary>The findings of the current line.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Turns to the next line and forgets the findings of the last one.</summary>
    /// <param name="line">The line's number, from 1.</param>
    /// <param name="record">The record type of the line, or <see langword="null"/> for a line of no known type.</param>
    public void Begin(int line, RecordInfo? record)
    {
        _findings.Clear();
        _keys = null;
        _line = line;
        _record = record;
    }

    /// <summary>Sets the LEA that the next lines belong to, for records that do not name theirs.</summary>
    public void EnterLea(ReadOnlySpan<byte> lea) => Keep(lea, ref _lea, ref _leaLength);

    /// <summary>Sets the school that the next lines belong to, for records that do not name theirs.</summary>
    public void EnterSchool(ReadOnlySpan<byte> school) => Keep(school, ref _school, ref _schoolLength);

    /// <summary>Adds a finding on a field of the current line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="rule">The rule's place among the rules of the record type.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value as it stands in the line.</param>
    public void Add(RecordLine line, int rule, int field, ReadOnlySpan<byte> value)
    {
        var record = _record ?? throw new InvalidOperationException("Begin has to name the record type first.");
        _findings.Add(new Finding(record.Rules[rule], record.Fields[field], _line, KeysOf(line), value.IsEmpty ? null : Encoding.UTF8.GetString(value)));
    }

    /// <summary>Adds a finding on the current line as a whole.</summary>
    public void Add(RecordLine line, RuleInfo rule, string? value) =>
        _findings.Add(new Finding(rule, Field: null, _line, KeysOf(line), value));

    /// <summary>Puts the findings of the current line into the order of the specification's rules; those about the file come first.</summary>
    public void Sort()
    {
        if (_findings.Count > 1)
        {
            _findings.Sort(static (left, right) => OrderOf(left).CompareTo(OrderOf(right)));
        }
    }

    private static (bool, int, int) OrderOf(in Finding finding) => (finding.Field is not null, finding.Rule.Order, finding.Field?.Number ?? 0);

    private RecordKeys KeysOf(RecordLine line) => _keys ??= new RecordKeys
    {
        Record = _record,
        Lea = Key(line, FieldKey.Lea) ?? Text(_lea, _leaLength),
        School = Key(line, FieldKey.School) ?? Text(_school, _schoolLength),
        Student = Key(line, FieldKey.Student),
        StatewideStudentId = Key(line, FieldKey.StatewideStudentId),
        EntryDate = Key(line, FieldKey.EntryDate),
        Incident = Key(line, FieldKey.Incident),
        Course = Key(line, FieldKey.Course),
    };

    private string? Key(RecordLine line, FieldKey key)
    {
        if (_record?.FindKey(key) is not { } field)
        {
            return null;
        }

        var value = line.Field(field);
        return value.IsEmpty ? null : Encoding.UTF8.GetString(value);
    }

    private static string? Text(byte[] bytes, int length) => length == 0 ? null : Encoding.UTF8.GetString(bytes, 0, length);

    private static void Keep(ReadOnlySpan<byte> value, ref byte[] bytes, ref int length)
    {
        if (value.Length > bytes.Length)
        {
            bytes = new byte[value.Length];
        }

        value.CopyTo(bytes);
        length = value.Length;
    }
}
