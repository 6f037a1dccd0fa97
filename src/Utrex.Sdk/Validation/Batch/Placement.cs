using System.Runtime.InteropServices;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A student in a school: the enrolments there and the sums of membership that several rules compare with.</summary>
internal sealed class Placement
{
    private readonly BatchIndex _index;
    private readonly int _start;
    private readonly int _end;
    private List<Scram>? _scrams;
    private List<YouthInCare>? _care;

    public Placement(BatchIndex index, int start, int end)
    {
        _index = index;
        _start = start;
        _end = end;
        foreach (ref readonly var enrollment in Enrollments)
        {
            SchoolDays += index.Days(enrollment.Membership);
            IsOpen |= enrollment.Exit.IsBlank;
            if (enrollment.Entry.HasValue && (FirstEntry is not { } first || enrollment.Entry.Value < first))
            {
                FirstEntry = enrollment.Entry.Value;
            }

            if (enrollment.Exit.HasValue && (LastExit is not { } last || enrollment.Exit.Value > last))
            {
                LastExit = enrollment.Exit.Value;
            }
        }
    }

    /// <summary>The enrolments, by entry date.</summary>
    public ReadOnlySpan<Enrollment> Enrollments => CollectionsMarshal.AsSpan(_index.Enrollments)[_start.._end];

    /// <summary>The most recent enrolment.</summary>
    public ref readonly Enrollment Latest => ref Enrollments[^1];

    /// <summary>Student and school.</summary>
    public RecordKey Key => Latest.Key;

    /// <summary>The earliest entry date.</summary>
    public DateOnly? FirstEntry { get; }

    /// <summary>The latest exit date.</summary>
    public DateOnly? LastExit { get; }

    /// <summary>Whether an enrolment has no exit date.</summary>
    public bool IsOpen { get; }

    /// <summary>The sum of School Membership (S1).</summary>
    public int SchoolDays { get; }

    /// <summary>The sum of self-contained SCRAM membership (S2); all of it for pre-kindergarten.</summary>
    public int SelfContainedScramDays { get; private set; }

    /// <summary>The sum of SCRAM membership under resource times.</summary>
    public int ResourceScramDays { get; private set; }

    /// <summary>The sum of self-contained YIC membership (S3) that is not excluded.</summary>
    public int SelfContainedCareDays { get; private set; }

    /// <summary>The sum of YIC membership under resource times.</summary>
    public int ResourceCareDays { get; private set; }

    /// <summary>The whole membership: S1 and self-contained S2 and S3.</summary>
    public int TotalDays => SchoolDays + SelfContainedScramDays + SelfContainedCareDays;

    /// <summary>The SCRAM records, by entry date.</summary>
    public IReadOnlyList<Scram> Scrams => _scrams ?? (IReadOnlyList<Scram>)[];

    /// <summary>The YIC records, by entry date.</summary>
    public IReadOnlyList<YouthInCare> Care => _care ?? (IReadOnlyList<YouthInCare>)[];

    /// <summary>Whether the student has a course membership in the school.</summary>
    public bool HasMemberships { get; set; }

    /// <summary>Whether the student is in pre-kindergarten.</summary>
    public bool IsPreKindergarten => Latest.Grade == GradeLevel.PreKindergarten;

    /// <summary>Whether the student is in grade 9 or above.</summary>
    public bool IsHighSchool => Latest.Grade.IsHighSchool;

    /// <summary>Whether an enrolment has a completion status.</summary>
    public bool IsComplete
    {
        get
        {
            foreach (ref readonly var enrollment in Enrollments)
            {
                if (!enrollment.Completion.IsBlank)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether an enrolment has one of these completion statuses.</summary>
    public bool HasCompletion(IReadOnlyList<string> codes)
    {
        foreach (ref readonly var enrollment in Enrollments)
        {
            if (codes.Contains(enrollment.Completion.Code, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a SCRAM record.</summary>
    public void Add(Scram scram, int days)
    {
        Insert(_scrams ??= [], scram, other => other.Entry, other => other.Key.Line);
        if (scram.Time == ScramTime.SelfContained || IsPreKindergarten)
        {
            SelfContainedScramDays += days;
        }
        else if (!scram.Time.IsBlank)
        {
            ResourceScramDays += days;
        }
    }

    /// <summary>Adds a YIC record.</summary>
    public void Add(YouthInCare care, int days)
    {
        Insert(_care ??= [], care, other => other.Entry, other => other.Key.Line);
        if (care.Time != YicTime.SelfContained)
        {
            ResourceCareDays += days;
        }
        else if (!care.IsExcluded)
        {
            SelfContainedCareDays += days;
        }
    }

    /// <summary>Keeps a list by date and then by line.</summary>
    private static void Insert<T>(List<T> list, T item, Func<T, FieldValue<DateOnly>> date, Func<T, int> line)
    {
        var key = (date(item).GetValueOrDefault(), line(item));
        var place = list.FindIndex(other => (date(other).GetValueOrDefault(), line(other)).CompareTo(key) > 0);
        list.Insert(place < 0 ? list.Count : place, item);
    }
}

/// <summary>An entry of the student list (SL), which is derived from the student records.</summary>
internal sealed class Student(TextId number)
{
    private List<Scram>? _scrams;

    /// <summary>The student number.</summary>
    public TextId Number { get; } = number;

    /// <summary>The schools of the student.</summary>
    public List<Placement> Placements { get; } = new(1);

    /// <summary>The SCRAM records in all schools.</summary>
    public IReadOnlyList<Scram> Scrams => _scrams ?? (IReadOnlyList<Scram>)[];

    /// <summary>Adds a SCRAM record.</summary>
    public void Add(Scram scram) => (_scrams ??= []).Add(scram);

    /// <summary>The student's first record in the file.</summary>
    public Enrollment First
    {
        get
        {
            var first = Placements[0].Enrollments[0];
            foreach (var placement in Placements)
            {
                foreach (ref readonly var enrollment in placement.Enrollments)
                {
                    first = enrollment.Key.Line < first.Key.Line ? enrollment : first;
                }
            }

            return first;
        }
    }

    /// <summary>The line of the first record.</summary>
    public int FirstLine => First.Key.Line;

    /// <summary>The whole membership over all schools.</summary>
    public int TotalDays => Placements.Sum(placement => placement.TotalDays);
}
