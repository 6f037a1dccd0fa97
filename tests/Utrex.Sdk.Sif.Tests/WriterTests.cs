using System.Xml;
using System.Xml.Linq;
using Utrex.Sdk.Records;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Which objects records make, under which identifiers.</summary>
public sealed class WriterTests
{
    private static readonly XNamespace Sif = SifRun.Namespace;

    private static readonly string First = Line("S1", ("SCHOOL NUMBER", "104"), ("STUDENT NUMBER", "7"), ("LAST NAME", "Roe"), ("ENTRY DATE", "20250818"), ("EXIT DATE", "20251015"), ("SCHOOL MEMBERSHIP", "040"), ("RESIDENT STATUS", "U"), ("LEA NUMBER", "01"));

    private static readonly string Second = Line("S1", ("SCHOOL NUMBER", "104"), ("STUDENT NUMBER", "7"), ("LAST NAME", "Doe"), ("ENTRY DATE", "20251101"), ("SCHOOL MEMBERSHIP", "020"), ("RESIDENT STATUS", "U"), ("LEA NUMBER", "01"));

    /// <summary>Who moves between two schools has two addresses in one batch.</summary>
    [Fact]
    public void Records_that_contradict_each_other_are_versions_of_a_student_and_come_back()
    {
        var batch = Head() + First + Second + Line("SC", ("SCHOOL NUMBER", "105"), ("DAYS IN SCHOOL YEAR", "180"), ("LEA NUMBER", "01")) + First.Replace("\t104\t", "\t105\t", StringComparison.Ordinal);

        var (xml, report) = SifRun.ToSif(batch);

        var versions = Objects(xml, "StudentPersonal");
        versions.Select(version => version.Descendants(Sif + "LastName").Single().Value).ShouldBe(["Doe", "Roe"], "the latest first");
        versions.ShouldAllBe(version => version.Element(Sif + "LocalId")!.Value == "7");
        report.Derived["StudentPersonal"].ShouldBe(1);
        report.Losses.ShouldBeEmpty();
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
        Ids(SifRun.ToSif(Head() + Second).Xml).ShouldBeSubsetOf(Ids(xml));
    }

