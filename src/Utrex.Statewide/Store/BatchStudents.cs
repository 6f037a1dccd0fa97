using Utrex.Sdk;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Statewide.Store;

/// <summary>
/// Whose the records of a batch are: only student records have an SSID, the others name the LEA's number of the student. A record belongs to the student whose
/// record stands in the same school; where several do, to that of the first.
/// </summary>
internal sealed class BatchStudents(SpecificationInfo specification)
{
    private const int LongestKey = 256;

    private readonly RecordInfo? _first = specification.FirstRecord is { } first ? specification.FindRecord(first) : null;
    private readonly RecordInfo? _group = specification.GroupRecord is { } group ? specification.FindRecord(group) : null;
    private readonly RecordInfo? _enrollment = specification.FindRecord(StudentRecord.Info.Id);
    private readonly PersonFields? _person = specification.FindRecord(StudentRecord.Info.Id) is { } record ? new PersonFields(record) : null;
    private readonly TextPool _placements = new();
    private readonly List<long?> _keys = [null];
    private byte[] _school = [];

    /// <summary>The number of the LEA, or <see langword="null"/> where no record names it.</summary>
    public string? Lea { get; private set; }

    /// <summary>Takes a record.</summary>
    public void Add(RecordLine line, RecordInfo record)
    {
        AddRefused(line, record);
        if (record == _enrollment && StudentKey.Of(line.Field(record.FindKey(FieldKey.StatewideStudentId)!)) is { } key)
        {
            Span<byte> room = stackalloc byte[LongestKey];
            var placement = PlacementOf(line, record, room);
            if (!placement.IsEmpty && _placements.Add(placement).Number == _keys.Count)
            {
                _keys.Add(key);
            }
        }
    }

    /// <summary>Takes what a record says of the batch that says nothing of a student.</summary>
    public void AddRefused(RecordLine line, RecordInfo record)
    {
        Follow(line, record);
        if (Lea is null && record == _first && line.Field(record.FindKey(FieldKey.Lea)!) is { IsEmpty: false } lea)
        {
            Lea = PrintableText.Of(lea);
        }
    }

    /// <summary>Goes back to the beginning of the batch.</summary>
    public void Rewind() => _school = [];

    /// <summary>Follows the batch from school to school.</summary>
    public void Follow(RecordLine line, RecordInfo record)
    {
        if (record == _group)
        {
            _school = line.Field(record.FindKey(FieldKey.School)!).ToArray();
        }
    }

    /// <summary>The key of the student that a record is about, or <see langword="null"/> where it is not known.</summary>
    public long? KeyOf(RecordLine line, RecordInfo record)
    {
        if (record == _enrollment)
        {
            return StudentKey.Of(line.Field(record.FindKey(FieldKey.StatewideStudentId)!));
        }

        Span<byte> room = stackalloc byte[LongestKey];
        return _keys[_placements.Find(PlacementOf(line, record, room)).Number];
    }

    /// <summary>The key of the person that a student record describes.</summary>
    public long? PersonOf(RecordLine line, RecordInfo record) => record == _enrollment ? _person!.KeyOf(line) : null;

    /// <summary>School and student of a record; empty where it names none, or longer ones than there are.</summary>
    private ReadOnlySpan<byte> PlacementOf(RecordLine line, RecordInfo record, Span<byte> room)
    {
        var school = record.FindKey(FieldKey.School) is { } field ? line.Field(field) : _school;
        var student = record.FindKey(FieldKey.Student) is { } number ? line.Field(number) : default;
        if (student.IsEmpty || school.Length + student.Length >= room.Length)
        {
            return default;
        }

        school.CopyTo(room);
        room[school.Length] = Delimiters.Tab;
        student.CopyTo(room[(school.Length + 1)..]);
        return room[..(school.Length + 1 + student.Length)];
    }

    /// <summary>The fields that say who a student is.</summary>
    private sealed class PersonFields(RecordInfo record)
    {
        private readonly FieldInfo _first = record.FindProperty(nameof(StudentRecord.FirstName));
        private readonly FieldInfo _middle = record.FindProperty(nameof(StudentRecord.MiddleName));
        private readonly FieldInfo _last = record.FindProperty(nameof(StudentRecord.LastName));
        private readonly FieldInfo _birthDate = record.FindProperty(nameof(StudentRecord.BirthDate));
        private readonly FieldInfo _sex = record.FindProperty(nameof(StudentRecord.Sex));

        public long? KeyOf(RecordLine line) => Scalars.Date(line.Field(_birthDate)).HasValue
            ? PersonKey.Of(line.Field(_first), line.Field(_middle), line.Field(_last), line.Field(_birthDate), line.Field(_sex))
            : null;
    }
}
