using System.Runtime.InteropServices;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// What rules across records know of a batch: small structs by record type, and the joins between them. It holds no line;
/// a district of 90,000 students with a million course memberships takes well under 200 MB.
/// </summary>
internal sealed class BatchIndex(SubmissionContext context, IReferenceData reference)
{
    private const int CreditDigits = 1;
    private const int CreditDecimals = 3;
    private const int DisciplineDigits = 3;
    private const int DisciplineDecimals = 1;

    private readonly Dictionary<TextId, int> _schools = [];
    private readonly Dictionary<(TextId Student, TextId School), Placement> _placements = [];
    private readonly Dictionary<TextId, Student> _students = [];
    private readonly Dictionary<CourseKey, int> _courses = [];
    private Placement?[] _membershipPlacements = [];

    public TextPool Texts { get; } = new();

    public SubmissionContext Context { get; } = context;

    public IReferenceData Reference { get; } = reference;

    /// <summary>The latest date of the district records.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>The day of the submission, which decides what rules were: the as-of date, or today where there is none.</summary>
    public DateOnly Day => AsOf ?? Context.Today;

    public List<District> Districts { get; } = [];

    public List<School> Schools { get; } = [];

    /// <summary>The student records, after <see cref="Complete"/> by student, school, entry date and line.</summary>
    public List<Enrollment> Enrollments { get; } = [];

    /// <summary>The student records that only change an earlier year's.</summary>
    public Rows<Enrollment> Changes { get; } = new();

    /// <summary>What the student records say of test sessions.</summary>
    public Rows<Sessions> Sessions { get; } = new();

    public Rows<Scram> Scrams { get; } = new();

    public Rows<YouthInCare> YouthInCare { get; } = new();

    /// <summary>The students with a Section 504 record (S4).</summary>
    public HashSet<TextId> Section504Students { get; } = [];

    public Rows<SummerBenefit> SummerBenefits { get; } = new();

    public Rows<Course> Courses { get; } = new();

    public Rows<CourseMembership> Memberships { get; } = new();

    public Rows<Incident> Incidents { get; } = new();

    public Rows<IncidentStudent> IncidentStudents { get; } = new();

    public Rows<Transcript> Transcripts { get; } = new();

    public Rows<TranscriptTest> TranscriptTests { get; } = new();

    public Rows<TranscriptCourse> TranscriptCourses { get; } = new();

    public Rows<TranscriptGrade> TranscriptGrades { get; } = new();

    /// <summary>The SCRAM records in order, once all have been read.</summary>
    public ServiceTable<Scram> ScramTable { get; private set; } = new([]);

    /// <summary>The YIC records in order, once all have been read.</summary>
    public ServiceTable<YouthInCare> CareTable { get; private set; } = new([]);

    /// <summary>The students of the LEA who have an enrolment, each once: the student list (SL).</summary>
    public IReadOnlyCollection<Student> Students => _students.Values;

    /// <summary>The students by school.</summary>
    public IReadOnlyCollection<Placement> Placements => _placements.Values;

    /// <summary>Joins the records, once all have been read.</summary>
    public void Complete()
    {
        Sort(Enrollments);
        for (var i = 0; i < Schools.Count; i++)
        {
            _schools.TryAdd(Schools[i].Key.School, i);
        }

        for (var i = 0; i < Courses.Count; i++)
        {
            _courses.TryAdd(Courses[i].CourseKey, i);
        }

        ScramTable = new ServiceTable<Scram>(Scrams);
        CareTable = new ServiceTable<YouthInCare>(YouthInCare);
        PlaceStudents();
        foreach (var student in _students.Values)
        {
            student.Complete();
        }

        PlaceMemberships();
    }

    /// <summary>The school record of a number, or <see langword="null"/>.</summary>
    public School? FindSchool(TextId number) => _schools.TryGetValue(number, out var i) ? Schools[i] : null;

    /// <summary>The student's time in a school, or <see langword="null"/>.</summary>
    public Placement? FindPlacement(RecordKey key) => _placements.GetValueOrDefault(key.Placement);

    /// <summary>The entry of the student list, or <see langword="null"/>.</summary>
    public Student? FindStudent(TextId number) => number.IsBlank ? null : _students.GetValueOrDefault(number);

