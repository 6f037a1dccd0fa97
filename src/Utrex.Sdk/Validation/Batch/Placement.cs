using System.Runtime.InteropServices;
using Utrex.Sdk.Codes;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>A student in a school: the enrolments there and the sums of membership that several rules compare with.</summary>
internal sealed class Placement
{
    private readonly BatchIndex _index;
    private readonly int _start;
    private readonly int _end;

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

    /// <summary>The SCRAM records.</summary>
    public List<Scram> Scrams { get; } = [];

    /// <summary>The YIC records.</summary>
    public List<YouthInCare> Care { get; } = [];

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
        Scrams.Add(scram);
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
        Care.Add(care);
        if (care.Time != YicTime.SelfContained)
        {
            ResourceCareDays += days;
        }
        else if (!care.IsExcluded)
        {
            SelfContainedCareDays += days;
        }
    }
}

/// <summary>An entry of the student list (SL), which is derived from the student records.</summary>
internal sealed class Student(TextId number)
{
    /// <summary>The student number.</summary>
    public TextId Number { get; } = number;

    /// <summary>The schools of the student.</summary>
    public List<Placement> Placements { get; } = [];

    /// <summary>The SCRAM records in all schools.</summary>
    public List<Scram> Scrams { get; } = [];

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
