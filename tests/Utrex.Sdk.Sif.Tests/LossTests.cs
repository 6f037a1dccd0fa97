using System.Text;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Nothing passes silently: what is in no record is a problem, or counted.</summary>
public sealed class LossTests
{
    private const string Stranger = "99999999999999999999999999999999";

    public static TheoryData<string, string> Counted() => new()
    {
        { Student("<Demographics><Gender>F</Gender><Gender>M</Gender></Demographics>"), "StudentPersonal/Demographics/Gender once more" },
        { Student("<Demographics><RaceList><Race><Code>9999</Code></Race></RaceList></Demographics>"), "Race/Code 9999" },
        { Incident("<OffenderList><Offender><SIF_RefId>" + Sent.StudentId + "</SIF_RefId><ActionList><Action><Code>9999</Code></Action></ActionList></Offender></OffenderList>"), "Action/Code 9999" },
        { Incident("<OffenderList><Offender Type='Unknown'><Injury>3065</Injury></Offender></OffenderList>"), "DisciplineIncident/Offender without a student" },
        { Sent.Section("").Replace("<SectionInfo RefId='66' SchoolCourseInfoRefId='55'/>", "<SectionInfo RefId='66' SchoolCourseInfoRefId='55'><ScheduleInfoList><ScheduleInfo><MeetingTimeList><MeetingTime><TimetablePeriod>1</TimetablePeriod></MeetingTime><MeetingTime><TimetablePeriod>2</TimetablePeriod></MeetingTime></MeetingTimeList></ScheduleInfo></ScheduleInfoList></SectionInfo>", StringComparison.Ordinal), "SectionInfo/ScheduleInfoList/ScheduleInfo/MeetingTimeList/MeetingTime/TimetablePeriod once more" },
        { "<StudentParticipation RefId='8' StudentPersonalRefId='" + Sent.StudentId + "'><ProgramType><Code>0241</Code></ProgramType></StudentParticipation>", "StudentParticipation of another program" },
        { "<SIF_Timestamp>yesterday</SIF_Timestamp>", "SIF_Timestamp that is no time" },
        { Student("<MostRecent><GradeLevel><Code>09</Code><OtherCodeList Codeset='Local'>X9</OtherCodeList></GradeLevel></MostRecent>"), "StudentPersonal/OtherCodeList" },
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void What_no_record_says_is_counted(string item, string name)
    {
        SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + item, out var collector);

        collector.LeftOut.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, int>(name, 1));
        collector.ProblemCount.ShouldBe(0);
    }

    [Fact]
    public void Codes_of_another_set_are_not_those_of_the_state()
    {
        var grade = Student("<MostRecent><GradeLevel><Code>09</Code>{0}</GradeLevel></MostRecent>");

        Grade("<OtherCodeList Codeset='Local'>X9</OtherCodeList>").ShouldBe("09");
        Grade("<OtherCodeList Codeset='StateProvince'>PK</OtherCodeList>").ShouldBe("PK");
        Grade("<OtherCodeList>PK</OtherCodeList>").ShouldBe("PK");

        string Grade(string codes) => SifRun.Value(SifRun.Collect(Sent.District + grade.Replace("{0}", codes, StringComparison.Ordinal) + Sent.Enrollment()), "S1", "GRADE LEVEL");
    }

    public static TheoryData<string, string, string> Reported() => new()
    {
        { "<StudentParticipation RefId='8' StudentPersonalRefId='" + Sent.StudentId + "'/>", "FILE.017", "StudentParticipation 8 has no ProgramType" },
        { "<SectionInfo SchoolCourseInfoRefId='55'/>", "FILE.017", "SectionInfo has no RefId" },
        { Program(Stranger), "FILE.019w", $"StudentParticipation 8 needs SchoolInfo {Stranger} (ManagingSchool), which was not sent; school 104, where the student is enrolled, stands in its place" },
        { Incident("<OffenderList><Offender><SIF_RefId>" + Stranger + "</SIF_RefId></Offender></OffenderList>"), "FILE.013", $"DisciplineIncident 9 needs StudentPersonal {Stranger}" },
        { Incident("<VictimList><Victim><SIF_RefId>" + Stranger + "</SIF_RefId></Victim></VictimList>"), "FILE.013", $"DisciplineIncident 9 needs StudentPersonal {Stranger}" },
        { "<SchoolInfo RefId='24'><StateProvinceId>106</StateProvinceId><LEAInfoRefId>" + Stranger + "</LEAInfoRefId></SchoolInfo>", "FILE.019w", $"SchoolInfo 24 needs LEAInfo {Stranger}, which was not sent; the only one that was stands in its place" },
        { "<SIF_Response><SIF_Error><SIF_Category>8</SIF_Category><SIF_Code>13</SIF_Code><SIF_Desc>Too busy</SIF_Desc></SIF_Error></SIF_Response>", "FILE.020", "Category 8, Code 13, Desc Too busy" },
        { "<SIF_Error/>", "FILE.020", "SIF_Error without words" },
    };

    [Theory]
    [MemberData(nameof(Reported))]
    public void What_is_wrong_is_reported_with_its_line(string item, string rule, string detail)
    {
        SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + "\n\n" + item, out var collector);

        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Rule.Id, problem.Line, problem.Detail).ShouldBe((rule, 3, detail));
    }

    [Fact]
    public void An_incident_has_no_record_of_who_was_not_sent()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Incident($"<OffenderList><Offender><SIF_RefId>{Stranger}</SIF_RefId></Offender><Offender><SIF_RefId>{Sent.StudentId}</SIF_RefId></Offender></OffenderList>"));

        SifRun.Value(batch, "I2", "STUDENT NUMBER").ShouldBe("7");
    }

    [Fact]
    public void A_program_and_an_incident_without_a_school_go_to_the_home_school()
    {
        var incident = Incident($"<OffenderList><Offender><SIF_RefId>{Sent.StudentId}</SIF_RefId></Offender></OffenderList>", agency: "");
        var ofDistrict = Incident($"<OffenderList><Offender><SIF_RefId>{Sent.StudentId}</SIF_RefId></Offender></OffenderList>", Sent.LeaId).Replace("RefId='9'", "RefId='10'", StringComparison.Ordinal);

        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment("40", membership: "Concurrent") + Sent.Enrollment(school: Sent.OtherSchoolId) + Program(managing: "") + incident + ofDistrict, out var collector);

        SifRun.Value(batch, "S4", "SCHOOL NUMBER").ShouldBe("105");
        SifRun.Records(batch).Where(item => item.Record.Id == "I1").Select(item => item.Values[item.Record.FindField("SCHOOL NUMBER")!.Number]).ShouldBe(["105", "105"]);
        collector.ProblemCount.ShouldBe(0);
    }

    [Fact]
    public void Enrollment_history_alone_makes_a_transcript()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + $"<StudentAcademicRecord RefId='8' SIF_RefId='{Sent.StudentId}'><EnrollmentHistory><StudentSchoolEnrollmentData><EntryDate>2022-08-20</EntryDate></StudentSchoolEnrollmentData></EnrollmentHistory></StudentAcademicRecord>");

        SifRun.Value(batch, "ST", "STUDENT ENTRY DATE").ShouldBe("20220820");
    }

    [Theory]
    [InlineData("<MarkingPeriods>{0}{1}</MarkingPeriods>", "A,B", "1.0", 0)]
    [InlineData("{0}", "A", "0.5", 0)]
    [InlineData("{0}<MarkingPeriods>{0}{1}</MarkingPeriods>", "A,B", "1.0", 1)]
    [InlineData("<MarkingPeriods/>{0}", "A", "0.5", 0)]
    public void Marking_periods_count_once(string periods, string grades, string credits, int left)
    {
        var sent = periods.Replace("{0}", Period("A"), StringComparison.Ordinal).Replace("{1}", Period("B"), StringComparison.Ordinal);

        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + $"<StudentAcademicRecord RefId='8' SIF_RefId='{Sent.StudentId}'><CourseHistory><Term><Courses><Course><SchoolCourseInfoData><CourseTitle>Art</CourseTitle></SchoolCourseInfoData>{sent}</Course></Courses></Term></CourseHistory></StudentAcademicRecord>", out var collector);

        string.Join(',', SifRun.Records(batch).Where(item => item.Record.Id == "TG").Select(item => item.Values[item.Record.FindProperty("LetterGrade").Number])).ShouldBe(grades);
        SifRun.Value(batch, "TC", "CREDITS EARNED").ShouldBe(credits);
        collector.LeftOut.Values.Sum().ShouldBe(left);

        static string Period(string letter) => $"<MarkingPeriod><MarkData><Letter>{letter}</Letter></MarkData><CourseCreditsEarned>0.5</CourseCreditsEarned></MarkingPeriod>";
    }

    [Fact]
    public void Involvements_with_types_of_others_fill_the_places_in_their_order()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Enrollment() + Incident("<SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><DisciplineIncidentExtensions><StudentParticipantList><StudentParticipant><StudentPersonalRefId>" + Sent.StudentId + "</StudentPersonalRefId><IncidentInvolvementList>"
            + string.Concat("ABCDEFG".Select(letter => $"<IncidentInvolvement><InvolvementType>of {letter}</InvolvementType><InfractionType>{letter}</InfractionType></IncidentInvolvement>"))
            + "</IncidentInvolvementList></StudentParticipant></StudentParticipantList></DisciplineIncidentExtensions></SIF_ExtendedElement></SIF_ExtendedElements>"), out var collector);

        string.Concat(SifRun.Records(batch).Single(item => item.Record.Id == "I2").Values.Where(value => value is ['A' or 'B' or 'C' or 'D' or 'E' or 'F' or 'G'])).ShouldBe("ABCDE");
        collector.LeftOut["IncidentInvolvement beyond those of the record"].ShouldBe(2);
    }

    [Fact]
    public void A_record_without_room_is_left_out_and_named()
    {
        using var collector = new SifCollector();
        collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(Sent.District + "\n" + Sent.Student.Replace(">7<", $">{new string('7', 50)}<", StringComparison.Ordinal) + "\n" + Sent.Enrollment())), "a.xml");
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        collector.Write(new IO.BatchWriter(output, Records.RecordLayout.Positional)).ShouldBe(3);

        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Rule.Id, problem.File, problem.Line).ShouldBe(("FILE.016", "a.xml", 3));
        problem.Detail.ShouldStartWith($"StudentSchoolEnrollment {Sent.EnrollmentId}: S1 STUDENT NUMBER");
        Encoding.UTF8.GetString(output.WrittenSpan).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..3]).ShouldBe(["DI=", "SC=", "SC="]);
        collector.FindOrigin(3)!.RefId.ShouldBe(Sent.OtherSchoolId);
    }

    [Fact]
    public void A_line_break_is_reported_at_the_object_that_holds_it()
    {
        SifRun.Collect(Sent.District + "\n" + Student("<Name><LastName>Roe\nDoe</LastName></Name>") + "\n" + Sent.Enrollment(), out var collector);

        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Rule.Id, problem.Line, problem.Detail).ShouldBe(("FILE.014w", 2, $"StudentPersonal {Sent.StudentId}: LAST NAME"));
    }

    [Fact]
    public void The_names_that_are_counted_have_an_end()
    {
        SifRun.Collect(Sent.District + Student(string.Concat(Enumerable.Range(0, 1500).Select(i => $"<Own{i}/>"))), out var collector);

        collector.LeftOut.Count.ShouldBe(1001);
        collector.LeftOut["others"].ShouldBe(500);
        collector.LeftOut.Values.Sum().ShouldBe(1500);
    }

    [Fact]
    public void What_ends_a_file_is_kept_however_many_problems_there_are()
    {
        using var collector = new SifCollector();
        var xml = Sent.District + string.Concat(Enumerable.Repeat("<StudentPersonal/>", 10_001)) + "<SIF_Error/><StudentPersonal";

        collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "a.xml").ShouldBeFalse();

        collector.ProblemCount.ShouldBe(10_003);
        collector.Problems.Count.ShouldBe(10_002);
        collector.Problems[^2].Rule.Id.ShouldBe("FILE.020", "the first of its kind");
        collector.Problems[^1].IsFatal.ShouldBeTrue();
    }

    private static string Student(string elements) => $"<StudentPersonal RefId='{Sent.StudentId}'><LocalId>7</LocalId>{elements}</StudentPersonal>";

    private static string Program(string managing) =>
        $"<StudentParticipation RefId='8' StudentPersonalRefId='{Sent.StudentId}'><ProgramType><Code>3200</Code></ProgramType>{(managing.Length == 0 ? "" : $"<ManagingSchool>{managing}</ManagingSchool>")}</StudentParticipation>";

    private static string Incident(string elements, string agency = Sent.SchoolId) =>
        $"<DisciplineIncident RefId='9' SchoolYear='2026'>{(agency.Length == 0 ? "" : $"<AgencyReporting>{agency}</AgencyReporting>")}<IncidentNumber>5</IncidentNumber><IncidentDate>2025-09-02</IncidentDate>{elements}</DisciplineIncident>";
}
