using static Utrex.Cli.Tests.Boundary;

namespace Utrex.Cli.Tests;

/// <summary>Boundaries of the rules on transcripts (ST, TA, TC, TG).</summary>
public class TranscriptBoundaryTests
{
    /// <summary>A completion status that is no code is not blank, and neither is an exit date that is no day.</summary>
    [Theory]
    [InlineData("ST.1602", "", "", "20250930", true)]
    [InlineData("ST.1602", "ZZ", "", "20250930", false)]
    [InlineData("ST.1602", "", "20259999", "20250930", false)]
    [InlineData("ST.1601", "ZZ", "20250930", "", true)]
    [InlineData("ST.1601", "ZZ", "20259999", "", true)]
    [InlineData("ST.1601", "ZZ", "", "", false)]
    [InlineData("ST.1601", "", "20250930", "", false)]
    public void Exits(string rule, string status, string schoolExit, string exit, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var transcript = batch.First("ST");
        transcript["STUDENT EXIT DATE"] = exit;
        foreach (var student in batch.All("S1", student => student.IsOf(transcript)))
        {
            (student["HIGH SCHL COMP STATUS"], student["EXIT DATE"]) = (status, schoolExit);
        }
    });

    /// <summary>A change record in whatever school: the student is not enrolled this year.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_change_record_of_the_student(bool isSameSchool) => Expect(October, "ST.1613", breaks: true, batch =>
    {
        var transcript = batch.First("ST");
        var change = batch.First("S1", student => student.IsAt(transcript)).Copy();
        change["RESIDENT STATUS"] = "X";
        change["SCHOOL NUMBER"] = isSameSchool ? change["SCHOOL NUMBER"] : batch.First("SC", school => school["SCHOOL NUMBER"] != transcript["SCHOOL NUMBER"])["SCHOOL NUMBER"];
        batch.Records.Add(change);
    });

    /// <summary>An exit date is the day after: July 1 after the school year is still right.</summary>
    [Theory]
    [InlineData("20250630", true)]
    [InlineData("20250701", false)]
    [InlineData("20260701", false)]
    [InlineData("20260702", true)]
    [InlineData("202x", false)]
    public void An_exit_of_this_school_year(string exit, bool breaks) => Expect(October, "ST.X02", breaks, batch => batch.First("ST")["STUDENT EXIT DATE"] = exit);

    [Theory]
    [InlineData("20250920", null, true)]
    [InlineData("20250930", null, false)]
    [InlineData("20250920", "", false)]
    [InlineData("20250920", "20259999", false)]
    [InlineData("20250920", "20250920", true)]
    [InlineData("x", null, false)]
    public void The_last_exit(string exit, string? second, bool breaks) => Expect(October, "ST.X03", breaks, batch =>
    {
        var transcript = batch.First("ST");
        transcript["STUDENT EXIT DATE"] = exit;
        var student = batch.First("S1", student => student.IsAt(transcript));
        student["EXIT DATE"] = "20250930";
        if (second is not null)
        {
            batch.CopyOf(student)["EXIT DATE"] = second;
        }
    });

    /// <summary>The alternate diploma counts as one, though the rows leave it out.</summary>
    [Theory]
    [InlineData("ST.X04", "GA", "", "Basic", true)]
    [InlineData("ST.X04", "GA", "20250930", "", false)]
    [InlineData("ST.X04", "GR", "", "Basic", false)]
    [InlineData("ST.X05", "GA", "20250930", "", true)]
    [InlineData("ST.X05", "GA", "", "Basic", false)]
    [InlineData("ST.1603", "GA", "", "", false)]
    [InlineData("ST.1607", "GR", "", "", true)]
    public void Graduates(string rule, string status, string date, string diploma, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var transcript = batch.First("ST");
        (transcript["GRADUATION DATE"], transcript["DIPLOMA TYPE"]) = (date, diploma);
        batch.First("S1", student => student.IsAt(transcript))["HIGH SCHL COMP STATUS"] = status;
    });

    [Theory]
    [InlineData("ST.X06", "DIPLOMA TYPE", "Certificate of Completion", false)]
    [InlineData("ST.X06", "DIPLOMA TYPE", "basic", true)]
    [InlineData("ST.X07", "SCHOOL ZIP", "841110001", false)]
    [InlineData("ST.X07", "SCHOOL ZIP", "831110001", true)]
    [InlineData("ST.X08", "SCHOOL ZIP", "841110001", false)]
    [InlineData("ST.X08", "SCHOOL ZIP", "84111", true)]
    [InlineData("ST.X09", "SCHOOL PHONE", "801555010x", true)]
    public void The_head(string rule, string field, string value, bool breaks) => Expect(October, rule, breaks, batch => batch.First("ST")[field] = value);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Two_transcripts(bool isOtherSchool, bool breaks) => Expect(October, "ST.X10", breaks, batch =>
    {
        var transcript = batch.First("ST");
        var other = batch.First("SC", school => school["SCHOOL NUMBER"] != transcript["SCHOOL NUMBER"]);
        batch.CopyOf(transcript)["SCHOOL NUMBER"] = isOtherSchool ? other["SCHOOL NUMBER"] : transcript["SCHOOL NUMBER"];
    });

    /// <summary>A school is no school of record where each enrolment there says so.</summary>
    [Theory]
    [InlineData("ST.X01", "ST", false, true)]
    [InlineData("ST.X01", "ST", true, false)]
    [InlineData("TA.X01", "TA", false, true)]
    [InlineData("TC.X02", "TC", false, true)]
    [InlineData("TG.X02", "TG", false, true)]
    [InlineData("TG.X02", "TG", true, false)]
    public void The_school_of_record(string rule, string type, bool hasOther, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var student = batch.First("S1", student => student.IsAt(batch.First(type)));
        student["SCHOOL OF RECORD"] = "N";
        if (hasOther)
        {
            batch.CopyOf(student)["SCHOOL OF RECORD"] = "";
        }
    });

    /// <summary>Where there are transcripts, each student who is in high school has one.</summary>
    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("20250930", "", "", false)]
    [InlineData("20250930", "GR", "", false)]
    [InlineData("", "", "N", false)]
    public void A_student_without_a_transcript(string exit, string status, string ofRecord, bool breaks) => Expect(October, "S1.X62", breaks, batch =>
    {
        var transcript = batch.First("ST");
        batch.Records.Remove(transcript);
        var student = batch.First("S1", student => student.IsAt(transcript));
        (student["EXIT DATE"], student["HIGH SCHL COMP STATUS"], student["SCHOOL OF RECORD"]) = (exit, status, ofRecord);
    });

    [Fact]
    public void A_batch_without_transcripts() => Expect(October, "S1.X62", breaks: false, batch => batch.Records.RemoveAll(record => record.Info.Id == "ST"));

    [Theory]
    [InlineData("ACT", "", true)]
    [InlineData("SAT Subject", "", true)]
    [InlineData("AP Calculus AB", "", false)]
    [InlineData("act", "", false)]
    [InlineData("ACT", "Composite", false)]
    public void A_part_of_a_test(string name, string part, bool breaks) => Expect(October, "TA.X02", breaks, batch =>
    {
        var test = batch.First("TA");
        (test["TEST NAME"], test["SUBTEST"]) = (name, part);
    });

    /// <summary>Numbers of courses may repeat from student to student: a grade belongs to the student's own course.</summary>
    [Theory]
    [InlineData("TG.1401", "", false)]
    [InlineData("TG.1401", "999", true)]
    [InlineData("TC.1307", "", true)]
    [InlineData("TC.1307", null, false)]
    public void Grades_of_another_student(string rule, string? id, bool breaks) => Expect(October, rule, breaks, batch =>
    {
        var course = batch.First("TC", course => course["GRADE LEVEL"] == "09");
        var other = batch.First("TC", other => !other.IsOf(course));
        foreach (var grade in batch.All("TG", grade => grade["COURSE RECORD ID"] == course["COURSE RECORD ID"]))
        {
            if (id is not null)
            {
                grade["STUDENT NUMBER"] = other["STUDENT NUMBER"];
                grade["COURSE RECORD ID"] = id == "" ? grade["COURSE RECORD ID"] : id;
            }
        }
    });

    /// <summary>The credits are those of the student's own course, whoever else has a course of that number.</summary>
    [Theory]
    [InlineData("0.4", "1.0", true)]
    [InlineData("1.0", "0.4", false)]
    [InlineData("", "0.4", false)]
    public void Credits_of_the_same_number(string own, string others, bool breaks) => Expect(October, "TG.1402", breaks, batch =>
    {
        var course = batch.First("TC");
        course["CREDITS ATTEMPTED"] = own;
        var other = batch.First("TC", other => !other.IsOf(course)).Copy();
        (other["COURSE RECORD ID"], other["CREDITS ATTEMPTED"]) = (course["COURSE RECORD ID"], others);
        batch.Records.Insert(0, other);
        foreach (var grade in batch.All("TG", grade => grade["COURSE RECORD ID"] == course["COURSE RECORD ID"]))
        {
            grade["CREDITS EARNED"] = "0.5";
        }
    });
}