    [Fact]
    public void A_merged_student_is_one_object_and_what_others_say_otherwise_is_named()
    {
        var batch = Head() + First + Second;

        var (xml, report) = SifRun.ToSif(batch, new SifWriterOptions { MergesStudents = true });

        Objects(xml, "StudentPersonal").ShouldHaveSingleItem().Descendants(Sif + "LastName").Single().Value.ShouldBe("Doe", "the latest enrollment tells");
        Objects(xml, "StudentSchoolEnrollment").Count.ShouldBe(2);
        var loss = report.Losses.ShouldHaveSingleItem();
        (loss.Line, loss.Field!.Name, loss.Value, loss.ReadAs, loss.Reason).ShouldBe((3, "LAST NAME", "Roe", "Doe", null));
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    [Fact]
    public void A_merged_student_of_two_schools_is_one_object()
    {
        var batch = Head() + First + Line("SC", ("SCHOOL NUMBER", "105"), ("DAYS IN SCHOOL YEAR", "180"), ("LEA NUMBER", "01")) + Second.Replace("\t104\t", "\t105\t", StringComparison.Ordinal);

        var (xml, report) = SifRun.ToSif(batch, new SifWriterOptions { MergesStudents = true });

        Objects(xml, "StudentPersonal").ShouldHaveSingleItem();
        report.Losses.Select(loss => (loss.Line, loss.Field!.Name, loss.ReadAs)).ShouldBe([(5, "LAST NAME", "Roe")]);
    }

    [Fact]
    public void What_a_transcript_says_of_a_student_waits_for_the_enrollment()
    {
        var head = Line("ST", ("STUDENT NUMBER", "7"), ("SCHOOL NUMBER", "104"), ("STUDENT ADDRESS COUNTRY", "CA"), ("GRADE 9 GPA", "3.000"), ("LEA NUMBER", "01"));
        var batch = Head() + head + Line("SC", ("SCHOOL NUMBER", "105"), ("DAYS IN SCHOOL YEAR", "180"), ("LEA NUMBER", "01")) + Second.Replace("\t104\t", "\t105\t", StringComparison.Ordinal);

        var (xml, report) = SifRun.ToSif(batch);

        report.Losses.ShouldBeEmpty();
        var student = Objects(xml, "StudentPersonal").ShouldHaveSingleItem();
        (student.Descendants(Sif + "LastName").Single().Value, student.Descendants(Sif + "Country").Single().Value).ShouldBe(("Doe", "CA"));
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    [Fact]
    public void Students_without_a_number_stay_apart()
    {
        var batch = Head() + First.Replace("\t7\t", "\t\t", StringComparison.Ordinal) + Second.Replace("\t7\t", "\t\t", StringComparison.Ordinal);

        var (xml, report) = SifRun.ToSif(batch);

        Objects(xml, "StudentPersonal").Count.ShouldBe(2);
        report.Losses.ShouldBeEmpty();
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    /// <summary>The identifiers do not depend on what else there is, nor on its order.</summary>
    [Fact]
    public void A_record_has_the_same_identifiers_with_others_and_without()
    {
        var courses = Line("AC", ("COURSE & SECTION", "1001"), ("PERIOD", "01"), ("CORE CODE", "07010000010"), ("COURSE TITLE", "One"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"))
            + Line("AC", ("COURSE & SECTION", "1001"), ("PERIOD", "02"), ("CORE CODE", "07010000020"), ("COURSE TITLE", "Two"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));
        var lines = courses.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line + "\n").ToArray();
        var all = Ids(SifRun.ToSif(Head() + courses + First + Second).Xml);

        Ids(SifRun.ToSif(Head() + lines[1] + lines[0] + Second + First).Xml).ShouldBe(all, ignoreOrder: true);
        Ids(SifRun.ToSif(Head() + lines[1] + Second).Xml).ShouldBeSubsetOf(all);
        Ids(SifRun.ToSif(Head() + lines[0] + First).Xml).ShouldBeSubsetOf(all);
    }

    /// <summary>Numbers of incidents and courses begin anew each year.</summary>
    [Fact]
    public void Records_of_another_year_have_other_identifiers()
    {
        var rest = Line("AC", ("COURSE & SECTION", "1001"), ("PERIOD", "01"), ("COURSE TITLE", "One"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"))
            + Line("AM", ("STUDENT NUMBER", "7"), ("COURSE NUMBER", "1001"), ("PERIOD", "01"), ("CREDITS EARNED", "0.500"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"))
            + Line("I1", ("INCIDENT ID", "1"), ("INCIDENT DATE", "20251001"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));

        var before = Ids(SifRun.ToSif(Head() + rest).Xml);
        var after = Ids(SifRun.ToSif(Head().Replace("2026", "2027", StringComparison.Ordinal) + rest).Xml);

        string[] yearly = ["CalendarSummary", "SchoolCourseInfo", "SectionInfo", "StudentSectionEnrollment", "StudentGrade", "DisciplineIncident"];
        before.Select(id => id.Split(' ')[0]).ShouldBe([.. yearly, "LEAInfo", "SchoolInfo", "StudentPersonal"], ignoreOrder: true);
        before.Intersect(after).Select(id => id.Split(' ')[0]).ShouldBe(["LEAInfo", "SchoolInfo", "StudentPersonal"], ignoreOrder: true);
    }

    [Fact]
    public void A_member_of_no_course_is_left_out_and_named_and_a_course_may_come_later()
    {
        var member = Line("AM", ("STUDENT NUMBER", "7"), ("COURSE NUMBER", "1001"), ("PERIOD", "01"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));
        var course = Line("AC", ("COURSE & SECTION", "1001"), ("PERIOD", "01"), ("COURSE TITLE", "One"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));

        var (xml, report) = SifRun.ToSif(Head() + member);
        var (later, nothing) = SifRun.ToSif(Head() + member + course);

        Objects(xml, "StudentSectionEnrollment").ShouldBeEmpty();
        report.Losses.ShouldHaveSingleItem().Reason.ShouldBe("the batch has no course 1001 in period 01");
        nothing.Losses.ShouldBeEmpty();
        Objects(later, "StudentSectionEnrollment").ShouldHaveSingleItem();
    }

    /// <summary>SIF has one grade of a student in a section.</summary>
    [Fact]
    public void Who_is_in_a_section_twice_has_two_grades_unless_the_second_is_blank()
    {
        var course = Line("AC", ("COURSE & SECTION", "1001"), ("PERIOD", "01"), ("COURSE TITLE", "One"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));
        var members = new[] { ("20250818", "2.0000"), ("20260105", "3.0000"), ("20260301", "") }
            .Select(member => Line("AM", ("STUDENT NUMBER", "7"), ("COURSE NUMBER", "1001"), ("PERIOD", "01"), ("COURSE ENTRY DATE", member.Item1), ("GRADE EARNED", member.Item2), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"))).ToArray();
        var batch = Head() + course + string.Concat(members);

        var (xml, report) = SifRun.ToSif(batch);

        Objects(xml, "StudentGrade").ShouldHaveSingleItem();
        report.Losses.Select(loss => (loss.Line, loss.Field!.Name, loss.ReadAs)).ShouldBe([(6, "GRADE EARNED", "2.0000")]);
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    [Fact]
    public void A_victim_is_no_offender_and_nobody_gets_an_action_that_no_record_tells()
    {
        var batch = Head() + Line("I1", ("INCIDENT ID", "1"), ("INCIDENT DATE", "20251001"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"))
            + Line("I2", ("INCIDENT ID", "1"), ("STUDENT NUMBER", "7"), ("PI ROLE", "V"), ("REFERRED TO POLICE", "N"), ("ALTERNATIVE PLACEMENT", "N"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"))
            + Line("I2", ("INCIDENT ID", "1"), ("STUDENT NUMBER", "8"), ("PI ROLE", "O"), ("REFERRED TO POLICE", "N"), ("ALTERNATIVE PLACEMENT", "N"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));

        var (xml, report) = SifRun.ToSif(batch);

        var incident = Objects(xml, "DisciplineIncident").ShouldHaveSingleItem();
        incident.Descendants(Sif + "Victim").Count().ShouldBe(1);
        incident.Descendants(Sif + "Offender").Count().ShouldBe(1);
        incident.Descendants(Sif + "Action").ShouldBeEmpty();
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    [Theory]
    [InlineData("TG", "it has neither a grading term nor a letter grade")]
    [InlineData("I1", "it says nothing of the incident but its number")]
    [InlineData("ST", "it says nothing of the transcript but whose it is")]
    public void A_record_that_no_collector_makes_again_is_named(string record, string reason)
    {
        var empty = record switch
        {
            "TG" => Line("TC", ("STUDENT NUMBER", "7"), ("COURSE RECORD ID", "1"), ("COURSE TITLE", "One"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104")) + Line("TG", ("STUDENT NUMBER", "7"), ("COURSE RECORD ID", "1"), ("COURSE TITLE", "One"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104")),
            "I1" => Line("I1", ("INCIDENT ID", "1"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104")),
            _ => Line("ST", ("STUDENT NUMBER", "7"), ("SCHOOL NUMBER", "104"), ("LEA NUMBER", "01")),
        };

        var (xml, report) = SifRun.ToSif(Head() + empty);

        report.Losses.Where(loss => loss.Reason is not null).Select(loss => (loss.Record.Id, loss.Reason)).ShouldBe([(record, reason)]);
        SifRun.Records(SifRun.Collect(xml)).ShouldNotContain(item => item.Record.Id == record);
    }

    [Theory]
    [InlineData("  12 Main St", "12 Main St")]
    [InlineData("\u00A0Lehi", null)]
    public void Blanks_before_a_text_are_lost_and_named(string value, string? readAs)
    {
        var batch = Head() + Second.Replace("\tDoe\t", $"\t{value}\t", StringComparison.Ordinal);

        var (xml, report) = SifRun.ToSif(batch);

        report.Losses.Select(loss => loss.ReadAs).ShouldBe(readAs is null ? [] : [readAs]);
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    /// <summary>One wrong date must not move the first day of school.</summary>
    [Fact]
    public void Days_are_counted_from_a_day_of_the_school_year()
    {
        var (xml, _) = SifRun.ToSif(Head() + First + Second.Replace("\t7\t", "\t8\t", StringComparison.Ordinal).Replace("20251101", "00010101", StringComparison.Ordinal));

        Objects(xml, "StudentAttendanceSummary").Select(summary => summary.Element(Sif + "StartDay")!.Value).ShouldBe(["1", "1"]);
    }

    [Fact]
    public void A_constant_gives_way_to_a_default()
    {
        var batch = Head() + Line("TA", ("STUDENT NUMBER", "7"), ("TEST NAME", "ACT"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));
        const string Path = "StudentAcademicRecord/AssessmentPerformanceHistory/Assessment/TestScoreType";

        XDocument.Parse(SifRun.ToSif(batch).Xml).Descendants(Sif + "TestScoreType").Single().Value.ShouldBe("9999");
        XDocument.Parse(SifRun.ToSif(batch, new SifWriterOptions { Defaults = new Dictionary<string, string> { [Path] = "3473" } }).Xml).Descendants(Sif + "TestScoreType").Single().Value.ShouldBe("3473");
    }

    /// <summary>Nobody must take half a batch for a whole one.</summary>
    [Fact]
    public void Without_its_end_the_message_is_not_well_formed()
    {
        using var stream = new MemoryStream();
        using (var writer = new SifWriter(stream))
        {
            writer.Write(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026 });
            writer.Write(new SchoolRecord { SchoolNumber = "104", LeaNumber = "01" });
        }

        Should.Throw<XmlException>(() => XDocument.Parse(System.Text.Encoding.UTF8.GetString(stream.ToArray())));
    }

    [Fact]
    public void Nothing_can_be_written_after_the_end()
    {
        using var writer = new SifWriter(new MemoryStream());
        writer.Complete();
        writer.Complete();

        Should.Throw<InvalidOperationException>(() => writer.Write(new DistrictRecord { LeaNumber = "01" }));
    }

    [Fact]
    public void A_character_that_XML_cannot_hold_is_an_error_of_the_field()
    {
        using var writer = new SifWriter(new MemoryStream());

        var error = Should.Throw<FieldFormatException>(() => writer.Write(new StudentRecord { LastName = "Ro\u0001e" }));

        (error.Record, error.Field).ShouldBe(("S1", "LAST NAME"));
        error.Message.ShouldContain("U+0001");
    }

    /// <summary>"No end" is often written as the last day that there is.</summary>
    [Fact]
    public void An_action_ends_on_the_last_day_that_there_is_at_the_latest()
    {
        var method = UtrexSpecification.Current.FindRecord("I2")!.FindField("DISCIPLINE METHOD")!.Codes!.Codes[0].Code;
        var batch = Head() + Line("I1", ("INCIDENT ID", "5"), ("INCIDENT DATE", "99991231"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"))
            + Line("I2", ("INCIDENT ID", "5"), ("STUDENT NUMBER", "7"), ("DISCIPLINE METHOD", method), ("NUMBER OF DAYS", "10.0"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104"));

        var action = XDocument.Parse(SifRun.ToSif(batch).Xml).Descendants(Sif + "Action").First();

        (action.Element(Sif + "StartDate")!.Value, action.Element(Sif + "EndDate")!.Value).ShouldBe(("9999-12-31", "9999-12-31"));
    }

    /// <summary>Each of them is asked whether it agrees with each enrollment, but only so many are: the others come back all the same.</summary>
    [Fact]
    public void Any_number_of_transcripts_that_contradict_each_other_come_back()
    {
        var students = Enumerable.Range(1, 40).Select(day => Line("S1", ("SCHOOL NUMBER", "104"), ("STUDENT NUMBER", "7"), ("LAST NAME", $"Name{day}"), ("ENTRY DATE", $"202509{1 + (day % 30):00}"), ("LEA NUMBER", "01")));
        var transcripts = Enumerable.Range(1, 40).Select(i => Line("ST", ("STUDENT NUMBER", "7"), ("PARENT/GUARDIAN LAST NAME", $"Parent{i}"), ("DIPLOMA TYPE", "0700"), ("LEA NUMBER", "01"), ("SCHOOL NUMBER", "104")));
        var batch = Head() + string.Concat(students) + string.Concat(transcripts);

        var (xml, report) = SifRun.ToSif(batch);

        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
        SifRun.Records(SifRun.Collect(xml)).Count(record => record.Record.Id == "ST").ShouldBe(40);
    }

    private static string Head() => "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";

    private static string Line(string record, params (string Field, string Value)[] values)
    {
        var info = UtrexSpecification.Current.FindRecord(record)!;
        var line = info.Fields.Select(field => field.Constant ?? "").ToArray();
        foreach (var (field, value) in values)
        {
            line[info.FindField(field)!.Number] = value;
        }

        return string.Join('\t', line) + "\n";
    }

    private static List<XElement> Objects(string xml, string name) => [.. XDocument.Parse(xml).Descendants(Sif + "SIF_ObjectData").Elements(Sif + name)];

    private static List<string> Ids(string xml) => [.. XDocument.Parse(xml).Descendants(Sif + "SIF_ObjectData").Elements()
        .Where(item => item.Attribute("RefId") is not null).Select(item => $"{item.Name.LocalName} {item.Attribute("RefId")!.Value}")];
}
