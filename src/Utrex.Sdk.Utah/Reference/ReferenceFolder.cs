using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah;

/// <summary>
/// The state's registers as a folder of CSV files, each optional: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv,
/// REF_STAFF_ID.csv, REF_SSID.csv. An LEA is looked up among the schools where REF_LEA.csv is absent.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ReferenceFolder : IReferenceData
{
    private readonly TextPool _texts = new();
    private readonly RegisterTable<LeaRow>? _leas;
    private readonly RegisterTable<SchoolRow>? _schools;
    private readonly RegisterTable<CourseRow>? _courses;
    private readonly RegisterTable<StaffRow>? _staff;
    private readonly RegisterTable<StudentEntry>? _students;

    private ReferenceFolder(string folder, CancellationToken cancellationToken)
    {
        if (Find(folder, "REF_SCHOOL_LEA.csv") is { } schools)
        {
            (_schools, _leas) = ReadSchools(schools, cancellationToken);
        }

        if (Find(folder, "REF_LEA.csv") is { } leas)
        {
            _leas = ReadLeas(leas, cancellationToken);
        }

        if (Find(folder, "REF_COURSE_CODE.csv") is { } courses)
        {
            _courses = ReadCourses(courses, cancellationToken);
        }

        if (Find(folder, "REF_STAFF_ID.csv") is { } staff)
        {
            _staff = ReadStaff(staff, cancellationToken);
        }

        if (Find(folder, "REF_SSID.csv") is { } students)
        {
            _students = ReadStudents(students, cancellationToken);
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
        return _leas?.Of(Find(number), row => row.IsActive) is { Length: > 0 } rows ? new LeaReference(number, Array.Exists(rows, isActive => isActive)) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SchoolReference> FindSchools(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return _schools?.Of(Find(number), row => new SchoolReference
        {
            Number = number,
            Lea = _texts.ToText(row.Lea),
            SchoolYear = row.SchoolYear,
            LowGrade = _texts.ToText(row.LowGrade),
            HighGrade = _texts.ToText(row.HighGrade),
            IsActive = row.IsActive,
            IsClosed = row.IsClosed,
            Closed = row.Closed,
            Type = _texts.ToText(row.Type),
            IsCompetencyBased = row.IsCompetencyBased,
            IsInternationalBaccalaureate = row.IsInternationalBaccalaureate,
        }) ?? [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<CourseReference> FindCourses(string coreCode)
    {
        ArgumentNullException.ThrowIfNull(coreCode);
        return _courses?.Of(Find(coreCode), row => new CourseReference
        {
            CoreCode = coreCode,
            IsActive = row.IsActive,
            ValidFor = _texts.ToText(row.ValidFor),
            EffectiveYear = row.EffectiveYear,
            RetireYear = row.RetireYear,
        }) ?? [];
    }

    /// <inheritdoc/>
    public StaffReference? FindStaff(string personId)
    {
        ArgumentNullException.ThrowIfNull(personId);
        return _staff?.Of(Find(personId), row => row.IsActive) is { Length: > 0 } rows ? new StaffReference(personId, Array.Exists(rows, isActive => isActive)) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<StudentReference> FindStudents(string ssid)
    {
        ArgumentNullException.ThrowIfNull(ssid);
        return _students?.Of(Find(ssid), row => new StudentReference
        {
            Ssid = ssid,
            IsActive = row.IsActive,
            LastName = _texts.ToText(row.LastName),
            FirstName = _texts.ToText(row.FirstName),
            BirthDate = row.BirthDate,
            CohortYear = row.CohortYear,
            Lea = _texts.ToText(row.Lea),
        }) ?? [];
    }

    /// <summary>Every row with this SSID, without a string.</summary>
    /// <param name="utf8Ssid">The SSID.</param>
    public StudentRows FindStudents(ReadOnlySpan<byte> utf8Ssid) => new(this, _students?.First(_texts.Find(utf8Ssid)) ?? 0);

    /// <summary>A row of a student, and where the next one is.</summary>
    internal StudentRow StudentAt(int place, out int next)
    {
        ref readonly var row = ref _students!.RowAt(place, out next);
        return new StudentRow
        {
            IsActive = row.IsActive,
            LastName = _texts[row.LastName],
            FirstName = _texts[row.FirstName],
            BirthDate = row.BirthDate,
            CohortYear = row.CohortYear,
            Lea = _texts[row.Lea],
        };
    }

    private TextId Find(string text) => _texts.Find(Encoding.UTF8.GetBytes(text));

    private static string? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }

    private (RegisterTable<SchoolRow> Schools, RegisterTable<LeaRow> Leas) ReadSchools(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (number, lea, year) = (file.Find("SCHOOL_NUMBER"), file.Find("LEA_NUMBER"), file.Find("SCHOOL_YEAR"));
        var (low, high) = (file.Find("GRADE_LOW"), file.Find("GRADE_HIGH"));
        var (active, closed, dateClosed) = (file.Find("ACTIVE_FLAG"), file.Find("CLOSED_FLAG"), file.Find("DATE_CLOSED"));
        var (type, cbe, ibe) = (file.Find("SCHOOL_TYPE"), file.Find("CBE_FLAG"), file.Find("IBE_FLAG"));
        var (schools, leas) = (new RegisterTable<SchoolRow>(_texts), new RegisterTable<LeaRow>(_texts));
        while (file.Read(cancellationToken))
        {
            var key = _texts.Add(file.Key(number));
            var school = new SchoolRow
            {
                Lea = _texts.Add(file.Text(lea)),
                SchoolYear = file.Year(year),
                LowGrade = _texts.Add(file.Text(low)),
                HighGrade = _texts.Add(file.Text(high)),
                IsActive = file.Flag(active),
                IsClosed = file.Flag(closed),
                Closed = file.Day(dateClosed),
                Type = _texts.Add(file.Text(type)),
                IsCompetencyBased = file.Flag(cbe),
                IsInternationalBaccalaureate = file.Flag(ibe),
            };
            schools.Add(key, school);
            if (!school.Lea.IsBlank)
            {
                leas.Add(school.Lea, new LeaRow(school.IsActive));
            }
        }

        return (schools, leas);
    }

    private RegisterTable<LeaRow> ReadLeas(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (number, active) = (file.Find("LEA_NUMBER"), file.Find("ACTIVE_FLAG"));
        var leas = new RegisterTable<LeaRow>(_texts);
        while (file.Read(cancellationToken))
        {
            leas.Add(_texts.Add(file.Key(number)), new LeaRow(file.Flag(active)));
        }

        return leas;
    }

    private RegisterTable<CourseRow> ReadCourses(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (code, active, validFor) = (file.Find("CORE_CODE"), file.Find("ACTIVE_FLAG"), file.Find("VALID_FOR"));
        var (effective, retire) = (file.Find("EFFECTIVE_YEAR"), file.Find("RETIRE_YEAR"));
        var courses = new RegisterTable<CourseRow>(_texts);
        while (file.Read(cancellationToken))
        {
            courses.Add(_texts.Add(file.Key(code)), new CourseRow
            {
                IsActive = file.Flag(active),
                ValidFor = _texts.Add(file.Text(validFor)),
                EffectiveYear = file.Year(effective),
                RetireYear = file.Year(retire),
            });
        }

        return courses;
    }

    private RegisterTable<StaffRow> ReadStaff(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (person, active) = (file.Find("PERSON_ID"), file.Find("ACTIVE_FLAG"));
        var staff = new RegisterTable<StaffRow>(_texts);
        while (file.Read(cancellationToken))
        {
            staff.Add(_texts.Add(file.Key(person)), new StaffRow(file.Flag(active)));
        }

        return staff;
    }

    private RegisterTable<StudentEntry> ReadStudents(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (ssid, active, last, first) = (file.Find("SSID"), file.Find("ACTIVE_FLAG"), file.Find("LAST_NAME"), file.Find("FIRST_NAME"));
        var (birth, cohort, lea) = (file.Find("BIRTH_DATE"), file.Find("COHORT_YEAR"), file.Find("LEA_NUMBER"));
        var students = new RegisterTable<StudentEntry>(_texts);
        while (file.Read(cancellationToken))
        {
            students.Add(_texts.Add(file.Key(ssid)), new StudentEntry
            {
                IsActive = file.Flag(active),
                LastName = _texts.Add(file.Text(last)),
                FirstName = _texts.Add(file.Text(first)),
                BirthDate = file.Day(birth),
                CohortYear = (short?)file.Year(cohort),
                Lea = _texts.Add(file.Text(lea)),
            });
        }

        return students;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct LeaRow(bool IsActive);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct StaffRow(bool IsActive);

    [StructLayout(LayoutKind.Auto)]
    private readonly struct SchoolRow
    {
        public TextId Lea { get; init; }

        public TextId LowGrade { get; init; }

        public TextId HighGrade { get; init; }

        public TextId Type { get; init; }

        public int? SchoolYear { get; init; }

        public DateOnly? Closed { get; init; }

        public bool IsActive { get; init; }

        public bool IsClosed { get; init; }

        public bool IsCompetencyBased { get; init; }

        public bool IsInternationalBaccalaureate { get; init; }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct CourseRow
    {
        public TextId ValidFor { get; init; }

        public int? EffectiveYear { get; init; }

        public int? RetireYear { get; init; }

        public bool IsActive { get; init; }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct StudentEntry
    {
        public TextId LastName { get; init; }

        public TextId FirstName { get; init; }

        public TextId Lea { get; init; }

        public DateOnly? BirthDate { get; init; }

        public short? CohortYear { get; init; }

        public bool IsActive { get; init; }
    }
}
