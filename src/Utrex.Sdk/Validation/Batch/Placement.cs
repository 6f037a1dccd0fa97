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
    private readonly HighSchoolCompletionStatus[] _completions = [];

    public Placement(BatchIndex index, int start, int end)
    {
        _index = index;
        _start = start;
        _end = end;
        foreach (ref readonly var enrollment in Enrollments)
        {
            SchoolDays += index.Days(enrollment.Membership);
            if (!enrollment.Completion.IsBlank && !_completions.Contains(enrollment.Completion))
            {
                _completions = [.. _completions, enrollment.Completion];
            }

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
    public bool IsComplete => _completions.Length > 0;

    /// <summary>Whether an enrolment has one of these completion statuses.</summary>
    public bool HasCompletion(IReadOnlyList<string> codes) => _completions.Any(status => codes.Contains(status.Code, StringComparer.Ordinal));

    /// <summary>Adds a SCRAM record.</summary>
    public void Add(Scram scram, int days)
    {
        (_scrams ??= []).Add(scram);
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
        (_care ??= []).Add(care);
        if (care.Time != YicTime.SelfContained)
        {
            ResourceCareDays += days;
        }
        else if (!care.IsExcluded)
        {
            SelfContainedCareDays += days;
        }
    }

    /// <summary>Puts the services into the order of their dates, once all are there.</summary>
    public void SortServices()
    {
        _scrams?.Sort(Order);
        _care?.Sort(Order);
    }

    /// <summary>By entry date and then by line.</summary>
    public static int Order<T>(T left, T right)
        where T : struct, IService
    {
        var order = left.Entry.GetValueOrDefault().CompareTo(right.Entry.GetValueOrDefault());
        return order != 0 ? order : left.Key.Line.CompareTo(right.Key.Line);
    }
}

/// <summary>An entry of the student list (SL), which is derived from the student records.</summary>
internal sealed class Student(TextId number)
{
    private List<Scram>? _scrams;
    private Timeline? _selfContained;
    private Placement? _first;
    private int _firstAt;

    /// <summary>The student number.</summary>
    public TextId Number { get; } = number;

    /// <summary>The schools of the student.</summary>
    public List<Placement> Placements { get; } = new(1);

    /// <summary>The SCRAM records in all schools.</summary>
    public IReadOnlyList<Scram> Scrams => _scrams ?? (IReadOnlyList<Scram>)[];

    /// <summary>Whether the student has a SCRAM record.</summary>
    public bool HasScram => _scrams is not null;

    /// <summary>Whether a SCRAM record is marked as one percent.</summary>
    public bool HasOnePercent { get; private set; }

    /// <summary>When the student was in self-contained special education; for one thread at a time.</summary>
    public Timeline SelfContainedScrams
    {
        get
        {
            if (_selfContained is null)
            {
                _selfContained = new Timeline();
                foreach (var scram in Scrams.Where(scram => scram.Time == ScramTime.SelfContained).Order(Comparer<Scram>.Create(Placement.Order)))
                {
                    _selfContained.Add(scram.Entry, scram.Exit, scram.Key.Line);
                }
            }

            return _selfContained;
        }
    }

    /// <summary>Whether an enrolment in any school has no exit date.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether an enrolment in any school has a completion status.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Adds a SCRAM record.</summary>
    public void Add(Scram scram)
    {
        (_scrams ??= []).Add(scram);
        HasOnePercent |= scram.IsOnePercent;
    }

    /// <summary>The student's first record in the file.</summary>
    public ref readonly Enrollment First => ref _first!.Enrollments[_firstAt];

    /// <summary>The line of the first record.</summary>
    public int FirstLine => First.Key.Line;

    /// <summary>The whole membership over all schools.</summary>
    public int TotalDays => Placements.Sum(placement => placement.TotalDays);

    /// <summary>Sums up the schools, once all are there; after that, several threads may ask.</summary>
    public void Complete()
    {
        foreach (var placement in Placements)
        {
            IsOpen |= placement.IsOpen;
            IsComplete |= placement.IsComplete;
            for (var i = 0; i < placement.Enrollments.Length; i++)
            {
                if (_first is null || placement.Enrollments[i].Key.Line < _first.Enrollments[_firstAt].Key.Line)
                {
                    (_first, _firstAt) = (placement, i);
                }
            }
        }
    }
}
