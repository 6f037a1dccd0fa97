using System.Globalization;
using System.Text;
using Utrex.Sdk;

namespace Utrex.Cli.Sampling;

/// <summary>
/// The reference data that go with a sample, as the CSV files that rules look things up in. No value needs quotes:
/// none holds a comma, a quote or a line end.
/// </summary>
internal sealed class SampleReference(
    SampleOptions options,
    SampleCalendar calendar,
    IReadOnlyList<SampleSchool> schools,
    Func<SampleSchool, int, IEnumerable<SampleStudent>> studentsOf)
{
    /// <summary>Writes the files.</summary>
    public void Write(string folder)
    {
        Write(folder, "REF_LEA.csv", "LEA_NUMBER,LEA_NAME,ACTIVE_FLAG,LEA_TYPE", [$"{options.Lea},District {options.Lea},Y,DISTRICT"]);
        Write(folder, "REF_SCHOOL_LEA.csv", "SCHOOL_YEAR,LEA_NUMBER,SCHOOL_NUMBER,SCHOOL_NAME,GRADE_LOW,GRADE_HIGH,ACTIVE_FLAG,CLOSED_FLAG,DATE_CLOSED,SCHOOL_TYPE,CBE_FLAG,IBE_FLAG", Schools());
        Write(folder, "REF_COURSE_CODE.csv", "CORE_CODE,TITLE,GRADE_LOW,GRADE_HIGH,ACTIVE_FLAG,VALID_FOR,EFFECTIVE_YEAR,RETIRE_YEAR", Courses());
        Write(folder, "REF_STAFF_ID.csv", "PERSON_ID,ACTIVE_FLAG", Staff());
        Write(folder, "REF_SSID.csv", "SSID,ACTIVE_FLAG,LAST_NAME,FIRST_NAME,MIDDLE_NAME,BIRTH_DATE,SEX,COHORT_YEAR,LEA_NUMBER", Students());
    }

    private static void Write(string folder, string name, string header, IEnumerable<string> rows)
    {
        using var writer = new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
        writer.WriteLine(header);
        foreach (var row in rows)
        {
            writer.WriteLine(row);
        }
    }

    private static string Grade(int grade) => Utrex.Sdk.Codes.GradeLevel.All[Math.Min(grade + 1, Utrex.Sdk.Codes.GradeLevel.All.Count - 1)].Code;

    private IEnumerable<string> Schools() =>
        schools.Select(school => $"{Number(calendar.SchoolYear)},{options.Lea},{school.Number},{school.Name},{Grade(school.LowGrade)},{Grade(school.HighGrade)},Y,0,,1,N,N")
            .Concat(SampleData.SharedSchools.Select(school => $"{Number(calendar.SchoolYear)},,{school[0]},{school[1]},{Grade(-1)},{Grade(12)},Y,0,,1,N,N"))
            .Concat(UtrexSpecification.Lookups.Colleges.Rows.Select(college => $"{Number(calendar.SchoolYear)},{college[0]},{college[1]},{college[2]},{Grade(9)},{Grade(12)},Y,0,,1,N,N"));

    private IEnumerable<string> Courses() =>
        SampleData.Courses.Select(course => $"{course.CoreCode},{course.Title},{Grade(course.FromGrade)},{Grade(course.ToGrade)},Y,S,{Number(calendar.SchoolYear - 10)},");

    private IEnumerable<string> Staff() => schools.SelectMany(SampleCourseRecords.Teachers).Select(Number)
        .Concat(UtrexSpecification.Lookups.Colleges.Rows.Select(college => college[3]))
        .Concat(UtrexSpecification.Lookups.TeacherCoreCodes.Rows.Select(teacher => teacher[0]))
        .Concat(SampleData.SharedTeachers)
        .Distinct(StringComparer.Ordinal)
        .Select(id => $"{id},Y");

    private IEnumerable<string> Students()
    {
        var offset = 0;
        foreach (var school in schools)
        {
            foreach (var student in studentsOf(school, offset))
            {
                var cohort = calendar.SchoolYear + 12 - Math.Max(0, student.Grade);
                yield return $"{student.StatewideId},Y,{student.Surname},{student.GivenName},{student.MiddleName},{student.BirthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture)},{(student.IsFemale ? Utrex.Sdk.Codes.Sex.Female : Utrex.Sdk.Codes.Sex.Male)},{Number(cohort)},{options.Lea}";
            }

            offset += school.Students;
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
