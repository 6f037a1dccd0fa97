using Utrex.Sdk.Specification;
using Utrex.Statewide.Histories;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>The records of a type that a student has in a submission, brought together: how many there are, and of some types what their fields come to.</summary>
internal sealed class GatheredRecords
{
    private readonly RecordInfo _record;
    private readonly bool _isEnrollment;
    private readonly GatheredColumn[] _columns = [];

    // Of the fields, and what else is asked for: the entry date and, of student records, whether they enroll.
    private readonly string[] _names = [];
    private (DateOnly? Entry, int Line) _last;

    /// <summary>Records of a type.</summary>
    /// <param name="record">The record type.</param>
    /// <param name="years">The years, the newest first.</param>
    /// <param name="hasFields">Whether the fields are of interest, or only how many records there are.</param>
    public GatheredRecords(RecordInfo record, IReadOnlyList<SpecificationInfo> years, bool hasFields)
    {
        _record = record;
        _isEnrollment = string.Equals(record.Id, StudentRecord.Info.Id, StringComparison.Ordinal);
        if (hasFields)
        {
            var prefix = _isEnrollment ? "" : RecordTable.NameOf(record.Id) + "_";
            _columns = [.. StoredColumn.Of(record.Id, years).Where(column => IsOfInterest(column.Column.Field!)).Select(column => new GatheredColumn(column, prefix))];
            _names = [.. _columns.Select(column => column.Stored.Column.Name), StoreColumn.NameOf(record.FindKey(FieldKey.EntryDate)!.Property), .. _isEnrollment ? [Enrollments.Column] : Array.Empty<string>()];
        }

        Columns = [CountColumn(), .. _columns.Select(column => column.Column)];
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ResearchColumn> Columns { get; }

    /// <summary>How many records the current student has; of student records those that enroll.</summary>
    public int Count { get; private set; }

    /// <summary>The records of a submission in the order of the students; dispose of them.</summary>
    public KeyedRows Open(IStoreReader reader, ScopedSubmission scoped) => new(reader, new RowQuery
    {
        Record = _record.Id,
        Columns = _names,
        Order = RowOrder.Student,
        Submission = scoped.Submission.Id,
        Students = scoped.Students,
    });

    /// <summary>Takes the records of a student.</summary>
    public void Take(KeyedRows rows, long student)
    {
        Count = 0;
        _last = default;
        foreach (var column in _columns)
        {
            column.Clear();
        }

        for (rows.GoTo(student); rows.Key == student; rows.Read())
        {
            if (!_isEnrollment || Enrollments.Enrolls(rows.Row.Text(_columns.Length + 1)))
            {
                Count++;
                if (_columns.Length > 0)
                {
                    Take(rows.Row);
                }
            }
        }
    }

    /// <summary>Writes what the student's records come to.</summary>
    public void Write(bool isOwn, IResearchWriter rows)
    {
        rows.Write(Count);
        foreach (var column in _columns)
        {
            if (column.Stored.IsPersonal && !isOwn)
            {
                rows.WriteNull();
            }
            else
            {
                column.Write(rows);
            }
        }
    }

    private void Take(IRowCursor row)
    {
        var place = (Entry: row.Day(_columns.Length), row.Line);
        var order = Nullable.Compare(place.Entry, _last.Entry);
        var isLast = Count == 1 || order > 0 || (order == 0 && place.Line > _last.Line);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Take(row, i, isLast);
        }

        _last = isLast ? place : _last;
    }

    private ResearchColumn CountColumn() => new()
    {
        Name = _isEnrollment ? "enrollments" : RecordTable.NameOf(_record.Id) + "_records",
        Kind = ColumnKind.Integer,
        Definition = _isEnrollment ? $"How many {_record.Name}s ({_record.Id}) the student has in the submission, without those that only change what was submitted of an earlier year ({_record.Id}-X)."
            : $"How many {_record.Name}s ({_record.Id}) the student has in the submission.",
        Record = _record,
    };

    /// <summary>
    /// What tells about students and their year: every field but LEA and SSID, which the row begins with, and those that say who somebody is and how to reach them. Of the latter
    /// the number joins with the LEA's own data, and the birth date gives the age.
    /// </summary>
    private bool IsOfInterest(FieldInfo field) => field.Key switch
    {
        FieldKey.Lea or FieldKey.StatewideStudentId => false,
        FieldKey.School or FieldKey.Student => _isEnrollment,
        _ => !field.IsPersonal || string.Equals(field.Property, nameof(StudentRecord.BirthDate), StringComparison.Ordinal),
    };
}
