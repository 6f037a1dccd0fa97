using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Index;

/// <summary>
/// What rules across records know of a batch: small structs by record type, and the joins between them, which are numbers in arrays. It holds
/// no line, and no object for a record, a student or a course.
/// </summary>
internal sealed class BatchIndex
{
    private const int CreditDigits = 1;
    private const int CreditSumDigits = 3;
    private const int CreditDecimals = 3;
    private const int DisciplineDigits = 3;
    private const int DisciplineDecimals = 1;

    private readonly Dictionary<TextId, int> _schools = [];
    private TextTable _students;
    private CourseClasses _classes = CourseClasses.None;
    private readonly Lazy<TranscriptJoin> _transcriptJoin;
    private int[] _membershipPlacements = [];

    /// <summary>An empty index.</summary>
    public BatchIndex(SubmissionContext context, IReferenceData reference)
    {
        Context = context;
        Reference = reference;
        No = Texts.Add(YesNo.No.Utf8Code);
        _students = new TextTable(Texts);
        _transcriptJoin = new(() => new TranscriptJoin(this));
    }

    public TextPool Texts { get; } = new();

    public SubmissionContext Context { get; }

    public IReferenceData Reference { get; }

    /// <summary>The text of a no, whatever the batch says.</summary>
    public TextId No { get; }

    /// <summary>The latest date of the district records.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>The day of the submission, which decides what rules were: the as-of date, or today where there is none.</summary>
    public DateOnly Day => AsOf ?? Context.Today;

    public Rows<District> Districts { get; } = new();

    public Rows<School> Schools { get; } = new();

    /// <summary>The student records, after <see cref="Complete"/> by student, school, entry date and line.</summary>
    public Rows<Enrollment> Enrollments { get; } = new();

    /// <summary>The student records that only change an earlier year's.</summary>
    public Rows<Enrollment> Changes { get; } = new();

    /// <summary>What the student records say of test sessions.</summary>
    public Rows<Sessions> Sessions { get; } = new();

    public Rows<Scram> Scrams { get; } = new();

    public Rows<YouthInCare> YouthInCare { get; } = new();

    /// <summary>The students with a Section 504 record (S4).</summary>
    public Rows<TextId> Section504Students { get; } = new();

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
    public ServiceTable<Scram> ScramTable { get; private set; } = ServiceTable<Scram>.None;

    /// <summary>The YIC records in order, once all have been read.</summary>
    public ServiceTable<YouthInCare> CareTable { get; private set; } = ServiceTable<YouthInCare>.None;

    /// <summary>The classes that courses and memberships are of.</summary>
    public CourseClasses Classes => _classes;

    /// <summary>The courses and grades of transcripts, joined for the family that asks first.</summary>
    public TranscriptJoin TranscriptJoin => _transcriptJoin.Value;

    /// <summary>The students of the LEA who have an enrolment, each once: the student list (SL).</summary>
    public StudentRange Students => new(this);

    /// <summary>The students by school.</summary>
    public PlacementRange Placements => new(this, 0, PlacementRows.Length);

    /// <summary>What is known of each of <see cref="Students"/>.</summary>
    public StudentRow[] StudentRows { get; private set; } = [];

    /// <summary>What is known of each of <see cref="Placements"/>.</summary>
    public PlacementRow[] PlacementRows { get; private set; } = [];

    /// <summary>Joins the records, once all have been read.</summary>
    public void Complete()
    {
        for (var i = 0; i < Schools.Count; i++)
        {
            _schools.TryAdd(Schools[i].Key.School, i);
        }

        ScramTable = new ServiceTable<Scram>(Scrams, Texts);
        CareTable = new ServiceTable<YouthInCare>(YouthInCare, Texts);
        ArrangeEnrollments();
        PlaceStudents();
        _classes = new CourseClasses(Courses, Memberships);
        PlaceMemberships();
    }

    /// <summary>The school record of a number, or <see langword="null"/>.</summary>
    public School? FindSchool(TextId number) => _schools.TryGetValue(number, out var i) ? Schools[i] : null;

    /// <summary>The student's time in a school, or <see langword="null"/>.</summary>
    public Placement? FindPlacement(in RecordKey key)
    {
        if (key.Student.IsBlank || _students.Find(key.Student) is not { } student)
        {
            return null;
        }

        // Those of a student stand by school.
        var low = StudentRows[student].FirstPlacement;
        var end = low + StudentRows[student].PlacementCount;
        var high = end;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = PlacementRows[middle].School.Number < key.School.Number ? (middle + 1, high) : (low, middle);
        }

