using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Utah;
using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on courses (AC) and course memberships (AM).</summary>
public class CourseBoundaryTests
{
    private const string Unreadable = "20259999";

    /// <summary>An enrolment whose entry date cannot be read may be the earliest of the school.</summary>
    [Theory]
    [InlineData(-1, "", true)]
    [InlineData(0, "", false)]
    [InlineData(-1, Unreadable, false)]
    public void A_course_before_the_first_entry(int days, string otherEntry, bool breaks) => Expect(October, "AM.903", breaks, batch =>
    {
        var student = batch.First("S1", student => student["EXIT DATE"] != "");
        if (otherEntry != "")
        {
            batch.CopyOf(student)["ENTRY DATE"] = otherEntry;
        }

        batch.First("AM", membership => membership.IsAt(student))["COURSE ENTRY DATE"] = Days(student["ENTRY DATE"], days);
    });

    /// <summary>An exit date that cannot be read may be the latest; a blank one means that the student is still there.</summary>
    [Theory]
    [InlineData(0, null, true)]
    [InlineData(-1, null, false)]
    [InlineData(0, Unreadable, false)]
    [InlineData(0, "", false)]
    public void A_course_after_the_last_exit(int days, string? otherExit, bool breaks) => Expect(October, "AM.904", breaks, batch =>
    {
        var student = batch.First("S1", student => student["EXIT DATE"] != "");
        if (otherExit is not null)
        {
            batch.CopyOf(student)["EXIT DATE"] = otherExit;
        }

        batch.First("AM", membership => membership.IsAt(student))["COURSE ENTRY DATE"] = Days(student["EXIT DATE"], days);
    });

    /// <summary>An exit date of the enrolment that cannot be read is not blank, but nothing compares with it.</summary>
    [Theory]
    [InlineData(Unreadable, "", null, true)]
    [InlineData(Unreadable, "20251231", null, false)]
    [InlineData("", "", null, false)]
    [InlineData("20250915", "", null, true)]
    [InlineData("20250915", "", Unreadable, false)]
    public void An_open_course_of_a_closed_enrolment(string exit, string courseExit, string? otherEntry, bool breaks) => Expect(October, "AM.913", breaks, batch =>
    {
        var student = batch.First("S1", student => student["EXIT DATE"] != "");
        student["EXIT DATE"] = exit;
        if (otherEntry is not null)
        {
            // Nobody knows which of the two is the most recent.
            batch.CopyOf(student)["ENTRY DATE"] = otherEntry;
        }

        batch.First("AM", membership => membership.IsAt(student))["COURSE EXIT DATE"] = courseExit;
    });

    /// <summary>Exit dates are the days after the last ones; a membership of no day overlaps none.</summary>
    [Theory]
    [InlineData(0, 5, false)]
    [InlineData(-1, 5, true)]
    [InlineData(-2, -2, false)]
    [InlineData(0, 0, false)]
    public void The_same_course_twice(int entry, int exit, bool breaks) => Expect(October, "AM.916", breaks, batch =>
    {
        var first = batch.First("AM");
        first["COURSE EXIT DATE"] = "20250920";
        var second = batch.CopyOf(first);
        second["COURSE ENTRY DATE"] = Days("20250920", entry);
        second["COURSE EXIT DATE"] = Days("20250920", exit);
    });

    [Theory]
    [InlineData("02", "ZZ99", "01", 0, false)]
    [InlineData("02", "ZZ99", "01", -1, true)]
    [InlineData("00", "ZZ99", "PM", -1, true)]
    [InlineData("02", "", "99", -1, false)]
    [InlineData("03", "ZZ99", "01", -1, false)]
    public void Two_courses_of_the_youngest(string grade, string course, string period, int days, bool breaks) => Expect(October, "AM.X03", breaks, batch =>
    {
        var student = batch.First("S1", student => student["GRADE LEVEL"] == grade && student["EXIT DATE"] == "");
        var first = batch.First("AM", membership => membership.IsAt(student));
        first["COURSE EXIT DATE"] = "20250920";
        var second = batch.CopyOf(first);
        second["COURSE NUMBER"] = course == "" ? first["COURSE NUMBER"] : course;
        second["PERIOD"] = period;
        second["COURSE ENTRY DATE"] = Days("20250920", days);
        second["COURSE EXIT DATE"] = "";
    });

    /// <summary>Of three courses the second of the same number does not hide the first one.</summary>
    [Fact]
    public void A_course_that_lasts_longer_than_its_block() => Expect(October, "AM.X03", breaks: true, batch =>
    {
        var student = batch.First("S1", student => student["GRADE LEVEL"] == "02" && student["EXIT DATE"] == "");
        var first = batch.First("AM", membership => membership.IsAt(student));
        first["COURSE EXIT DATE"] = "20250910";
        var block = batch.CopyOf(first);
        (block["PERIOD"], block["COURSE EXIT DATE"]) = ("98", "20250905");
        var other = batch.CopyOf(first);
        (other["COURSE NUMBER"], other["COURSE ENTRY DATE"], other["COURSE EXIT DATE"]) = ("ZZ99", "20250908", "");
    });

