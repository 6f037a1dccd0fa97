using System.Runtime.InteropServices;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah;

/// <summary>What the files of a <see cref="ReferenceFolder"/> hold, as rows of numbers and bytes.</summary>
internal sealed class ReferenceTables
{
    private const int LeaDigits = 2;
    private const int SchoolDigits = 3;
    private const int CoreCodeDigits = 11;

    /// <summary>Reads the files of a folder.</summary>
    public ReferenceTables(string folder, CancellationToken cancellationToken)
    {
        if (Find(folder, "REF_SCHOOL_LEA.csv") is { } schools)
        {
            (Schools, Leas) = ReadSchools(schools, cancellationToken);
        }

        if (Find(folder, "REF_LEA.csv") is { } leas)
        {
            Leas = ReadLeas(leas, cancellationToken);
        }

        if (Find(folder, "REF_COURSE_CODE.csv") is { } courses)
        {
            Courses = ReadCourses(courses, cancellationToken);
        }

        if (Find(folder, "REF_STAFF_ID.csv") is { } staff)
        {
            Staff = ReadStaff(staff, cancellationToken);
        }

        if (Find(folder, "REF_SSID.csv") is { } students)
        {
            Students = ReadStudents(students, cancellationToken);
        }
    }

    /// <summary>The texts of all files.</summary>
    public TextPool Texts { get; } = new();

    public RegisterTable<LeaRow>? Leas { get; }

    public RegisterTable<SchoolRow>? Schools { get; }

    public RegisterTable<CourseRow>? Courses { get; }

    public RegisterTable<StaffRow>? Staff { get; }

    public RegisterTable<StudentEntry>? Students { get; }

    private static string? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }

    private (RegisterTable<SchoolRow> Schools, RegisterTable<LeaRow> Leas) ReadSchools(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (number, name, lea, year) = (file.Find("SCHOOL_NUMBER"), file.FindIfAny("SCHOOL_NAME"), file.Find("LEA_NUMBER"), file.Find("SCHOOL_YEAR"));
        var (low, high) = (file.Find("GRADE_LOW"), file.Find("GRADE_HIGH"));
        var (active, closed, dateClosed) = (file.Find("ACTIVE_FLAG"), file.Find("CLOSED_FLAG"), file.Find("DATE_CLOSED"));
        var (type, cbe, ibe) = (file.Find("SCHOOL_TYPE"), file.Find("CBE_FLAG"), file.Find("IBE_FLAG"));
        var (schools, leas) = (new RegisterTable<SchoolRow>(Texts), new RegisterTable<LeaRow>(Texts));
        while (file.Read(cancellationToken))
        {
            var key = Texts.Add(file.Key(number, SchoolDigits));
            var school = new SchoolRow
            {
                Number = key,
                Name = Texts.Add(file.Text(name)),
                Lea = Texts.Add(file.Number(lea, LeaDigits)),
                SchoolYear = file.Year(year),
                LowGrade = Texts.Add(file.Text(low)),
                HighGrade = Texts.Add(file.Text(high)),
                IsActive = file.Flag(active),
                IsClosed = file.Flag(closed),
                Closed = file.Day(dateClosed),
                Type = Texts.Add(file.Text(type)),
                IsCompetencyBased = file.Flag(cbe),
                IsInternationalBaccalaureate = file.Flag(ibe),
            };
            schools.Add(key, school);
            if (!school.Lea.IsBlank)
            {
                leas.Add(school.Lea, new LeaRow(default, school.IsActive));
            }
        }

        return (schools, leas);
    }

    private RegisterTable<LeaRow> ReadLeas(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (number, name, active) = (file.Find("LEA_NUMBER"), file.FindIfAny("LEA_NAME"), file.Find("ACTIVE_FLAG"));
        var leas = new RegisterTable<LeaRow>(Texts);
        while (file.Read(cancellationToken))
        {
            leas.Add(Texts.Add(file.Key(number, LeaDigits)), new LeaRow(Texts.Add(file.Text(name)), file.Flag(active)));
        }

        return leas;
    }

    private RegisterTable<CourseRow> ReadCourses(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (code, active, validFor) = (file.Find("CORE_CODE"), file.Find("ACTIVE_FLAG"), file.Find("VALID_FOR"));
        var (effective, retire) = (file.Find("EFFECTIVE_YEAR"), file.Find("RETIRE_YEAR"));
        var courses = new RegisterTable<CourseRow>(Texts);
        while (file.Read(cancellationToken))
        {
            courses.Add(Texts.Add(file.Key(code, CoreCodeDigits)), new CourseRow
            {
                IsActive = file.Flag(active),
                ValidFor = Texts.Add(file.Text(validFor)),
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
        var staff = new RegisterTable<StaffRow>(Texts);
        while (file.Read(cancellationToken))
        {
            staff.Add(Texts.Add(file.Key(person)), new StaffRow(file.Flag(active)));
        }

        return staff;
    }

    private RegisterTable<StudentEntry> ReadStudents(string path, CancellationToken cancellationToken)
    {
        using var file = new ReferenceFile(path);
        var (ssid, active, last, first) = (file.Find("SSID"), file.Find("ACTIVE_FLAG"), file.Find("LAST_NAME"), file.Find("FIRST_NAME"));
        var (birth, cohort, lea) = (file.Find("BIRTH_DATE"), file.Find("COHORT_YEAR"), file.Find("LEA_NUMBER"));
        var students = new RegisterTable<StudentEntry>(Texts);
        while (file.Read(cancellationToken))
        {
            students.Add(Texts.Add(file.Key(ssid)), new StudentEntry
            {
                IsActive = file.Flag(active),
                LastName = Texts.Add(file.Text(last)),
                FirstName = Texts.Add(file.Text(first)),
                BirthDate = file.Day(birth),
                CohortYear = (short?)file.Year(cohort),
                Lea = Texts.Add(file.Number(lea, LeaDigits)),
            });
        }

        return students;
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct LeaRow(TextId Name, bool IsActive);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct StaffRow(bool IsActive);

    [StructLayout(LayoutKind.Auto)]
    internal readonly struct SchoolRow
    {
        public TextId Number { get; init; }

        public TextId Name { get; init; }

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
    internal readonly struct CourseRow
    {
        public TextId ValidFor { get; init; }

        public int? EffectiveYear { get; init; }

        public int? RetireYear { get; init; }

        public bool IsActive { get; init; }
    }

    [StructLayout(LayoutKind.Sequential)]
    internal readonly struct StudentEntry
    {
        // There are many students: none is zero.
        private readonly int _birthDay;
        private readonly short _cohortYear;

        public bool IsActive { get; init; }

        public TextId LastName { get; init; }

        public TextId FirstName { get; init; }

        public TextId Lea { get; init; }

        public DateOnly? BirthDate
        {
            get => _birthDay == 0 ? null : DateOnly.FromDayNumber(_birthDay - 1);
            init => _birthDay = value is { } day ? day.DayNumber + 1 : 0;
        }

        public short? CohortYear
        {
            get => _cohortYear == 0 ? null : _cohortYear;
            init => _cohortYear = value ?? 0;
        }
    }
}
