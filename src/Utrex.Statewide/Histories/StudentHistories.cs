using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>
/// The histories of students, one after another in the order of their keys: student, SCRAM and YIC records come in that order from the store and are merged, and
/// one student is in memory at a time.
/// </summary>
internal sealed class StudentHistories : IDisposable
{
    private readonly HistoryScope _scope;
    private readonly KeyedRows _enrollments;
    private readonly KeyedRows _scrams;
    private readonly KeyedRows _youthInCare;
    private readonly EssentialCourses _courses;

    /// <summary>Begins to read.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="scope">Which submissions count.</param>
    /// <param name="keys">Which students.</param>
    /// <param name="courses">The memberships in courses of Essential Elements.</param>
    public StudentHistories(IStoreReader reader, HistoryScope scope, KeyRange keys, EssentialCourses courses)
    {
        (_scope, _courses) = (scope, courses);
        _enrollments = new KeyedRows(reader, new RowQuery { Record = StudentRecord.Info.Id, Columns = HistoryColumns.Enrollment, Order = RowOrder.Student, Keys = keys });
        _scrams = new KeyedRows(reader, new RowQuery { Record = ScramRecord.Info.Id, Columns = HistoryColumns.Scram, Order = RowOrder.Student, Keys = keys });
        _youthInCare = new KeyedRows(reader, new RowQuery { Record = YouthInCareRecord.Info.Id, Columns = HistoryColumns.YouthInCare, Order = RowOrder.Student, Keys = keys });
    }

    /// <summary>The history of the current student; it is filled again with the next one.</summary>
    public StudentHistory Current { get; } = new();

    /// <summary>Goes to the next student.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        // Every record of a student belongs to a student record of its submission, so that these lead.
        if (_enrollments.Key is not { } key)
        {
            return false;
        }

        Current.Clear();
        for (; _enrollments.Key == key; _enrollments.Read())
        {
            if (_scope.Find(_enrollments.Row.Submission) is { } submission)
            {
                Current.Add(RecordRows.Enrollment(_enrollments.Row, submission));
            }
        }

        for (_scrams.GoTo(key); _scrams.Key == key; _scrams.Read())
        {
            if (_scope.Find(_scrams.Row.Submission) is { } submission)
            {
                Current.Add(RecordRows.Scram(_scrams.Row, submission));
            }
        }

        for (_youthInCare.GoTo(key); _youthInCare.Key == key; _youthInCare.Read())
        {
            if (_scope.Find(_youthInCare.Row.Submission) is { } submission)
            {
                Current.Add(RecordRows.YouthInCare(_youthInCare.Row, submission));
            }
        }

        _courses.Take(key, Current.EssentialCourses);
        Current.Sort();
        return true;
    }

    public void Dispose()
    {
        _enrollments.Dispose();
        _scrams.Dispose();
        _youthInCare.Dispose();
    }
}
