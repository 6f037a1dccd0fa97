namespace Utrex.Sdk.Reference;

/// <summary>
/// The state's registers as a folder of CSV files, each optional: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv,
/// REF_STAFF_ID.csv, REF_SSID.csv. An LEA is looked up among the schools where REF_LEA.csv is absent.
/// </summary>
public sealed class ReferenceFolder : IReferenceData
{
    private readonly Dictionary<string, LeaReference>? _leas;
    private readonly ILookup<string, SchoolReference>? _schools;
    private readonly ILookup<string, CourseReference>? _courses;
    private readonly Dictionary<string, StaffReference>? _staff;
    private readonly Dictionary<string, StudentReference>? _students;

    private ReferenceFolder(string folder)
    {
        if (Find(folder, "REF_SCHOOL_LEA.csv") is { } schools)
        {
            var rows = ReferenceFile.Read(schools, row => (School: ReadSchool(row), IsActive: row.Flag("ACTIVE_FLAG"))).ToList();
            _schools = rows.ToLookup(row => row.School.Number, row => row.School, StringComparer.Ordinal);
            _leas = ByKey(rows.Where(row => row.School.Lea is not null).Select(row => new LeaReference(row.School.Lea!, row.IsActive)), lea => lea.Number, lea => lea.IsActive);
        }

        if (Find(folder, "REF_LEA.csv") is { } leas)
        {
            _leas = ByKey(ReferenceFile.Read(leas, row => new LeaReference(row.Key("LEA_NUMBER"), row.Flag("ACTIVE_FLAG"))), lea => lea.Number, lea => lea.IsActive);
        }

        if (Find(folder, "REF_COURSE_CODE.csv") is { } courses)
        {
            _courses = ReferenceFile.Read(courses, ReadCourse).ToLookup(course => course.CoreCode, StringComparer.Ordinal);
        }

        if (Find(folder, "REF_STAFF_ID.csv") is { } staff)
        {
            _staff = ByKey(ReferenceFile.Read(staff, row => new StaffReference(row.Key("PERSON_ID"), row.Flag("ACTIVE_FLAG"))), person => person.PersonId, person => person.IsActive);
        }

        if (Find(folder, "REF_SSID.csv") is { } students)
        {
            _students = ByKey(ReferenceFile.Read(students, ReadStudent), student => student.Ssid, student => student.IsActive);
        }
    }

    /// <summary>Reads the files of a folder.</summary>
    /// <exception cref="ReferenceDataException">A file is not what it should be; the message says where and why.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ReferenceFolder Open(string folder) => new(folder);

    /// <inheritdoc/>
    public bool Has(ReferenceRegister register) => register switch
    {
        ReferenceRegister.Leas => _leas is not null,
        ReferenceRegister.Schools => _schools is not null,
        ReferenceRegister.Courses => _courses is not null,
        ReferenceRegister.Staff => _staff is not null,
        _ => _students is not null,
    };

    /// <inheritdoc/>
    public LeaReference? FindLea(string number) => _leas?.GetValueOrDefault(number);

    /// <inheritdoc/>
    public IReadOnlyList<SchoolReference> FindSchools(string number) => _schools is null ? [] : [.. _schools[number]];

    /// <inheritdoc/>
    public IReadOnlyList<CourseReference> FindCourses(string coreCode) => _courses is null ? [] : [.. _courses[coreCode]];

    /// <inheritdoc/>
    public StaffReference? FindStaff(string personId) => _staff?.GetValueOrDefault(personId);

    /// <inheritdoc/>
    public StudentReference? FindStudent(string ssid) => _students?.GetValueOrDefault(ssid);

    private static string? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }

    private static SchoolReference ReadSchool(ReferenceFile row) => new()
    {
        Number = row.Key("SCHOOL_NUMBER"),
        Lea = row.Text("LEA_NUMBER"),
        SchoolYear = row.Year("SCHOOL_YEAR"),
        LowGrade = row.Text("GRADE_LOW"),
        HighGrade = row.Text("GRADE_HIGH"),
        IsClosed = row.Flag("CLOSED_FLAG"),
        Closed = row.Day("DATE_CLOSED"),
        Type = row.Text("SCHOOL_TYPE"),
        IsCompetencyBased = row.Flag("CBE_FLAG"),
        IsInternationalBaccalaureate = row.Flag("IBE_FLAG"),
    };

    private static CourseReference ReadCourse(ReferenceFile row) => new()
    {
        CoreCode = row.Key("CORE_CODE"),
        IsActive = row.Flag("ACTIVE_FLAG"),
        ValidFor = row.Text("VALID_FOR"),
        EffectiveYear = row.Year("EFFECTIVE_YEAR"),
        RetireYear = row.Year("RETIRE_YEAR"),
    };

    private static StudentReference ReadStudent(ReferenceFile row) => new()
    {
        Ssid = row.Key("SSID"),
        IsActive = row.Flag("ACTIVE_FLAG"),
        LastName = row.Text("LAST_NAME"),
        FirstName = row.Text("FIRST_NAME"),
        BirthDate = row.Day("BIRTH_DATE"),
        CohortYear = row.Year("COHORT_YEAR"),
        Lea = row.Text("LEA_NUMBER"),
    };

    /// <summary>The rows by their key; of several rows with one key, an active one.</summary>
    private static Dictionary<string, T> ByKey<T>(IEnumerable<T> rows, Func<T, string> key, Func<T, bool> isActive)
    {
        var byKey = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!byKey.TryAdd(key(row), row) && isActive(row))
            {
                byKey[key(row)] = row;
            }
        }

        return byKey;
    }
}
