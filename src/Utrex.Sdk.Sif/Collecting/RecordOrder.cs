using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>
/// Puts the objects into the order of a batch: schools as they were sent; in each its courses, then student by student enrollments,
/// programs, course memberships and transcript, then the incidents.
/// </summary>
internal sealed class RecordOrder
{
    private const byte MembershipKind = 10;
    private const byte TranscriptKind = 11;

    private static readonly SifBinding SchoolOfRecord = SifMap.S1.Bindings.Single(binding => binding.Field == StudentRecord.Info.FindProperty(nameof(StudentRecord.SchoolOfRecord)));

    private readonly ObjectDirectory _directory;
    private readonly Action<SifObject, string> _missing;
    private readonly List<School> _schools = [];
    private readonly Dictionary<UInt128, int> _schoolOf = [];
    private readonly Dictionary<UInt128, int> _studentOf = [];
    private readonly Dictionary<UInt128, int> _schoolOfSection = [];
    private readonly Dictionary<int, (int School, string Entry)> _homes = [];
    private readonly Dictionary<(int School, int Student), int> _ranks = [];
    private readonly List<RecordPlace> _places = [];

    private RecordOrder(ObjectDirectory directory, Action<SifObject, string> missing)
    {
        _directory = directory;
        _missing = missing;
    }

    /// <summary>The schools, in the order of reading.</summary>
    public IReadOnlyList<School> Schools => _schools;

    /// <summary>The objects in the order of a batch.</summary>
    public IReadOnlyList<RecordPlace> Places => _places;

    /// <summary>Orders what a directory holds.</summary>
    /// <param name="directory">The objects.</param>
    /// <param name="missing">Takes an object and the name of what it refers to and was not sent.</param>
    public static RecordOrder Of(ObjectDirectory directory, Action<SifObject, string> missing)
    {
        var order = new RecordOrder(directory, missing);
        order.ReadSchools();
        order.ReadEnrollments();
        order.ReadRest();
        order._places.Sort();
        return order;
    }

    /// <summary>The school of a section, through its course, or -1.</summary>
    public int SchoolOfSection(string? id)
    {
        if (id is null)
        {
            return -1;
        }

        var key = RefId.Parse(id);
        if (!_schoolOfSection.TryGetValue(key, out var school))
        {
            var section = _directory.Find(SectionInfoShape.Shape, id);
            var course = section is null ? null : _directory.Find(SchoolCourseInfoShape.Shape, section[SectionInfoShape.SchoolCourseInfoRefId]);
            _schoolOfSection[key] = school = SchoolOf(course?[SchoolCourseInfoShape.SchoolInfoRefId]);
        }

        return school;
    }

