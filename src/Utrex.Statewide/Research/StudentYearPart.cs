using Utrex.Sdk.Specification;
using Utrex.Statewide.Histories;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>
/// The table of students by year: a row for each student, school year and LEA. The records of a submission come from the store in the order of the students, type by
/// type, and are merged, so that one student is in memory at a time.
/// </summary>
internal sealed class StudentYearPart : ResearchPart
{
    private readonly GatheredRecords _enrollments;
    private readonly GatheredRecords[] _others;

    /// <summary>The table in the words of some years.</summary>
    /// <param name="records">The record types that stand in files.</param>
    /// <param name="years">The years, the newest first.</param>
    public StudentYearPart(IReadOnlyList<RecordInfo> records, IReadOnlyList<SpecificationInfo> years)
    {
        var ofStudents = records.Where(record => record.FindKey(FieldKey.Student) is not null).ToLookup(record => IsOf(record, StudentRecord.Info));
        _enrollments = new GatheredRecords(ofStudents[true].Single(), years, hasFields: true);
        _others = [.. ofStudents[false].Select(record => new GatheredRecords(record, years, hasFields: IsOf(record, ScramRecord.Info) || IsOf(record, YouthInCareRecord.Info)))];
        Table = new ResearchTable(
            "student_year",
            "A student in a school year and an LEA, a row each: the fields of the student records, brought together over all enrollments, those of the SCRAM and YIC records, and how many records of every other type there are. Students whose records name no SSID have none.",
            [PlaceColumns.Lea, PlaceColumns.SchoolYear, PlaceColumns.Ssid(years[0]), .. _others.Prepend(_enrollments).SelectMany(gathered => gathered.Columns)]);
    }

    /// <inheritdoc/>
    public override ResearchTable Table { get; }

    /// <inheritdoc/>
    public override long Write(IStoreReader reader, ScopedSubmission scoped, IResearchWriter rows, CancellationToken cancellationToken)
    {
        if (scoped.Students is { Count: 0 })
        {
            return 0;
        }

        List<KeyedRows> opened = [];
        try
        {
            // Every record of a student belongs to a student record of its submission, so that these lead.
            var enrollments = _enrollments.Open(reader, scoped);
            opened.Add(enrollments);
            foreach (var other in _others)
            {
                opened.Add(other.Open(reader, scoped));
            }

            var students = 0L;
            while (enrollments.Key is { } student)
            {
                cancellationToken.ThrowIfCancellationRequested();
                students += Write(student, scoped, opened, rows) ? 1 : 0;
            }

            return students;
        }
        finally
        {
            opened.ForEach(row => row.Dispose());
        }
    }

    private static bool IsOf(RecordInfo record, RecordInfo other) => string.Equals(record.Id, other.Id, StringComparison.Ordinal);

    /// <summary>Writes a student's row, unless no record enrolls the student.</summary>
    private bool Write(long student, ScopedSubmission scoped, List<KeyedRows> opened, IResearchWriter rows)
    {
        _enrollments.Take(opened[0], student);
        if (_enrollments.Count == 0)
        {
            return false;
        }

        PlaceColumns.Write(scoped.Submission, rows);
        PlaceColumns.WriteSsid(student, rows);
        _enrollments.Write(scoped.IsOwn, rows);
        for (var i = 0; i < _others.Length; i++)
        {
            _others[i].Take(opened[i + 1], student);
            _others[i].Write(scoped.IsOwn, rows);
        }

        rows.EndRow();
        return true;
    }
}
