namespace Utrex.Sdk.Utah;

/// <summary>
/// The state's registers as a folder of CSV files, each optional: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv,
/// REF_STAFF_ID.csv, REF_SSID.csv. An LEA is looked up among the schools where REF_LEA.csv is absent.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ReferenceFolder : IReferenceData
{
    private readonly Dictionary<string, LeaReference>? _leas;
    private readonly Dictionary<string, SchoolReference[]>? _schools;
    private readonly Dictionary<string, CourseReference[]>? _courses;
    private readonly Dictionary<string, StaffReference>? _staff;
    private readonly Dictionary<string, StudentReference[]>? _students;

    private ReferenceFolder(string folder, CancellationToken cancellationToken)
    {
        if (Find(folder, "REF_SCHOOL_LEA.csv") is { } schools)
        {
            var rows = ReferenceFile.Read(schools, ReadSchool, cancellationToken).ToList();
            _schools = Grouped(rows, school => school.Number);
            _leas = ByKey(rows.Where(school => school.Lea is not null).Select(school => new LeaReference(school.Lea!, school.IsActive)), lea => lea.Number, lea => lea.IsActive);
        }

        if (Find(folder, "REF_LEA.csv") is { } leas)
        {
            _leas = ByKey(ReferenceFile.Read(leas, row => new LeaReference(row.Key("LEA_NUMBER"), row.Flag("ACTIVE_FLAG")), cancellationToken), lea => lea.Number, lea => lea.IsActive);
        }

        if (Find(folder, "REF_COURSE_CODE.csv") is { } courses)
        {
            _courses = Grouped(ReferenceFile.Read(courses, ReadCourse, cancellationToken), course => course.CoreCode);
        }

        if (Find(folder, "REF_STAFF_ID.csv") is { } staff)
        {
            _staff = ByKey(ReferenceFile.Read(staff, row => new StaffReference(row.Key("PERSON_ID"), row.Flag("ACTIVE_FLAG")), cancellationToken), person => person.PersonId, person => person.IsActive);
        }

        if (Find(folder, "REF_SSID.csv") is { } students)
        {
            _students = Grouped(ReferenceFile.Read(students, ReadStudent, cancellationToken), student => student.Ssid);
        }
    }

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading at the next row.</param>
    /// <exception cref="ReferenceDataException">A file is not what it should be; the message says where and why.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is no such folder.</exception>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public static ReferenceFolder Open(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Directory.Exists(folder)
            ? new ReferenceFolder(folder, cancellationToken)
            : throw new DirectoryNotFoundException($"There is no folder {PrintableText.Of(folder, int.MaxValue)}.");
    }

    /// <inheritdoc/>
    public bool Has(ReferenceRegister register) => register switch
    {
        ReferenceRegister.Leas => _leas is not null,
        ReferenceRegister.Schools => _schools is not null,
        ReferenceRegister.Courses => _courses is not null,
        ReferenceRegister.Staff => _staff is not null,
        ReferenceRegister.Students => _students is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(register), register, "The state has no such register."),
    };

    /// <inheritdoc/>
    public LeaReference? FindLea(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return _leas?.GetValueOrDefault(number);
    }

    /// <inheritdoc/>
    public IReadOnlyList<SchoolReference> FindSchools(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return _schools?.GetValueOrDefault(number) ?? [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<CourseReference> FindCourses(string coreCode)
    {
        ArgumentNullException.ThrowIfNull(coreCode);
        return _courses?.GetValueOrDefault(coreCode) ?? [];
    }

    /// <inheritdoc/>
    public StaffReference? FindStaff(string personId)
    {
        ArgumentNullException.ThrowIfNull(personId);
        return _staff?.GetValueOrDefault(personId);
    }

    /// <inheritdoc/>
    public IReadOnlyList<StudentReference> FindStudents(string ssid)
    {
        ArgumentNullException.ThrowIfNull(ssid);
        return _students?.GetValueOrDefault(ssid) ?? [];
    }

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
        IsActive = row.Flag("ACTIVE_FLAG"),
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

    private static Dictionary<string, T[]> Grouped<T>(IEnumerable<T> rows, Func<T, string> key) =>
        rows.GroupBy(key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

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
