using Utrex.Cli.Sampling.Violations;
using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on student records (S1) that see several records, or days.</summary>
public class EnrollmentBoundaryTests
{
    /// <summary>The twenty days are calendar days of enrollment in the LEA, each counted once, and not days of membership.</summary>
    [Theory]
    [InlineData(20, null, 0, true)]
    [InlineData(19, null, 0, false)]
    [InlineData(10, 10, 10, true)]
    [InlineData(10, 10, 9, false)]
    [InlineData(10, 5, 14, false)]
    [InlineData(10, 5, 15, true)]
    public void Twenty_days_with_early_numeracy(int days, int? start, int more, bool breaks) => Expect(YearEnd, "S1.404", breaks, batch =>
    {
        var student = Enrolled(batch, "02");
        Close(student, days);
        (student["SCHOOL MEMBERSHIP"], student["EARLY NUMERACY INTERVENTION"]) = ("000", "");
        if (start is { } offset)
        {
            var other = AtOtherSchool(batch, student);
            other["ENTRY DATE"] = Days(student["ENTRY DATE"], offset);
            Close(other, more);
        }
    });

    /// <summary>A SCRAM record anywhere in the LEA lets a child of four be in school.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_child_of_four_with_special_education_elsewhere(bool isInSpecialEducation, bool breaks) => Expect(October, "S1.376", breaks, batch =>
    {
        var student = Enrolled(batch, "00");
        student["BIRTH DATE"] = "20200902";
        if (isInSpecialEducation)
        {
            var scram = batch.CopyOf(batch.First("S2"));
            scram["STUDENT NUMBER"] = student["STUDENT NUMBER"];
            scram["SCHOOL NUMBER"] = OtherSchool(batch, student);
        }
    });

    /// <summary>The latest record is compared with its own exit, an earlier one with the latest exit of the school.</summary>
    [Theory]
    [InlineData(0, "S1.346", false)]
    [InlineData(1, "S1.346", true)]
    [InlineData(1, "S1.346w", false)]
    public void Leaving_special_education_on_the_latest_record(int days, string rule, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var student = batch.First("S1", student => student["EXIT DATE"] != "");
        student["SPECIAL ED EXIT DATE"] = Days(student["EXIT DATE"], days);
    });

    [Theory]
    [InlineData(0, "S1.346w", false)]
    [InlineData(1, "S1.346w", true)]
    [InlineData(1, "S1.346", false)]
    public void Leaving_special_education_on_an_earlier_record(int days, string rule, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var student = batch.First("S1", student => student["EXIT DATE"] != "" && student["EXIT CODE"] != "TD");
        var again = batch.CopyOf(student);
        again["ENTRY DATE"] = Days(student["EXIT DATE"], 2);
        again["EXIT DATE"] = Days(student["EXIT DATE"], 10);
        student["SPECIAL ED EXIT DATE"] = Days(again["EXIT DATE"], days);
    });

    /// <summary>Two records of record may not share a day, open or closed; an exit date is the day after the last one.</summary>
    [Theory]
    [InlineData(0, "", "", false)]
    [InlineData(-1, "", "", true)]
    [InlineData(-1, "N", "", false)]
    [InlineData(-1, "", "N", false)]
    [InlineData(-1, "Q", "", false)]
    public void Two_schools_of_record(int days, string record, string other, bool breaks) => Expect(October, "S1.342w", breaks, batch =>
    {
        var student = Enrolled(batch, "05");
        student["SCHOOL OF RECORD"] = record;
        var second = AtOtherSchool(batch, student);
        second["SCHOOL OF RECORD"] = other;
        Close(student, 14);
        second["ENTRY DATE"] = Days(student["EXIT DATE"], days);
        Close(second, 10);
    });

    /// <summary>The last SCRAM record of the LEA decides, by its entry date; the finding stands on the student's latest record only.</summary>
    [Theory]
    [InlineData(1, "D", false)]
    [InlineData(-1, "D", true)]
    [InlineData(1, "S", true)]
    [InlineData(-1, "S", false)]
    public void Aged_out_by_the_last_scram_record(int days, string reason, bool breaks)
    {
        var findings = Findings(October, batch =>
        {
            var scram = batch.First("S2", scram => scram["SCRAM EXIT DATE"] == "");
            var student = batch.First("S1", student => student.IsAt(scram));
            student["HIGH SCHL COMP STATUS"] = "AO";
            (scram["SCRAM EXIT REASON"], scram["SCRAM EXIT DATE"]) = (reason == "D" ? "S" : "D", Days(scram["SCRAM ENTRY DATE"], 5));
            var other = batch.CopyOf(scram);
            other["SCHOOL NUMBER"] = OtherSchool(batch, student);
            other["SCRAM ENTRY DATE"] = Days(scram["SCRAM ENTRY DATE"], days);
            other["SCRAM EXIT REASON"] = reason;
        });

        findings.Count(finding => finding.Rule.Id == "S1.379").ShouldBe(breaks ? 1 : 0);
    }

    /// <summary>In pre-kindergarten SCRAM days without a time are self-contained, those with another time are not.</summary>
    [Theory]
    [InlineData("", "010", false)]
    [InlineData("", "011", true)]
    [InlineData("A", "001", true)]
    [InlineData("Z", "011", false)]
    public void Attendance_in_preschool(string time, string attended, bool breaks) => Expect(October, "S1.365", breaks, batch =>
    {
        var scram = batch.First("S2");
        var student = batch.First("S1", student => student.IsAt(scram) && student["EXIT DATE"] == "");
        foreach (var record in batch.All("S1", record => record.IsOf(student)))
        {
            (record["GRADE LEVEL"], record["SCHOOL MEMBERSHIP"], record["DAYS ATTENDED"]) = ("PK", "000", "000");
        }

        batch.Records.RemoveAll(record => record.Info.Id is "S2" or "S3" && record.IsOf(student) && record != scram);
        (scram["TIME"], scram["SCRAM MEMBERSHIP"], student["DAYS ATTENDED"]) = (time, "010", attended);
    });

    /// <summary>A membership that cannot be read is no zero: nothing is added up with it.</summary>
    [Theory]
    [InlineData("100", "101", true)]
    [InlineData("1O0", "101", false)]
    public void A_membership_that_cannot_be_read(string days, string attended, bool breaks) => Expect(October, "S1.365", breaks, batch =>
    {
        var student = Enrolled(batch, "05");
        (student["SCHOOL MEMBERSHIP"], student["DAYS ATTENDED"]) = (days, attended);
    });

    /// <summary>Thirty days and no attendance, over all schools; a value that cannot be read, or none at all, says nothing.</summary>
    [Theory]
    [InlineData("015", "015", "000", "000", false)]
    [InlineData("015", "016", "000", "000", true)]
    [InlineData("015", "016", "000", "", true)]
    [InlineData("015", "016", "", "", false)]
    [InlineData("015", "016", "000", "x", false)]
    [InlineData("015", "016", "000", "001", false)]
    public void Thirty_days_without_attendance(string days, string otherDays, string attended, string otherAttended, bool breaks) => Expect(October, "S1.396", breaks, batch =>
    {
        var student = Enrolled(batch, "05");
        var other = AtOtherSchool(batch, student);
        (student["SCHOOL MEMBERSHIP"], student["DAYS ATTENDED"]) = (days, attended);
        (other["SCHOOL MEMBERSHIP"], other["DAYS ATTENDED"]) = (otherDays, otherAttended);
    });

    /// <summary>A change record leaves nothing else of the student at the school, transcripts included.</summary>
    [Theory]
    [InlineData("TC", true)]
    [InlineData("TA", true)]
    [InlineData("TG", true)]
    [InlineData("ST", false)]
    public void Records_beside_a_change_record(string type, bool breaks) => Expect(October, "S1.385", breaks, batch =>
    {
        var record = batch.First(type);
        var student = batch.First("S1", student => student.IsAt(record));
        student["RESIDENT STATUS"] = "X";
        batch.Records.RemoveAll(other => other.Info.Id is not ("S1" or "DI" or "SC" or "AC" or "I1") && other.IsOf(student) && other != record);
    });

    /// <summary>An X is for students who are not enrolled this year, in any school, under whichever number.</summary>
    [Theory]
    [InlineData("STUDENT NUMBER", true)]
    [InlineData("STATEWIDE STUDENT ID", true)]
    [InlineData(null, false)]
    public void Change_records_of_enrolled_students(string? key, bool breaks) => Expect(October, "S1.X39", breaks, batch =>
    {
        var student = Enrolled(batch, "05");
        var change = AtOtherSchool(batch, student);
        (change["RESIDENT STATUS"], change["STUDENT NUMBER"], change["STATEWIDE STUDENT ID"]) = ("X", "9999998", "9999998");
        if (key is not null)
        {
            change[key] = student[key];
        }
    });

    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "GR", false)]
    [InlineData("UN", "", false)]
    [InlineData("Q9", "", false)]
    public void Change_records_that_change_nothing(string exit, string status, bool breaks) => Expect(October, "S1.X40", breaks, batch =>
    {
        var change = batch.CopyOf(Enrolled(batch, "05"));
        (change["RESIDENT STATUS"], change["STUDENT NUMBER"], change["STATEWIDE STUDENT ID"]) = ("X", "9999998", "9999998");
        (change["EXIT CODE"], change["HIGH SCHL COMP STATUS"]) = (exit, status);
    });

    /// <summary>Nobody enrolls before the third birthday.</summary>
    [Theory]
    [InlineData("20150610", "20180610", false)]
    [InlineData("20150610", "20180609", true)]
    [InlineData("20160229", "20190228", true)]
    [InlineData("20160229", "20190301", false)]
    public void First_enrollment_in_the_country(string birth, string first, bool breaks) => Expect(October, "S1.X41", breaks, batch =>
    {
        var student = Enrolled(batch, "05");
        (student["BIRTH DATE"], student["FIRST ENROLL IN US"]) = (birth, first);
    });

    /// <summary>Of one session there is one result in the LEA; a blank agrees with any.</summary>
    [Theory]
    [InlineData("READ GRADE LEVEL", "Y", "U", true)]
    [InlineData("READ GRADE LEVEL", "Y", "", false)]
    [InlineData("READ GRADE LEVEL", "Y", "?", false)]
    [InlineData("MID YEAR ROGL COMPOSITE SCORE", "200", "201", true)]
    [InlineData("MID YEAR ROGL COMPOSITE SCORE", "200", "0200", false)]
    [InlineData("READING INTERVENTION", "Y", "N", true)]
    public void Results_of_a_session(string field, string value, string other, bool breaks) => Expect(October, "S1.X30", breaks, batch =>
    {
        var student = Enrolled(batch, "02");
        student[field] = value;
        AtOtherSchool(batch, student)[field] = other;
    });

    /// <summary>A course anywhere in the LEA will do for ten days of membership.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_course_in_another_school(bool hasCourse, bool breaks) => Expect(October, "S1.377", breaks, batch =>
    {
        var student = Enrolled(batch, "05");
        student["SCHOOL MEMBERSHIP"] = "020";
        batch.Records.RemoveAll(record => record.Info.Id == "AM" && record.IsOf(student));
        if (hasCourse)
        {
            var course = batch.CopyOf(batch.First("AM"));
            (course["STUDENT NUMBER"], course["SCHOOL NUMBER"]) = (student["STUDENT NUMBER"], OtherSchool(batch, student));
        }
    });

    private static EditableRecord Enrolled(EditableBatch batch, string grade) => batch.First("S1", student => student["GRADE LEVEL"] == grade
        && student["EXIT DATE"] == "" && batch.All("S1", other => other.IsOf(student)).Count == 1 && batch.All("S2", scram => scram.IsOf(student)).Count == 0);

    private static string OtherSchool(EditableBatch batch, EditableRecord student) =>
        batch.First("SC", school => school["SCHOOL NUMBER"] != student["SCHOOL NUMBER"])["SCHOOL NUMBER"];

    private static EditableRecord AtOtherSchool(EditableBatch batch, EditableRecord student)
    {
        var other = batch.CopyOf(student);
        other["SCHOOL NUMBER"] = OtherSchool(batch, student);
        return other;
    }

    private static void Close(EditableRecord student, int days) =>
        (student["EXIT DATE"], student["EXIT CODE"]) = (Days(student["ENTRY DATE"], days), "TO");
}
