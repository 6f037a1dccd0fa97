namespace Utrex.Statewide.Histories;

/// <summary>
/// What the submissions of all LEAs say of one student, up to the school year that is validated: rows of the few values that rules ask for. One history is filled
/// again and again while the state streams by.
/// </summary>
internal sealed class StudentHistory
{
    /// <summary>How many records of a type are kept: nobody has more, and of a file that says so every pair would be compared.</summary>
    public const int MostOfType = 256;

    /// <summary>The student records of all years, by year, LEA and line; without those that only change others.</summary>
    public List<Enrollment> Enrollments { get; } = [];

    /// <summary>The student records that only change what was submitted of an earlier year (S1-X), in the same order.</summary>
    public List<Enrollment> Changes { get; } = [];

    /// <summary>The SCRAM records of all years.</summary>
    public List<Scram> Scrams { get; } = [];

    /// <summary>The YIC records of all years.</summary>
    public List<YouthInCare> YouthInCare { get; } = [];

    /// <summary>The memberships of the validated year in courses of Essential Elements.</summary>
    public List<EssentialCourse> EssentialCourses { get; } = [];

    /// <summary>Whether there were more records than are kept.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The student records of a year.</summary>
    public IEnumerable<Enrollment> EnrollmentsOf(int schoolYear) => Enrollments.Where(enrollment => enrollment.SchoolYear == schoolYear);

    /// <summary>The SSID that a record of the student is known by: that of the student record in its school.</summary>
    public string? SsidOf(HistoryRecord record) => record as Enrollment is { } enrollment ? enrollment.Ssid
        : Enrollments.Find(other => other.Submission == record.Submission && other.IsInSchoolOf(record) && string.Equals(other.Student, record.Student, StringComparison.Ordinal))?.Ssid
        ?? Changes.Find(other => other.Submission == record.Submission && other.IsInSchoolOf(record) && string.Equals(other.Student, record.Student, StringComparison.Ordinal))?.Ssid;

    /// <summary>Puts a student record where it belongs.</summary>
    public void Add(Enrollment enrollment) => Keep(enrollment.IsChange ? Changes : Enrollments, enrollment);

    /// <summary>Adds a SCRAM record.</summary>
    public void Add(Scram scram) => Keep(Scrams, scram);

    /// <summary>Adds a YIC record.</summary>
    public void Add(YouthInCare care) => Keep(YouthInCare, care);

    /// <summary>Notes that there are more records than are kept.</summary>
    public void Cut() => IsCut = true;

    /// <summary>Brings the records into their order.</summary>
    public void Sort()
    {
        Enrollments.Sort(HistoryRecord.CompareByPlace);
        Changes.Sort(HistoryRecord.CompareByPlace);
        Scrams.Sort(HistoryRecord.CompareByPlace);
        YouthInCare.Sort(HistoryRecord.CompareByPlace);
        EssentialCourses.Sort(HistoryRecord.CompareByPlace);
    }

    /// <summary>Empties it for the next student.</summary>
    public void Clear()
    {
        Enrollments.Clear();
        Changes.Clear();
        Scrams.Clear();
        YouthInCare.Clear();
        EssentialCourses.Clear();
        IsCut = false;
    }

    private void Keep<T>(List<T> records, T record)
    {
        if (records.Count < MostOfType)
        {
            records.Add(record);
        }
        else
        {
            Cut();
        }
    }
}