        return low < end && PlacementRows[low].School == key.School ? new Placement(this, low) : null;
    }

    /// <summary>The entry of the student list, or <see langword="null"/>.</summary>
    public Student? FindStudent(TextId number) => !number.IsBlank && _students.Find(number) is { } place ? new Student(this, place) : null;

    /// <summary>The student's time in the school of a course membership, or <see langword="null"/>.</summary>
    public Placement? FindPlacement(int membership) => _membershipPlacements[membership] is >= 0 and var number ? new Placement(this, number) : null;

    /// <summary>Whether the school year has ended in a school.</summary>
    public bool IsYearEnd(TextId school) => FindSchool(school) is { LastDay: { } last } && AsOf >= last;

    /// <summary>A number of days, to be summed up; a blank or a code is none, and what cannot be read makes the sum unknown.</summary>
    public DaySum Days(TextId text) => DaySum.Of(Scalars.Integer(Texts[text]));

    /// <summary>The membership of a student record; that of a private or home school is none.</summary>
    public DaySum Membership(in Enrollment enrollment) => enrollment.MembershipCode.IsBlank ? Days(enrollment.Membership) : default;

    /// <summary>The number of credits that a text spells.</summary>
    public FieldValue<decimal> Credits(TextId text) => Scalars.Decimal(Texts[text], CreditDigits, CreditDecimals);

    /// <summary>The sum of credits that a text spells.</summary>
    public FieldValue<decimal> CreditSum(TextId text) => Scalars.Decimal(Texts[text], CreditSumDigits, CreditDecimals);

    /// <summary>The days of discipline that a text spells, in tenths.</summary>
    public FieldValue<decimal> DisciplineDays(TextId text) => Scalars.Decimal(Texts[text], DisciplineDigits, DisciplineDecimals);

    /// <summary>The day that a text spells.</summary>
    public FieldValue<DateOnly> Date(TextId text) => Scalars.Date(Texts[text]);

    private void ArrangeEnrollments()
    {
        using var groups = new StudentGroups<Enrollment>(Enrollments, Texts);
        var order = new EnrollmentOrder(Enrollments);
        groups.Blank.Sort(order);
        for (var student = default(TextId); groups.TryNext(ref student, out var records);)
        {
            if (records.Length > 1)
            {
                records.Sort(order);
            }
        }

        Enrollments.Arrange(groups.All);
    }

    /// <summary>The enrolments stand by student and school: a run of them is a placement, a run of these a student.</summary>
    private void PlaceStudents()
    {
        var (placements, students) = CountRuns();
        PlacementRows = new PlacementRow[placements];
        StudentRows = new StudentRow[students];
        _students = new TextTable(Texts);
        var (placement, student) = (-1, -1);
        var last = default(RecordKey);
        for (var i = 0; i < Enrollments.Count; i++)
        {
            ref readonly var enrollment = ref Enrollments[i];
            if (enrollment.Key.Student.IsBlank)
            {
                continue;
            }

            if (enrollment.Key.Student != last.Student)
            {
                StudentRows[++student] = new StudentRow { FirstPlacement = placement + 1, First = i, Latest = -1 };
                _students.TryAdd(enrollment.Key.Student, student);
            }

            if (enrollment.Key.Placement != last.Placement)
            {
                PlacementRows[++placement] = new PlacementRow { School = enrollment.Key.School, Start = i };
                StudentRows[student].PlacementCount++;
            }

            last = enrollment.Key;
            PlacementRows[placement].End = i + 1;
            PlacementRows[placement].Add(enrollment, Membership(enrollment));
            StudentRows[student].First = last.Line < Enrollments[StudentRows[student].First].Key.Line ? i : StudentRows[student].First;
        }

        foreach (ref var row in StudentRows.AsSpan())
        {
            SumUp(ref row);
        }
    }

    private (int Placements, int Students) CountRuns()
    {
        var (placements, students) = (0, 0);
        var last = default(RecordKey);
        foreach (ref readonly var enrollment in Enrollments)
        {
            if (!enrollment.Key.Student.IsBlank)
            {
                students += enrollment.Key.Student != last.Student ? 1 : 0;
                placements += enrollment.Key.Placement != last.Placement ? 1 : 0;
                last = enrollment.Key;
            }
        }

        return (placements, students);
    }

    /// <summary>Sums up the schools of a student.</summary>
    private void SumUp(ref StudentRow student)
    {
        for (var number = student.FirstPlacement; number < student.FirstPlacement + student.PlacementCount; number++)
        {
            ref var row = ref PlacementRows[number];
            var placement = new Placement(this, number);
            foreach (ref readonly var scram in placement.Scrams)
            {
                row.Add(scram, Days(scram.Membership), placement);
            }

            foreach (ref readonly var care in placement.Care)
            {
                row.Add(care, Days(care.Membership));
            }

            student.IsOpen |= row.IsOpen;
            student.FirstEntry = row.FirstEntry < student.FirstEntry || student.FirstEntry is null ? row.FirstEntry : student.FirstEntry;
            student.HasCompletion |= row.HasCompletion;
            if (student.Latest < 0 || IsLater(Enrollments[row.End - 1], Enrollments[student.Latest]))
            {
                student.Latest = row.End - 1;
            }
        }
    }

    private static bool IsLater(in Enrollment enrollment, in Enrollment other)
    {
        var order = enrollment.Entry.GetValueOrDefault().CompareTo(other.Entry.GetValueOrDefault());
        return order > 0 || (order == 0 && enrollment.Key.Line > other.Key.Line);
    }

    private void PlaceMemberships()
    {
        _membershipPlacements = new int[Memberships.Count];
        var key = default((TextId, TextId));
        var placement = -1;
        for (var i = 0; i < _membershipPlacements.Length; i++)
        {
            // A student's memberships mostly stand together.
            ref readonly var membership = ref Memberships[i];
            if (i == 0 || membership.Key.Placement != key)
            {
                key = membership.Key.Placement;
                placement = FindPlacement(membership.Key)?.Number ?? -1;
                if (!membership.Key.Student.IsBlank && _students.Find(membership.Key.Student) is { } student)
                {
                    StudentRows[student].HasMemberships = true;
                }
            }

            _membershipPlacements[i] = placement;
        }
    }
}
