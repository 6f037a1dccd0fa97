using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Findings;

/// <summary>What a batch holds, so that a person can tell whether it is the one that was meant.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class BatchContents
{
    private readonly SpecificationInfo _specification;
    private readonly RecordInfo? _firstRecord;
    private readonly RecordInfo? _groupRecord;
    private readonly RecordInfo? _studentRecord;
    private readonly FieldInfo? _student;
    private readonly Dictionary<RecordInfo, RecordCount> _counts = [];
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly TextCount _students = new();
    private int _delimited;
    private int _positional;

    // Records of one type mostly stand together.
    private RecordInfo? _record;
    private RecordCount _count = new();

    internal BatchContents(SpecificationInfo specification)
    {
        _specification = specification;
        _firstRecord = specification.FirstRecord is { } first ? specification.FindRecord(first) : null;
        _groupRecord = specification.GroupRecord is { } group ? specification.FindRecord(group) : null;
        _studentRecord = specification.Records.FirstOrDefault(record => record.FindKey(FieldKey.Student) is not null);
        _student = _studentRecord?.FindKey(FieldKey.Student);
    }

    /// <summary>The line of the first record that opens a batch, or 1 where there is none.</summary>
    public int FirstLine { get; private set; } = 1;

    /// <summary>The LEA's number as that record has it, or <see langword="null"/>.</summary>
    public string? Lea { get; private set; }

    /// <summary>The school year as that record has it, or <see langword="null"/>.</summary>
    public string? SchoolYear { get; private set; }

    /// <summary>The day of the extract as that record has it, or <see langword="null"/>.</summary>
    public string? AsOf { get; private set; }

    /// <summary>That record as it stands in the file, in UTF-8; empty where there is none.</summary>
    public ReadOnlyMemory<byte> FirstRecord { get; private set; }

    /// <summary>How many records of each type there are, in the order of the specification.</summary>
    public IEnumerable<KeyValuePair<RecordInfo, int>> Records =>
        _specification.Records.Where(_counts.ContainsKey).Select(record => KeyValuePair.Create(record, _counts[record].Value));

    /// <summary>The numbers of the schools, or whatever the specification groups records by, in the order of the file.</summary>
    public IReadOnlyCollection<string> Groups => _groups;

    /// <summary>How many students have a student record.</summary>
    public int Students => _students.Value;

    /// <summary>How many records are delimited.</summary>
    public int Delimited => _delimited;

    /// <summary>How many records are positional.</summary>
    public int Positional => _positional;

    internal void Take(RecordLine line, RecordInfo record, int number)
    {
        if (record != _record)
        {
            _record = record;
            if (!_counts.TryGetValue(record, out var count))
            {
                _counts.Add(record, count = new RecordCount());
            }

            _count = count;
        }

        _count.Value++;
        if (line.IsDelimited)
        {
            _delimited++;
        }
        else
        {
            _positional++;
        }

        if (record == _studentRecord)
        {
            var student = line.Field(_student!);
            if (!student.IsEmpty)
            {
                _students.Add(student);
            }
        }
        else if (record == _firstRecord && FirstRecord.IsEmpty)
        {
            FirstLine = number;
            FirstRecord = line.Bytes.ToArray();
            (Lea, SchoolYear, AsOf) = (Text(line, record, FieldKey.Lea), Text(line, record, FieldKey.SchoolYear), Text(line, record, FieldKey.AsOfDate));
        }
        else if (record == _groupRecord && Text(line, record, FieldKey.School) is { } group)
        {
            _groups.Add(group);
        }
    }

    private static string? Text(RecordLine line, RecordInfo record, FieldKey key) =>
        record.FindKey(key) is { } field && line.Field(field) is { IsEmpty: false } text ? PrintableText.Of(text) : null;

    /// <summary>How many records of a type there are.</summary>
    private sealed class RecordCount
    {
        public int Value { get; set; }
    }
}
