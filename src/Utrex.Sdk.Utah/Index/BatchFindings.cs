using System.Globalization;
using System.Runtime.InteropServices;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>The findings of rules across records, compact until they are read: a cause may have a million effects.</summary>
internal sealed class BatchFindings(BatchIndex index, SpecificationInfo specification) : IFindingList<BatchFindings>
{
    private readonly List<Entry> _entries = [];
    private readonly HashSet<int> _invalidLines = [];
    private readonly Dictionary<TextId, int> _invalidStudents = [];

    // Of records that must differ all are invalid, though the finding stands on the later ones: the line of the finding, by that of the record.
    private readonly Dictionary<int, int> _partners = [];

    // Rules of Level 2 are rules of no record: where their findings stand.
    private readonly Dictionary<RuleInfo, (RecordInfo Record, FieldInfo Field)> _places = [];

    /// <summary>The number of findings so far.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether any record is invalid.</summary>
    public bool HasInvalid => _invalidLines.Count + _invalidStudents.Count > 0;

    /// <summary>Notes that a record is invalid by itself.</summary>
    public void MarkInvalid(int line) => _invalidLines.Add(line);

    /// <summary>The line of the finding that makes the record on a line invalid, mostly its own; <see langword="null"/> where it is valid.</summary>
    public int? CauseOf(int line) => _invalidLines.Contains(line) ? line : _partners.TryGetValue(line, out var other) ? other : null;

    /// <summary>The line of the finding that makes a student's entry in the student list invalid, or <see langword="null"/>.</summary>
    public int? CauseOf(TextId student) => _invalidStudents.TryGetValue(student, out var line) ? line : null;

    /// <summary>Adds a finding on a value of the batch.</summary>
    public void Add(RuleInfo rule, in RecordKey key, TextId value = default, int[]? related = null, TextId[]? others = null, int? causedBy = null) =>
        Add(new Entry(rule, key, value, Text: null, related, others, causedBy));

    /// <summary>Adds a finding on the later of two records that must differ; the earlier one is as invalid.</summary>
    public void AddPair(RuleInfo rule, in RecordKey key, int earlier, TextId value, TextId[]? others = null)
    {
        Add(rule, key, value, [earlier], others);
        _partners.TryAdd(earlier, key.Line);
    }

    /// <summary>Adds a finding on a student whose entry must differ from another's; the other entry is as invalid.</summary>
    public void AddPair(RuleInfo rule, in RecordKey key, in RecordKey other, TextId value)
    {
        Add(rule, key, value, [other.Line]);
        _invalidStudents.TryAdd(other.Student, key.Line);
    }

    /// <summary>Adds a finding on a code.</summary>
    public void Add(RuleInfo rule, in RecordKey key, string code, int[]? related = null, TextId[]? others = null) =>
        Add(new Entry(rule, key, default, code, related, others, CausedBy: null));

    /// <summary>Adds a finding on a day; a day that is blank or unreadable has no value.</summary>
    public void Add(RuleInfo rule, in RecordKey key, FieldValue<DateOnly> day) =>
        Add(new Entry(rule, key, default, day.HasValue ? Text(day.Value) : null, Related: null, Others: null, CausedBy: null));

    /// <summary>Adds a finding of a rule that is of no record, on a day of a record, and with another record.</summary>
    public void Add(RuleInfo rule, RecordInfo record, FieldInfo field, in RecordKey key, DateOnly day, int? other)
    {
        _places[rule] = (record, field);
        Add(new Entry(rule, key, default, Text(day), other is { } line ? [line] : null, Others: null, CausedBy: null));
    }

    /// <summary>The findings, by line and then in the order of the rules; several of a rule on one line in the order in which they were found.</summary>
    public IEnumerable<Finding> InOrder()
    {
        foreach (var place in Places())
        {
            yield return ToFinding(_entries[place]);
        }
    }

    /// <summary>The places of the findings in their order. Numbers are sorted in place of findings, of which each is as large as twenty.</summary>
    private int[] Places()
    {
        var ranks = Ranks();
        var keys = new long[_entries.Count];
        var places = new int[_entries.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)_entries[i].Key.Line << 32) | (uint)ranks[_entries[i].Rule];
            places[i] = i;
        }

        Array.Sort(keys, places);
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            places.AsSpan(start, end - start).Sort();
            start = end;
        }

        return places;
    }

    /// <summary>The rules that have findings, numbered in their order.</summary>
    private Dictionary<RuleInfo, int> Ranks()
    {
        var order = new RuleOrder(specification);
        var ranks = new Dictionary<RuleInfo, int>();
        RuleInfo? last = null;
        foreach (var rule in _entries.Select(entry => entry.Rule).Distinct().Order(order))
        {
            ranks[rule] = ranks.Count == 0 ? 0 : ranks[last!] + (order.Compare(last, rule) == 0 ? 0 : 1);
            last = rule;
        }

        return ranks;
    }

    /// <summary>Takes over the findings of a family that was evaluated by itself.</summary>
    public void AddRange(BatchFindings others)
    {
        others._entries.ForEach(Add);
        foreach (var (rule, place) in others._places)
        {
            _places[rule] = place;
        }

        foreach (var (line, other) in others._partners)
        {
            _partners.TryAdd(line, other);
        }

        foreach (var (student, line) in others._invalidStudents)
        {
            _invalidStudents.TryAdd(student, line);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private void Add(Entry entry)
    {
        if (entry.Rule.Status != RuleStatus.Implemented)
        {
            // The year does not have it.
            return;
        }

        _entries.Add(entry);
        if (!entry.Rule.Refuses(entry.Rule.SeverityOn(index.Day)))
        {
            return;
        }

        // An entry of the student list shares its line with a student record, but not its errors.
        if (string.Equals(entry.Rule.Record, Student.Record, StringComparison.Ordinal))
        {
            _invalidStudents.TryAdd(entry.Key.Student, entry.Key.Line);
        }
        else
        {
            _invalidLines.Add(entry.Key.Line);
        }
    }

    private Finding ToFinding(in Entry entry)
    {
        var texts = index.Texts;
        var key = entry.Key;
        var (record, field) = _places.TryGetValue(entry.Rule, out var place) ? place : PlaceOf(entry.Rule);
        var keys = new RecordKeys
        {
            Record = record,
            Lea = texts.ToText(key.Lea) ?? (index.Districts.Count > 0 ? texts.ToText(index.Districts[0].Key.Lea) : null),
            School = texts.ToText(key.School),
            Student = texts.ToText(key.Student),
            StatewideStudentId = texts.ToText(key.Ssid),
            EntryDate = texts.ToText(key.EntryDate),
            Incident = record?.FindKey(FieldKey.Incident) is null ? null : texts.ToText(key.Incident),
            Course = record?.FindKey(FieldKey.Course) is null ? null : texts.ToText(key.Course),
        };
        return new Finding(entry.Rule, field, key.Line, keys, entry.Text ?? texts.ToText(entry.Value))
        {
            Related = entry.Related ?? [],
            OtherValues = entry.Others is { } others ? [.. others.Select(texts.ToText)] : [],
            CausedBy = entry.CausedBy,
            Severity = entry.Rule.SeverityOn(index.Day),
        };
    }

    private (RecordInfo? Record, FieldInfo? Field) PlaceOf(RuleInfo rule)
    {
        var record = specification.FindRecord(rule.Record);
        return (record, rule.Field is { } name ? record?.FindField(name) : null);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(RuleInfo Rule, RecordKey Key, TextId Value, string? Text, int[]? Related, TextId[]? Others, int? CausedBy);
}
