using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// Puts the objects into the order of a batch: schools as they were sent; in each its courses, then student by student enrollments,
/// programs, course memberships and transcript, then the incidents. What refers to nothing that was sent is reported.
/// </summary>
internal sealed class RecordOrder
{
    private static readonly FieldBinding SchoolOfRecord = BindingOf(nameof(StudentRecord.SchoolOfRecord));
    private static readonly FieldBinding Resident = BindingOf(nameof(StudentRecord.ResidentStatus));
    private static readonly Utf8Value ChangeRecord = Utf8Value.Of(ResidentStatus.ChangeRecord.Code);

    private readonly ObjectDirectory _directory;
    private readonly ICollectionReport _report;
    private readonly int? _year;
    private readonly SchoolList _schools;
    private readonly Utf8Arena _arena = new();

    // By the number of a StudentPersonal.
    private readonly int[] _studentOf;
    private readonly Dictionary<UInt128, int> _schoolOfSection = [];
    private readonly HashSet<int> _changeRecords = [];

    // By student: the school and the entry date of the enrollment that tells it; school -1 where there is none.
    private readonly List<(int School, Utf8Value Entry)> _homes;
    private readonly Dictionary<(int School, int Student), int> _ranks;
    private readonly List<RecordPlace> _places;

    private RecordOrder(ObjectDirectory directory, int? year, ICollectionReport report)
    {
        _directory = directory;
        _report = report;
        _year = year;
        _places = new List<RecordPlace>(directory.Count(StudentSchoolEnrollmentShape.Shape, SectionInfoShape.Shape, StudentSectionEnrollmentShape.Shape, StudentParticipationShape.Shape, StudentAcademicRecordShape.Shape, DisciplineIncidentShape.Shape));
        _studentOf = new int[directory.Count(StudentPersonalShape.Shape)];
        _homes = new List<(int, Utf8Value)>(_studentOf.Length);
        _ranks = new Dictionary<(int, int), int>(directory.Count(StudentSchoolEnrollmentShape.Shape));
        _schools = new SchoolList(directory, report);
        Companions = new Companions(directory, report);
    }

    /// <summary>The schools, in the order of reading.</summary>
    public IReadOnlyList<School> Schools => _schools.Schools;

    /// <summary>The objects in the order of a batch.</summary>
    public IReadOnlyList<RecordPlace> Places => _places;

    /// <summary>What adds to the records of these objects.</summary>
    public Companions Companions { get; }

    /// <summary>Orders what a directory holds.</summary>
    /// <param name="directory">The objects.</param>
    /// <param name="year">The school year whose objects count, or <see langword="null"/> for all.</param>
    /// <param name="report">Takes what refers to nothing that was sent.</param>
    public static RecordOrder Of(ObjectDirectory directory, int? year, ICollectionReport report)
    {
        var order = new RecordOrder(directory, year, report);
        order.ReadStudents();
        order.ReadEnrollments();
        order.ReadCompanions();
        order.ReadRest();
        order.CountMemberships();
        order.Companions.Complete();
        order._places.Sort();
        return order;
    }

