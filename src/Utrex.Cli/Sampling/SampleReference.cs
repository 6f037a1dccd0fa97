using System.Globalization;

namespace Utrex.Cli.Sampling;

/// <summary>The reference data that go with a sample, as the tables that rules look things up in.</summary>
internal sealed class SampleReference(SampleOptions options, SampleCalendar calendar, IReadOnlyList<SampleSchool> schools, IEnumerable<SampleStudent> students)
{
    /// <summary>The register of LEAs.</summary>
    public const string Leas = "REF_LEA.csv";

    /// <summary>The register of schools.</summary>
    public const string Schools = "REF_SCHOOL_LEA.csv";

    /// <summary>The register of courses.</summary>
    public const string Courses = "REF_COURSE_CODE.csv";

    /// <summary>The register of staff.</summary>
    public const string Staff = "REF_STAFF_ID.csv";

    /// <summary>The register of students.</summary>
    public const string Students = "REF_SSID.csv";

    /// <summary>The tables.</summary>
    public IEnumerable<ReferenceTable> Tables =>
    [
        new(Leas, "LEA_NUMBER", ["LEA_NUMBER", "LEA_NAME", "ACTIVE_FLAG", "LEA_TYPE"], [[options.Lea, LeaName(options.Lea), "Y", "DISTRICT"]]),
        new(
            Schools, "SCHOOL_NUMBER",
            ["SCHOOL_YEAR", "LEA_NUMBER", "SCHOOL_NUMBER", "SCHOOL_NAME", "GRADE_LOW", "GRADE_HIGH", "ACTIVE_FLAG", "CLOSED_FLAG", "DATE_CLOSED", "SCHOOL_TYPE", "CBE_FLAG", "IBE_FLAG"],
            SchoolRows()),
        new(Courses, "CORE_CODE", ["CORE_CODE", "TITLE", "GRADE_LOW", "GRADE_HIGH", "ACTIVE_FLAG", "VALID_FOR", "EFFECTIVE_YEAR", "RETIRE_YEAR"], CourseRows()),
        new(Staff, "PERSON_ID", ["PERSON_ID", "ACTIVE_FLAG"], StaffRows()),
        new(Students, "SSID", ["SSID", "ACTIVE_FLAG", "LAST_NAME", "FIRST_NAME", "MIDDLE_NAME", "BIRTH_DATE", "SEX", "COHORT_YEAR", "LEA_NUMBER"], students.Select(Row)),
    ];

    /// <summary>The name of an LEA.</summary>
    public static string LeaName(string lea) => $"District {lea}";

    private IEnumerable<string[]> SchoolRows() =>
        schools.Select(school => SchoolRow(options.Lea, school.Number, school.Name, school.LowGrade, school.HighGrade))
            .Concat(SampleData.SharedSchools.Select(school => SchoolRow("", school[0], school[1], low: -1, high: 12)))
            .Concat(UtrexSpecification.Lookups.Colleges.Rows.Select(college => SchoolRow(college[0], college[1], college[2], low: 9, high: 12)));

    private string[] SchoolRow(string lea, string number, string name, int low, int high) =>
        [Number(calendar.SchoolYear), lea, number, name, Grade(low), Grade(high), "Y", "0", "", "1", "N", "N"];

    private IEnumerable<string[]> CourseRows() => SampleData.Courses.Select(course =>
        new[] { course.CoreCode, course.Title, Grade(course.FromGrade), Grade(course.ToGrade), "Y", "S", Number(calendar.SchoolYear - 10), "" });

    private IEnumerable<string[]> StaffRows() => schools.SelectMany(SampleCourseRecords.Teachers).Select(Number)
        .Concat(UtrexSpecification.Lookups.Colleges.Rows.Select(college => college[3]))
        .Concat(UtrexSpecification.Lookups.TeacherCoreCodes.Rows.Select(teacher => teacher[0]))
        .Concat(SampleData.SharedTeachers)
        .Distinct(StringComparer.Ordinal)
        .Select(id => new[] { id, "Y" });

    private string[] Row(SampleStudent student) =>
    [
        student.StatewideId, "Y", student.Surname, student.GivenName, student.MiddleName ?? "", student.BirthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        student.IsFemale ? Sex.Female.Code : Sex.Male.Code, Number(calendar.SchoolYear + 12 - Math.Max(0, student.Grade)), options.Lea,
    ];

    private static string Grade(int grade) => GradeLevel.All[Math.Min(grade + 1, GradeLevel.All.Count - 1)].Code;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