    private void ReadSchools()
    {
        var byNumber = new Dictionary<(string Lea, string Number), int>();
        var leas = new List<SifObject>();
        var schools = new List<(long Place, SifObject Item)>();
        var students = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, item) in _directory.All(LEAInfoShape.Shape, SchoolInfoShape.Shape, StudentPersonalShape.Shape))
        {
            if (item.Shape == LEAInfoShape.Shape)
            {
                leas.Add(item);
            }
            else if (item.Shape == SchoolInfoShape.Shape)
            {
                schools.Add((place, item));
            }
            else if (item.Shape == StudentPersonalShape.Shape && item[StudentPersonalShape.RefId] is { } id)
            {
                // Objects with one local number are one student.
                var number = item[StudentPersonalShape.LocalId] ?? id;
                students.TryAdd(number, students.Count);
                _studentOf[RefId.Parse(id)] = students[number];
            }
        }

        foreach (var (place, item) in schools)
        {
            // A school that names no LEA belongs to the only one.
            var lea = _directory.Find(LEAInfoShape.Shape, item[SchoolInfoShape.LEAInfoRefId]) ?? (leas.Count == 1 ? leas[0] : null);
            if (lea is null || item[SchoolInfoShape.RefId] is not { } id)
            {
                _missing(item, "LEAInfo");
                continue;
            }

            var key = (lea[LEAInfoShape.StateProvinceId] ?? "", item[SchoolInfoShape.StateProvinceId] ?? id);
            if (!byNumber.TryGetValue(key, out var number))
            {
                byNumber[key] = number = _schools.Count;
                _schools.Add(new School(key.Item1, key.Item2, lea[LEAInfoShape.RefId], place, RefId.Parse(id)));
            }

            _schoolOf[RefId.Parse(id)] = number;
        }
    }

    private void ReadEnrollments()
    {
        foreach (var (place, item) in _directory.All(StudentSchoolEnrollmentShape.Shape))
        {
            var school = SchoolOf(item[StudentSchoolEnrollmentShape.SchoolInfoRefId]);
            var student = StudentOf(item[StudentSchoolEnrollmentShape.StudentPersonalRefId]);
            if (school < 0 || student < 0)
            {
                _missing(item, school < 0 ? "SchoolInfo" : "StudentPersonal");
                continue;
            }

            // The school of record is that of the latest enrollment which is not a second one.
            var entry = item[StudentSchoolEnrollmentShape.EntryDate] ?? "";
            var isHome = SchoolOfRecord.ReadFrom(item).Length == 0;
            if (!_homes.TryGetValue(student, out var home) || (isHome && string.CompareOrdinal(entry, home.Entry) >= 0))
            {
                _homes[student] = (school, isHome ? entry : "");
            }

            _places.Add(new RecordPlace(school, Rank(school, student), 0, place));
        }
    }

    private void ReadRest()
    {
        foreach (var (place, item) in _directory.All(SectionInfoShape.Shape, StudentSectionEnrollmentShape.Shape, StudentParticipationShape.Shape, StudentAcademicRecordShape.Shape, DisciplineIncidentShape.Shape))
        {
            if (item.Shape == SectionInfoShape.Shape)
            {
                Add(item, place, SchoolOfSection(item[SectionInfoShape.RefId]), RecordPlace.BeforeStudents, kind: 0, "SchoolCourseInfo or SchoolInfo");
            }
            else if (item.Shape == StudentSectionEnrollmentShape.Shape)
            {
                AddStudent(item, place, item[StudentSectionEnrollmentShape.StudentPersonalRefId], SchoolOfSection(item[StudentSectionEnrollmentShape.SectionInfoRefId]), MembershipKind, "SectionInfo");
            }
            else if (item.Shape == StudentParticipationShape.Shape)
            {
                ReadParticipation(item, place);
            }
            else if (item.Shape == StudentAcademicRecordShape.Shape)
            {
                var student = item[StudentAcademicRecordShape.SIFRefId];
                AddStudent(item, place, student, SchoolOfTranscript(item, student), TranscriptKind, "SchoolInfo");
            }
            else if (item.Shape == DisciplineIncidentShape.Shape)
            {
                var school = SchoolOf(item[DisciplineIncidentShape.AgencyReporting]);
                Add(item, place, school >= 0 ? school : item.Parts.Select(part => HomeOf(StudentOf(StudentIn(part)))).FirstOrDefault(home => home >= 0, -1), RecordPlace.AfterStudents, kind: 0, "SchoolInfo");
            }
        }
    }

    private void ReadParticipation(SifObject item, long place)
    {
        var type = item[StudentParticipationShape.ProgramTypeCode];
        for (var i = 0; i < SifMap.Records.Count; i++)
        {
            if (type is not null && string.Equals(SifMap.Records[i].ProgramType, type, StringComparison.Ordinal))
            {
                var student = item[StudentParticipationShape.StudentPersonalRefId];
                var school = SchoolOf(item[StudentParticipationShape.ManagingSchool]);
                AddStudent(item, place, student, school >= 0 ? school : HomeOf(StudentOf(student)), (byte)(i + 1), "SchoolInfo");
                return;
            }
        }

        _missing(item, $"a program that is reported (its ProgramType is '{type}')");
    }

    private int SchoolOfTranscript(SifObject item, string? student)
    {
        var home = HomeOf(StudentOf(student));
        foreach (var part in item.PartsOf(StudentAcademicRecordSchoolAttendedShape.Shape))
        {
            var number = part[StudentAcademicRecordSchoolAttendedShape.SchoolInfoDataStateProvinceId];
            for (var i = 0; number is not null && i < _schools.Count; i++)
            {
                if (string.Equals(_schools[i].Number, number, StringComparison.Ordinal) && (home < 0 || string.Equals(_schools[home].Lea, _schools[i].Lea, StringComparison.Ordinal)))
                {
                    return i;
                }
            }
        }

        return home;
    }

    private void AddStudent(SifObject item, long place, string? studentId, int school, byte kind, string needed)
    {
        var student = StudentOf(studentId);
        Add(item, place, student < 0 ? -1 : school, school < 0 ? 0 : Rank(school, student), kind, student < 0 ? "StudentPersonal" : needed);
    }

    private void Add(SifObject item, long place, int school, int student, byte kind, string needed)
    {
        if (school < 0)
        {
            _missing(item, needed);
            return;
        }

        _places.Add(new RecordPlace(school, student, kind, place));
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

    private int SchoolOf(string? id) => id is not null && _schoolOf.TryGetValue(RefId.Parse(id), out var school) ? school : -1;

    private int StudentOf(string? id) => id is not null && _studentOf.TryGetValue(RefId.Parse(id), out var student) ? student : -1;

    private int HomeOf(int student) => student >= 0 && _homes.TryGetValue(student, out var home) ? home.School : -1;

    private static string? StudentIn(SifObject part) =>
        part.Shape == DisciplineIncidentStudentParticipantShape.Shape ? part[DisciplineIncidentStudentParticipantShape.StudentPersonalRefId] : part[part.Shape.Slots.IndexOf("SIF_RefId")];
}
