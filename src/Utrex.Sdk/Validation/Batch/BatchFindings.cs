using System.Globalization;
using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>The findings of rules across records, compact until they are read: a cause may have a million effects.</summary>
internal sealed class BatchFindings(BatchIndex index, SpecificationInfo specification)
{
    private readonly List<Entry> _entries = [];
    private readonly HashSet<int> _invalidLines = [];
    private readonly HashSet<TextId> _invalidStudents = [];

    /// <summary>The number of findings so far.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether any record is invalid.</summary>
    public bool HasInvalid => _invalidLines.Count + _invalidStudents.Count > 0;

    /// <summary>Notes that a record is invalid by itself.</summary>
    public void MarkInvalid(int line) => _invalidLines.Add(line);

    /// <summary>Whether the record on a line has an error.</summary>
    public bool IsInvalid(int line) => _invalidLines.Contains(line);

    /// <summary>Whether a student's entry in the student list has an error.</summary>
    public bool IsInvalid(TextId student) => _invalidStudents.Contains(student);

    /// <summary>Adds a finding on a value of the batch.</summary>
    public void Add(RuleInfo rule, in RecordKey key, TextId value = default, int[]? related = null, TextId[]? others = null, int? causedBy = null) =>
        Add(new Entry(rule, key, value, Text: null, related, others, causedBy));

    /// <summary>Adds a finding on a code.</summary>
    public void Add(RuleInfo rule, in RecordKey key, string code, int[]? related = null, TextId[]? others = null) =>
        Add(new Entry(rule, key, default, code, related, others, CausedBy: null));

    /// <summary>Adds a finding on a day; a day that is blank or unreadable has no value.</summary>
    public void Add(RuleInfo rule, in RecordKey key, FieldValue<DateOnly> day) =>
        Add(new Entry(rule, key, default, day.HasValue ? day.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : null, Related: null, Others: null, CausedBy: null));

    /// <summary>The findings, by line and then in the order of the rules.</summary>
    public IEnumerable<Finding> InOrder()
    {
        var orders = specification.Records.Select((record, i) => (record.Id, Order: i)).ToDictionary(pair => pair.Id, pair => pair.Order, StringComparer.Ordinal);
        _entries.Sort((left, right) =>
        {
            var order = left.Key.Line.CompareTo(right.Key.Line);
            order = order != 0 ? order : orders[left.Rule.Record].CompareTo(orders[right.Rule.Record]);
            return order != 0 ? order : left.Rule.Order.CompareTo(right.Rule.Order);
        });
        foreach (var entry in _entries)
        {
            yield return ToFinding(entry);
        }
    }

    /// <summary>Takes over the findings of a family that was evaluated by itself.</summary>
    public void Add(BatchFindings family) => family._entries.ForEach(Add);

    private void Add(Entry entry)
    {
        _entries.Add(entry);
        if (entry.Rule.Severity != Severity.Error)
        {
            return;
        }

        // An entry of the student list shares its line with a student record, but not its errors.
        if (string.Equals(entry.Rule.Record, StudentList.Record, StringComparison.Ordinal))
        {
            _invalidStudents.Add(entry.Key.Student);
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
        var record = specification.FindRecord(entry.Rule.Record);
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
        var field = entry.Rule.Field is { } name ? record?.FindField(name) : null;
        return new Finding(entry.Rule, field, key.Line, keys, entry.Text ?? texts.ToText(entry.Value))
        {
            Related = entry.Related ?? [],
            OtherValues = entry.Others is { } others ? [.. others.Select(texts.ToText)] : [],
            CausedBy = entry.CausedBy,
        };
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(RuleInfo Rule, RecordKey Key, TextId Value, string? Text, int[]? Related, TextId[]? Others, int? CausedBy);
}