    /// <summary>The place of the first object of a school among all.</summary>
    public int FirstOf(int school)
    {
        var (low, high) = (0, _places.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _places[middle].School < school ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static FieldBinding BindingOf(string property) => SifMap.S1.Bindings.Single(binding => binding.Field == StudentRecord.Info.FindProperty(property));

    private void ReadStudents()
    {
        var numbers = new Dictionary<Utf8Value, int>(_studentOf.Length);
        foreach (var (_, item) in _directory.All(StudentPersonalShape.Shape))
        {
            // Objects with one local number are one student.
            var number = item[StudentPersonalShape.LocalId].Or(item.Id);
            if (!numbers.TryGetValue(number, out var student))
            {
                numbers.Add(_arena.Copy(number.Span), student = numbers.Count);
                _homes.Add((-1, default));
            }

            _studentOf[_directory.IndexOf(StudentPersonalShape.Shape, item.Id)] = student;
            if (Resident.ReadFrom(item) == ChangeRecord)
            {
                _changeRecords.Add(student);
            }
        }
    }

    private void ReadEnrollments()
    {
        foreach (var (place, item) in _directory.All(StudentSchoolEnrollmentShape.Shape))
        {
            var school = _schools.Find(item[StudentSchoolEnrollmentShape.SchoolInfoRefId]);
            var student = StudentOf(item[StudentSchoolEnrollmentShape.StudentPersonalRefId]);

            // Who left before this year has a record only to say how.
            var isChange = _changeRecords.Contains(student) && CollectionYear.Of(item) < _year;
            if (!isChange && IsOfOtherYear(item))
            {
                continue;
            }

            if (school < 0 || student < 0)
            {
                _report.Miss(item, school < 0 ? "SchoolInfo" : "StudentPersonal");
                continue;
            }

            // The school of record is that of the latest enrollment which is not a second one and has begun.
            var entry = item[StudentSchoolEnrollmentShape.EntryDate].Or(Utf8Value.Empty);
            var isHome = SchoolOfRecord.ReadFrom(item).Length == 0 && !CollectionYear.IsFuture(item);
            var home = _homes[student];
            if (home.School < 0 || (isHome && entry.CompareTo(home.Entry) >= 0))
            {
                _homes[student] = (school, isHome ? _arena.Copy(entry.Span) : Utf8Value.Empty);
            }

            _places.Add(new RecordPlace(school, Rank(school, student), KindOf(SifMap.S1), place));
            Companions.Attendance.AddEnrollment(item, place, school, student);
        }
    }

    private void ReadCompanions()
    {
        foreach (var (place, item) in _directory.All(CalendarSummaryShape.Shape, StudentAttendanceSummaryShape.Shape, StudentDemographicRecordShape.Shape, StudentGradeShape.Shape))
        {
            if (IsOfOtherYear(item))
            {
                continue;
            }

            if (item.Shape == CalendarSummaryShape.Shape)
            {
                _schools.AddCalendar(item, place);
            }
            else if (item.Shape == StudentAttendanceSummaryShape.Shape)
            {
                Companions.Attendance.AddSummary(item, place, _schools.Find(item[StudentAttendanceSummaryShape.SchoolInfoRefId]), StudentOf(item[StudentAttendanceSummaryShape.StudentPersonalRefId]));
            }
            else if (item.Shape == StudentDemographicRecordShape.Shape)
            {
                if (IsOfStudent(item, item[StudentDemographicRecordShape.SIFRefId]))
                {
                    Companions.AddDemographic(item[StudentDemographicRecordShape.SIFRefId], place);
                }
            }
            else if (IsOfStudent(item, item[StudentGradeShape.StudentPersonalRefId]))
            {
                if (_directory.PlaceOf(SectionInfoShape.Shape, item[StudentGradeShape.SectionInfoRefId]) < 0)
                {
                    _report.NotUse(item, "needs SectionInfo, which was not sent");
                }
                else
                {
                    Companions.AddGrade(item[StudentGradeShape.StudentPersonalRefId], item[StudentGradeShape.SectionInfoRefId], place);
                }
            }
        }
    }

    private void ReadRest()
    {
        foreach (var (place, item) in _directory.All(SectionInfoShape.Shape, StudentSectionEnrollmentShape.Shape, StudentParticipationShape.Shape, StudentAcademicRecordShape.Shape, DisciplineIncidentShape.Shape))
        {
            if (IsOfOtherYear(item))
            {
                continue;
            }

            if (item.Shape == SectionInfoShape.Shape)
            {
                Add(item, place, SchoolOfSection(item.Id), RecordPlace.BeforeStudents, SifMap.AC, "SchoolCourseInfo or SchoolInfo");
            }
            else if (item.Shape == StudentSectionEnrollmentShape.Shape)
            {
                Companions.AddMembership(item);
                AddStudent(item, place, item[StudentSectionEnrollmentShape.StudentPersonalRefId], SchoolOfSection(item[StudentSectionEnrollmentShape.SectionInfoRefId]), SifMap.AM, "SectionInfo");
            }
            else if (item.Shape == StudentParticipationShape.Shape)
            {
                ReadParticipation(item, place);
            }
            else if (item.Shape == StudentAcademicRecordShape.Shape)
            {
                var student = item[StudentAcademicRecordShape.SIFRefId];
                AddStudent(item, place, student, _schools.OfTranscript(item, HomeOf(StudentOf(student))), SifMap.ST, "SchoolInfo");
            }
            else
            {
                ReadIncident(item, place);
            }
        }
    }

    /// <summary>Who is in a section once: few enrollments make that matter, and for most batches none does.</summary>
    private void CountMemberships()
    {
        foreach (var (_, item) in Companions.CountsMemberships ? _directory.All(StudentSectionEnrollmentShape.Shape) : [])
        {
            if (!IsOfOtherYearThan(item, _year))
            {
                Companions.CountMembership(item);
            }
        }
    }

    private void ReadParticipation(DocumentObject item, long place)
    {
        if (item[StudentParticipationShape.ProgramTypeCode] is not { IsNone: false } type)
        {
            _report.Lack(item, "ProgramType");
            return;
        }

        if (SifMap.Records.FirstOrDefault(map => map.TypeCode == type) is not { } map)
        {
            _report.LeftOut.Add("StudentParticipation of another program");
            return;
        }

        var student = item[StudentParticipationShape.StudentPersonalRefId];
        var school = _schools.Find(item[StudentParticipationShape.ManagingSchool], HomeOf(StudentOf(student)), item, "ManagingSchool");
        AddStudent(item, place, student, school, map, "SchoolInfo");
    }

    private void ReadIncident(DocumentObject item, long place)
    {
        var home = -1;
        var unknown = new HashSet<UInt128>();
        foreach (var part in item.PartSpan)
        {
            if (IncidentPersons.StudentIn(part) is not { IsNone: false } id)
            {
                if (!IncidentPersons.IsParticipant(part))
                {
                    _report.LeftOut.Add($"{item.Shape.Name}/{part.Shape.Name} without a student");
                }
            }
            else if (StudentOf(id) is >= 0 and var student)
            {
                home = home < 0 ? HomeOf(student) : home;
            }
            else if (unknown.Add(RefId.Parse(id)))
            {
                _report.Miss(item, $"StudentPersonal {PrintableText.Of(id.ToString())}", part);
            }
        }

        // A district may report what no school does.
        var agency = item[DisciplineIncidentShape.AgencyReporting];
        var isDistrict = _directory.PlaceOf(LEAInfoShape.Shape, agency) >= 0;
        Add(item, place, isDistrict ? home : _schools.Find(agency, home, item, "AgencyReporting"), RecordPlace.AfterStudents, SifMap.I1, "SchoolInfo");
    }

    private void AddStudent(DocumentObject item, long place, Utf8Value studentId, int school, RecordMap map, string needed)
    {
        var student = StudentOf(studentId);
        Add(item, place, student < 0 ? -1 : school, school < 0 || student < 0 ? 0 : Rank(school, student), map, student < 0 ? "StudentPersonal" : needed);
    }

    private void Add(DocumentObject item, long place, int school, int student, RecordMap map, string needed)
    {
        if (school < 0)
        {
            _report.Miss(item, needed);
            return;
        }

        _places.Add(new RecordPlace(school, student, KindOf(map), place));
    }

    /// <summary>The place of a record type in the batch.</summary>
    private static byte KindOf(RecordMap map)
    {
        for (byte i = 0; ; i++)
        {
            if (SifMap.Records[i] == map)
            {
                return i;
            }
        }
    }

    private bool IsOfOtherYear(DocumentObject item)
    {
        var isOther = IsOfOtherYearThan(item, _year);
        if (isOther)
        {
            _report.LeftOut.Add(item.Shape.Name + " of another school year");
        }

        return isOther;
    }

    private static bool IsOfOtherYearThan(DocumentObject item, int? own) => own is not null && CollectionYear.Of(item) is { } year && year != own;

    private bool IsOfStudent(DocumentObject item, Utf8Value student)
    {
        var isKnown = StudentOf(student) >= 0;
        if (!isKnown)
        {
            _report.NotUse(item, "needs StudentPersonal, which was not sent");
        }

        return isKnown;
    }

    /// <summary>The school of a section, through its course, or -1.</summary>
    private int SchoolOfSection(Utf8Value id)
    {
        if (id.IsNone)
        {
            return -1;
        }

        var key = RefId.Parse(id);
        if (!_schoolOfSection.TryGetValue(key, out var school))
        {
            var section = _directory.Find(SectionInfoShape.Shape, id);
            var course = section is null ? null : _directory.Find(SchoolCourseInfoShape.Shape, section[SectionInfoShape.SchoolCourseInfoRefId]);
            _schoolOfSection[key] = school = _schools.Find(course?[SchoolCourseInfoShape.SchoolInfoRefId] ?? default);
        }

        return school;
    }

    /// <summary>The student's number within the school: by the first enrollment there, else by the first record.</summary>
    private int Rank(int school, int student)
    {
        if (!_ranks.TryGetValue((school, student), out var rank))
        {
            _ranks[(school, student)] = rank = _ranks.Count;
        }

        return rank;
    }

    private int StudentOf(Utf8Value id) => _directory.IndexOf(StudentPersonalShape.Shape, id) is >= 0 and var index ? _studentOf[index] : -1;

    private int HomeOf(int student) => student >= 0 ? _homes[student].School : -1;
}