    /// <summary>Only UTech and concurrent enrolment courses can be told by the core code.</summary>
    [Theory]
    [InlineData("40090011005", "", "AM.X04", true)]
    [InlineData("40090011005", "030", "AM.X04", false)]
    [InlineData("40090011005", "x", "AM.X04", false)]
    [InlineData("40090012005", "", "AM.X04", false)]
    [InlineData("4009001", "", "AM.X04", false)]
    public void Days_in_a_UTech_course(string core, string days, string rule, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var course = batch.First("AC");
        course["CORE CODE"] = core;
        foreach (var membership in Of(batch, course))
        {
            membership["ACTUAL MEMBERSHIP"] = days;
        }
    });

    [Theory]
    [InlineData("40090013005", "Y", false)]
    [InlineData("40090011005", "Y", true)]
    [InlineData("40090011005", "N", false)]
    [InlineData("40090011005", "", false)]
    public void College_credit(string core, string isConcurrent, bool breaks) => Expect(October, "AM.X05", breaks, batch =>
    {
        var course = batch.First("AC");
        course["CORE CODE"] = core;
        Of(batch, course)[0]["CONCURR ENROLLED"] = isConcurrent;
    });

    /// <summary>A student with several core codes of the five subjects has one of each group, or is part time.</summary>
    [Theory]
    [InlineData("04", "22018800014", "", false)]
    [InlineData("04", "22018800014 22018800014", "", false)]
    [InlineData("04", "22018800014 02010000010", "", false)]
    [InlineData("04", "22018800014 07010000010", "", true)]
    [InlineData("04", "07010000010 07010000011", "", true)]
    [InlineData("04", "22018800014 07010000010", "S", false)]
    [InlineData("02", "22018800014 07010000010", "", false)]
    [InlineData("07", "22018800014 07010000010", "", false)]
    [InlineData("04", "22018800014 06038800010 07010000010 08108800010", "", true)]
    [InlineData("04", "22018800014 06038800010 07010000010 08108800010 09108800010", "", false)]
    [InlineData("06", "22018800014 06020000010 07010000010 08050000010 09090000010", "", false)]
    [InlineData("06", "22018800014 06020000010 07010000010 08050000010 09090000011", "", true)]
    public void Core_codes_of_the_elementary_grades(string grade, string codes, string partTime, bool breaks) => Expect(October, "S1.X60", breaks, batch =>
    {
        var student = batch.First("S1", student => student["GRADE LEVEL"] == grade && student["EXIT DATE"] == "");
        student["PART-TIME"] = partTime;
        var membership = batch.First("AM", membership => membership.IsAt(student));
        var course = batch.First("AC", course => course["COURSE & SECTION"] == membership["COURSE NUMBER"] && course["SCHOOL NUMBER"] == student["SCHOOL NUMBER"]);
        batch.Records.RemoveAll(record => record.Info.Id == "AM" && record.IsAt(student));
        foreach (var (code, i) in codes.Split(' ').Select((code, i) => (code, i)))
        {
            var (copy, own) = (course.Copy(), membership.Copy());
            (copy["COURSE & SECTION"], copy["CORE CODE"], own["COURSE NUMBER"]) = ($"ZZ9{i}", code, $"ZZ9{i}");
            batch.Records.AddRange([copy, own]);
        }
    });

    /// <summary>Only the regular course of pre-kindergarten may do without a teacher.</summary>
    [Theory]
    [InlineData("22040000001", false)]
    [InlineData("22040000002", true)]
    [InlineData("", true)]
    public void A_course_without_a_teacher(string core, bool breaks) => Expect(October, "AC.820", breaks, batch =>
    {
        var course = batch.First("AC");
        (course["CORE CODE"], course["TEACHER 1 ID"]) = (core, "");
    });

    [Theory]
    [InlineData("AC.X03", "01", "own", true)]
    [InlineData("AC.X03", "02", "own", false)]
    [InlineData("AC.X03", "01", "999", false)]
    [InlineData("AC.X03", "01", "", false)]
    [InlineData("AC.X04", "44", "044", false)]
    [InlineData("AC.X04", "44", "045", true)]
    [InlineData("AC.X04", "44", "", false)]
    [InlineData("AC.X04", "01", "045", false)]
    public void Where_a_class_is_taught(string rule, string district, string school, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var course = batch.First("AC");
        (course["WHERE TAUGHT DIST"], course["WHERE TAUGHT SCHL"]) = (district, school == "own" ? course["SCHOOL NUMBER"] : school);
    });

    [Theory]
    [InlineData("AC.X11", "40090011005", "SEMESTER LENGTH", "", true)]
    [InlineData("AC.X11", "40090011005", "SEMESTER LENGTH", "4", false)]
    [InlineData("AC.X11", "40090013005", "SEMESTER LENGTH", "", false)]
    [InlineData("AC.X12", "40090013005", "INSTRUCT SETTING", "EC", true)]
    [InlineData("AC.X12", "40090011005", "INSTRUCT SETTING", "EC", false)]
    [InlineData("AC.X12", "40090013005", "INSTRUCT SETTING", "FF", false)]
    [InlineData("AC.X13", "40090013005", "CYCLE", "MWFA", false)]
    [InlineData("AC.X13", "40090013005", "CYCLE", "9", false)]
    [InlineData("AC.X13", "40090013005", "CYCLE", "a", true)]
    [InlineData("AC.X08", "40090013005", "TEACHER 1 ID", "0", true)]
    [InlineData("AC.X08", "40090013005", "TEACHER 1 ID", "10", false)]
    public void What_a_core_code_asks_for(string rule, string core, string field, string value, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var course = batch.First("AC");
        (course["CORE CODE"], course[field]) = (core, value);
    });

    /// <summary>A school is looked up with its district; a row that is inactive or of another year is none, and a college needs no row.</summary>
    [Theory]
    [InlineData("01", "500", false)]
    [InlineData("02", "500", true)]
    [InlineData("", "500", false)]
    [InlineData("01", "501", true)]
    [InlineData("01", "502", true)]
    [InlineData("01", "503", false)]
    [InlineData("49", "049", false)]
    [InlineData("49", "050", true)]
    [InlineData("", "049", false)]
    public void A_school_of_the_district(string district, string school, bool breaks) => Expect(October, "AC.805", breaks, Taught(district, school), new Registers());

    [Theory]
    [InlineData("01", false)]
    [InlineData("02", true)]
    [InlineData("03", true)]
    [InlineData("49", false)]
    public void A_district_that_teaches(string district, bool breaks) => Expect(October, "AC.803", breaks, Taught(district, "500"), new Registers());

    /// <summary>Of a class that is there twice both records are invalid, and so are the memberships, whichever they name.</summary>
    [Fact]
    public void A_class_that_is_there_twice()
    {
        var lines = new List<int>();

        var findings = Findings(
            October,
            batch =>
            {
                var course = batch.First("AC");
                batch.CopyOf(course);
                lines.AddRange(Of(batch, course).Select(membership => batch.Records.IndexOf(membership) + 1));
            },
            includesCascades: true);

        lines.ShouldNotBeEmpty();
        findings.Count(finding => finding.Rule.Id == "AC.822").ShouldBe(1);
        findings.FindAll(finding => finding.Rule.Id == "AM.Dep").Select(finding => finding.Line).ShouldBe(lines, ignoreOrder: true);
    }

    private static Action<EditableBatch> Taught(string district, string school) => batch =>
    {
        var course = batch.First("AC");
        (course["WHERE TAUGHT DIST"], course["WHERE TAUGHT SCHL"]) = (district, school);
    };

    /// <summary>The memberships of a class.</summary>
    private static List<EditableRecord> Of(EditableBatch batch, EditableRecord course) => batch.All("AM", membership =>
        membership["COURSE NUMBER"] == course["COURSE & SECTION"] && membership["SCHOOL NUMBER"] == course["SCHOOL NUMBER"]);

    /// <summary>Two LEAs, one of them inactive, and some schools of the first: active, inactive, of another year, of all years.</summary>
    private sealed class Registers : IReferenceData
    {
        private static readonly SchoolReference[] Schools =
        [
            new() { Number = "500", Lea = "01", SchoolYear = October.SchoolYear },
            new() { Number = "501", Lea = "01", SchoolYear = October.SchoolYear, IsActive = false },
            new() { Number = "502", Lea = "01", SchoolYear = October.SchoolYear - 1 },
            new() { Number = "503", Lea = "01" },
        ];

        public bool Has(ReferenceRegister register) => register is ReferenceRegister.Leas or ReferenceRegister.Schools;

        public LeaReference? FindLea(string number) => number is "01" or "02" ? new LeaReference(number, IsActive: number == "01") : null;

        public IReadOnlyList<SchoolReference> FindSchools(string number) => [.. Schools.Where(school => school.Number == number)];

        public IReadOnlyList<CourseReference> FindCourses(string coreCode) => [];

        public StaffReference? FindStaff(string personId) => null;

        public IReadOnlyList<StudentReference> FindStudents(string ssid) => [];
    }
}
