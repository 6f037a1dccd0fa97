using System.ComponentModel;
using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Generated;

/// <summary>Takes the findings of one line after another. It allocates nothing for a line without findings.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FindingCollector
{
    private readonly List<Finding> _findings = [];
    private RecordInfo? _record;
    private RecordKeys? _keys;
    private int _line;
    private readonly Dictionary<byte[], School> _schools = new(ByteTexts.Instance);
    private readonly Dictionary<byte[], School>.AlternateLookup<ReadOnlySpan<byte>> _schoolsByNumber;
    private School? _current;
    private School? _recent;
    private string? _lea;
    private string? _batchLea;
    private string? _school;
    private DateOnly? _asOf;
    private SchoolDays _days;
    private SchoolDays? _daysOfLine;
    private readonly Dictionary<DateOnly, SchoolDays> _daysByLastDay = [];

    /// <summary>A collector for a run.</summary>
    public FindingCollector(SubmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        _schoolsByNumber = _schools.GetAlternateLookup<ReadOnlySpan<byte>>();
        _days = new SchoolDays(context, asOf: null, lastDayOfSchool: null);
    }

    /// <summary>What the run knows besides the batch.</summary>
    public SubmissionContext Context { get; }

    /// <summary>The findings of the current line.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Takes what there is to know of findings that nobody will read; <see langword="null"/> where they are made.</summary>
    internal FindingNotes? Notes { get; set; }

    /// <summary>Whether one of them is an error.</summary>
    public bool HasErrors
    {
        get
        {
            foreach (var finding in _findings)
            {
                if (finding.Severity == Severity.Error)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Turns to the next line and forgets the findings of the last one.</summary>
    /// <param name="line">The line's number, from 1.</param>
    /// <param name="record">The record type of the line, or <see langword="null"/> for a line of no known type.</param>
    public void Begin(int line, RecordInfo? record)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(line);
        _findings.Clear();
        Notes?.Clear();
        _keys = null;
        _daysOfLine = null;
        _line = line;
        _record = record;
    }

    /// <summary>
    /// Turns to the batch of an LEA: the next records, if they name none, belong to it. Of several dates the latest counts, of those for the LEA
    /// that came first: a batch is that of one.
    /// </summary>
    /// <param name="lea">The LEA's number.</param>
    /// <param name="asOf">The day of the extract, or <see langword="null"/> where it cannot be read.</param>
    public void EnterLea(ReadOnlySpan<byte> lea, DateOnly? asOf)
    {
        _daysOfLine = null;
        _lea = ToText(lea);
        _batchLea ??= _lea;
        if (!string.Equals(_lea, _batchLea, StringComparison.Ordinal))
        {
            return;
        }

        _asOf = _asOf is null || asOf > _asOf ? asOf ?? _asOf : _asOf;
        _daysByLastDay.Clear();
        _days = new SchoolDays(Context, _asOf, lastDayOfSchool: null);
    }

    /// <summary>Turns to a school: the next records, if they name none, belong to it.</summary>
    /// <param name="school">The school's number.</param>
    /// <param name="lastDayOfSchool">Its last day, or <see langword="null"/> where it cannot be read.</param>
    public void EnterSchool(ReadOnlySpan<byte> school, DateOnly? lastDayOfSchool)
    {
        _daysOfLine = null;
        _school = ToText(school);
        if (!_schoolsByNumber.TryGetValue(school, out _current))
        {
            _current = new School(school.ToArray(), lastDayOfSchool);
            _schools.Add(_current.Number, _current);
        }

        _recent = _current;
    }

    /// <summary>Room for the keys of a line that a <see cref="RuleFilter"/> compares.</summary>
    internal ulong[] KeySlots { get; } = new ulong[DayRows.MostSlots + 1];

    /// <summary>Room for a bit for each field of a line.</summary>
    internal ulong[] FieldBits { get; } = new ulong[BlankFields.Words];

    /// <summary>The number of the school that was entered last, or <see langword="null"/> where none has been.</summary>
    internal byte[]? CurrentSchool => _current?.Number;

    /// <summary>Whether a school has been entered.</summary>
    internal bool HasSchool(string number) => _schoolsByNumber.ContainsKey(Encoding.UTF8.GetBytes(number));

    /// <summary>The days of the school that the current line names, or else of the school that it follows.</summary>
    public SchoolDays DaysOf(in RecordLine line) => _daysOfLine ??= FindDays(line);

    private SchoolDays FindDays(in RecordLine line)
    {
        var school = _record?.FindKey(FieldKey.School) is { } field ? line.Field(field) : default;
        if (school.IsEmpty)
        {
            return DaysOf(_current);
        }

        // Records of one school mostly stand together. Of a school that has not come yet nobody knows the last day.
        if (_recent is null || !school.SequenceEqual(_recent.Number))
        {
            if (!_schoolsByNumber.TryGetValue(school, out var named))
            {
                return _days;
            }

            _recent = named;
        }

        return DaysOf(_recent);
    }

    /// <summary>The days of a school, which a later district record may have changed since somebody asked.</summary>
    private SchoolDays DaysOf(School? school)
    {
        if (school?.LastDay is not { } lastDay)
        {
            return _days;
        }

        if (school.Days is null || school.AsOf != _asOf)
        {
            // Most schools end on the same few days.
            if (!_daysByLastDay.TryGetValue(lastDay, out var days))
            {
                _daysByLastDay.Add(lastDay, days = new SchoolDays(Context, _asOf, lastDay));
            }

            school.AsOf = _asOf;
            school.Days = days;
        }

        return school.Days;
    }

    /// <summary>Adds a finding on a field of the current line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="rule">The rule's place among the rules of the record type.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="value">The value as it stands in the line.</param>
    /// <exception cref="InvalidOperationException">No record type has been named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The record type has no such rule or field.</exception>
    public void Add(RecordLine line, int rule, int field, ReadOnlySpan<byte> value)
    {
        var record = _record ?? throw new InvalidOperationException("Begin has to name the record type first.");
        ArgumentOutOfRangeException.ThrowIfNegative(rule);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rule, record.Rules.Count);
        if (Notes is { } notes)
        {
            notes.Add(SeverityOf(record.Rules[rule]), record.GetField(field), value);
            return;
        }

        _findings.Add(new Finding(record.Rules[rule], record.GetField(field), _line, KeysOf(line), ToText(value))
        {
            OtherValues = OtherValues(line, record, record.Rules[rule]),
            Severity = SeverityOf(record.Rules[rule]),
        });
    }

    /// <summary>Adds a finding on the current line as a whole.</summary>
    public void Add(RecordLine line, RuleInfo rule, string? value)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (Notes is { } notes)
        {
            notes.Add(SeverityOf(rule), field: null, value: default);
            return;
        }

        _findings.Add(new Finding(rule, Field: null, _line, KeysOf(line), value)
        {
            OtherValues = OtherValues(line, _record, rule),
            Severity = SeverityOf(rule),
        });
    }

    /// <summary>Adds a finding on the current line, which was refused.</summary>
    internal void Add(RecordLine line, RuleInfo rule, string? value, string? otherValue, FieldInfo? field) =>
        _findings.Add(new Finding(rule, field, _line, KeysOf(line), value) { OtherValues = otherValue is null ? [] : [otherValue], Severity = SeverityOf(rule) });

    /// <summary>A rule's level on the day of the submission.</summary>
    private Severity SeverityOf(RuleInfo rule) => rule.SeverityOn(_asOf ?? Context.Today);

    /// <summary>Puts the findings of the current line into the order of the specification's rules; those about the file come first.</summary>
    public void Sort()
    {
        if (_findings.Count > 1)
        {
            _findings.Sort(static (left, right) => OrderOf(left).CompareTo(OrderOf(right)));
        }
    }

    // A rule of another set than the record's, such as one about the file, comes first.
    private static (bool, int, int) OrderOf(in Finding finding) =>
        (string.Equals(finding.Rule.Record, finding.Keys.Record?.Id, StringComparison.Ordinal), finding.Rule.Order, finding.Field?.Number ?? 0);

    private RecordKeys KeysOf(RecordLine line) => _keys ??= new RecordKeys
    {
        Record = _record,
        Lea = Key(line, FieldKey.Lea) ?? _lea,
        School = Key(line, FieldKey.School) ?? _school,
        Student = Key(line, FieldKey.Student),
        StatewideStudentId = Key(line, FieldKey.StatewideStudentId),
        EntryDate = Key(line, FieldKey.EntryDate),
        Incident = Key(line, FieldKey.Incident),
        Course = Key(line, FieldKey.Course),
    };

    private static IReadOnlyList<string?> OtherValues(RecordLine line, RecordInfo? record, RuleInfo rule)
    {
        if (rule.Fields.Count == 0 || record is null)
        {
            return [];
        }

        var values = new string?[rule.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = record.FindField(rule.Fields[i]) is { } field ? ToText(line.Field(field)) : null;
        }

        return values;
    }

    private string? Key(RecordLine line, FieldKey key)
    {
        if (_record?.FindKey(key) is not { } field)
        {
            return null;
        }

        return ToText(line.Field(field));
    }

    private static string? ToText(ReadOnlySpan<byte> value) => value.IsEmpty ? null : Encoding.UTF8.GetString(value);

    /// <summary>A school of the batch; of several records with its number the first one counts.</summary>
    private sealed class School(byte[] number, DateOnly? lastDay)
    {
        public byte[] Number { get; } = number;

        public DateOnly? LastDay { get; } = lastDay;

        public DateOnly? AsOf { get; set; }

        public SchoolDays? Days { get; set; }
    }
}