    /// <summary>The student's time in the school of a course membership, or <see langword="null"/>.</summary>
    public Placement? FindPlacement(int membership) => _membershipPlacements[membership];

    /// <summary>The course master record that a membership names, or <see langword="null"/>.</summary>
    public Course? FindCourse(CourseKey key) => _courses.TryGetValue(key, out var i) ? Courses[i] : null;

    /// <summary>Whether the school year has ended in a school.</summary>
    public bool IsYearEnd(TextId school) => FindSchool(school) is { LastDay: { } last } && AsOf >= last;

    /// <summary>A number of days, to be summed up; a blank or a code is none, and what cannot be read makes the sum unknown.</summary>
    public DaySum Days(TextId text) => DaySum.Of(Scalars.Integer(Texts[text]));

    /// <summary>The membership of a student record; that of a private or home school is none.</summary>
    public DaySum Membership(in Enrollment enrollment) => enrollment.MembershipCode.IsBlank ? Days(enrollment.Membership) : default;

    /// <summary>The number of credits that a text spells.</summary>
    public FieldValue<decimal> Credits(TextId text) => Scalars.Decimal(Texts[text], CreditDigits, CreditDecimals);

    /// <summary>The days of discipline that a text spells, in tenths.</summary>
    public FieldValue<decimal> DisciplineDays(TextId text) => Scalars.Decimal(Texts[text], DisciplineDigits, DisciplineDecimals);

    /// <summary>The day that a text spells.</summary>
    public FieldValue<DateOnly> Date(TextId text) => Scalars.Date(Texts[text]);

    // The records are large: their keys are sorted, and those of one student in a school then by date and line.
    private static void Sort(List<Enrollment> enrollments)
    {
        var keys = new ulong[enrollments.Count];
        var order = new int[enrollments.Count];
        for (var i = 0; i < order.Length; i++)
        {
            keys[i] = ((ulong)(uint)enrollments[i].Key.Student.Number << 32) | (uint)enrollments[i].Key.School.Number;
            order[i] = i;
        }

        Array.Sort(keys, order);
        var sorted = new Enrollment[order.Length];
        for (int start = 0, end = 1; start < order.Length; start = end++)
        {
            while (end < order.Length && keys[end] == keys[start])
            {
                end++;
            }

            order.AsSpan(start, end - start).Sort((left, right) =>
            {
                var byEntry = enrollments[left].Entry.GetValueOrDefault().CompareTo(enrollments[right].Entry.GetValueOrDefault());
                return byEntry != 0 ? byEntry : enrollments[left].Key.Line.CompareTo(enrollments[right].Key.Line);
            });
            for (var i = start; i < end; i++)
            {
                sorted[i] = enrollments[order[i]];
            }
        }

        sorted.CopyTo(CollectionsMarshal.AsSpan(enrollments));
    }

    private void PlaceMemberships()
    {
        _membershipPlacements = new Placement?[Memberships.Count];
        var key = default((TextId, TextId));
        Placement? placement = null;
        for (var i = 0; i < _membershipPlacements.Length; i++)
        {
            // A student's memberships mostly stand together.
            ref readonly var membership = ref Memberships[i];
            if (i == 0 || membership.Key.Placement != key)
            {
                key = membership.Key.Placement;
                placement = FindPlacement(membership.Key);
                if (FindStudent(membership.Key.Student) is { } student)
                {
                    student.HasMemberships = true;
                }
            }

            _membershipPlacements[i] = placement;
        }
    }

    private void PlaceStudents()
    {
        var start = 0;
        while (start < Enrollments.Count)
        {
            var key = Enrollments[start].Key;
            var end = start + 1;
            while (end < Enrollments.Count && Enrollments[end].Key.Placement == key.Placement)
            {
                end++;
            }

            if (!key.Student.IsBlank)
            {
                var placement = new Placement(this, start, end);
                _placements.Add(key.Placement, placement);
                if (!_students.TryGetValue(key.Student, out var student))
                {
                    student = new Student(this, key.Student);
                    _students.Add(key.Student, student);
                }

                student.Placements.Add(placement);
            }

            start = end;
        }
    }
}
