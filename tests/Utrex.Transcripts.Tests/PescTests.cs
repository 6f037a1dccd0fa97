using System.Xml.Linq;

namespace Utrex.Transcripts.Tests;

/// <summary>PESC High School Transcripts: as the schemas demand them, and back.</summary>
public class PescTests
{
    private const string Namespace = "urn:org:pesc:message:HighSchoolTranscript:v1.5.0";

    [Fact]
    public void Only_the_root_is_in_a_namespace()
    {
        var root = XDocument.Parse(Records.ToPesc(Records.Transcript).Xml).Root!;

        root.Name.ShouldBe(XName.Get("HighSchoolTranscript", Namespace));
        root.Elements().Select(element => element.Name.LocalName).ShouldBe(["TransmissionData", "Student", "UserDefinedExtensions"]);
        root.Elements().Take(2).SelectMany(element => element.DescendantsAndSelf()).ShouldAllBe(element => element.Name.NamespaceName.Length == 0);

        // The extensions are one element of another namespace.
        root.Element("UserDefinedExtensions")!.Elements().ShouldHaveSingleItem().Name.NamespaceName.ShouldBe("urn:utrex:transcript-fields:1");
    }

    [Fact]
    public void Elements_stand_in_the_order_of_the_schemas()
    {
        var student = XDocument.Parse(Records.ToPesc(Records.Transcript).Xml).Root!.Element("Student")!;

        Names(student).ShouldBe(["Person", "AcademicRecord", "Tests", "Tests"]);
        Names(student.Element("Person")!).ShouldBe(["SchoolAssignedPersonID", "AgencyAssignedID", "Birth", "Name", "ParentGuardianName", "Contacts", "Gender"]);
        Names(student.Descendants("Address").First()).ShouldBe(["AddressLine", "AddressLine", "City", "StateProvince", "CountryCode"]);
        var record = student.Element("AcademicRecord")!;
        Names(record).Distinct().ShouldBe(["School", "StudentLevel", "AcademicAward", "AcademicSummary", "AcademicSession"]);
        Names(record.Element("School")!).ShouldBe(["OrganizationName", "LocalOrganizationID", "Contacts"]);
        Names(record.Element("AcademicSummary")!).ShouldBe(["AcademicSummaryType", "GPA", "ClassRank", "ClassSize", "EntryDate"]);
        Names(record.Element("AcademicSummary")!.Element("GPA")!).ShouldBe(["CreditHoursAttempted", "CreditHoursEarned", "CreditUnit", "GradePointAverage", "CreditHoursforGPA"]);
        Names(record.Elements("AcademicSession").First()).ShouldBe(["AcademicSessionDetail", "StudentLevel", "Course"]);
        Names(record.Descendants("Course").First()).ShouldBe(["CourseCreditBasis", "CourseCreditUnits", "CourseCreditValue", "CourseCreditEarned", "CourseAcademicGrade", "CourseNumber", "OriginalCourseID", "AgencyCourseID", "CourseTitle"]);
        Names(student.Elements("Tests").First()).ShouldBe(["TestCode", "TestName", "TestDate", "Subtest", "Subtest"]);
    }

    [Fact]
    public void A_course_stands_in_each_of_its_terms_with_its_share()
    {
        var sessions = XDocument.Parse(Records.ToPesc(Records.Transcript).Xml).Descendants("AcademicSession").ToList();

        sessions.Select(session => (session.Descendants("SessionSchoolYear").Single().Value, session.Descendants("SessionName").Single().Value, session.Descendants("StudentLevelCode").Single().Value)).ShouldBe(
        [
            ("2022-2023", "S1", "NinthGrade"), ("2022-2023", "S2", "NinthGrade"), ("2023-2024", "S1", "TenthGrade"), ("2023-2024", "FIN", "TenthGrade"),
        ]);
        sessions.Take(2).Select(session => session.Descendants("CourseCreditValue").Single().Value).ShouldBe(["0.5", "0.5"]);
        sessions[3].Descendants("CourseOverrideSchool").Single().Element("CCD")!.Value.ShouldBe("150003000123");
        sessions[0].Descendants("CourseOverrideSchool").ShouldBeEmpty();
    }

    [Fact]
    public void What_has_no_place_is_named_and_comes_back()
    {
        var transcript = Records.Transcript;
        var (xml, writer) = Records.ToPesc(transcript);
        writer.Losses.Select(loss => loss.ToString()).ShouldBe(
        [
            "ST EXPECTED GRADUATION DATE: among the user defined extensions",
            "ST PERCENTILE RANK: among the user defined extensions",
        ]);

        var (back, reader) = Records.FromPesc(xml);
        reader.Problems.ShouldBeEmpty();
        reader.LeftOut.ShouldBeEmpty();
        ShouldBeSame(back!, transcript);
    }

    [Fact]
    public void Values_that_do_not_fit_are_cut_named_and_come_back()
    {
        var head = Records.Head with
        {
            LeaName = new string('x', 70),
            StudentAddressStateCode = "Utah",
            SchoolState = "ZZ",
            StudentAddressCountry = "US",
            CumulativeUnweightedGpa = "NGPA",
            ClassRank = 0,
            GraduationDate = new Sdk.Text.PartialDate(2026, 5, hasHyphen: true),
            StudentAddressCity = "P",
        };
        var transcript = Transcript.Of(head, [Records.Tests[0] with { TestScore = null, Subtest = new string('s', 80) }], [Records.Courses[0] with { CourseTitle = new string('t', 61) + "\uFFFE" }], [Records.Grade(7, "Other", null, null, "ABCDEFGHIJKLM")], TranscriptStudent.Of(Records.Student));
        var (xml, writer) = Records.ToPesc(transcript);

        XDocument.Parse(xml).Descendants("AddressLine").ShouldBeEmpty();
        writer.Losses.Select(loss => loss.Field!.Name).ShouldContain("CUMULATIVE UN-WEIGHTED GPA");
        writer.Losses.Where(loss => !loss.IsCarried).Select(loss => loss.Field!.Name).ShouldBe(["COURSE TITLE"]);
        var (back, reader) = Records.FromPesc(xml);
        reader.Problems.ShouldBeEmpty();
        back!.Head.ShouldBe(head);
        back.Courses[0].Grades.ShouldBe(transcript.Courses[0].Grades);
        back.Tests.ShouldBe(transcript.Tests);
    }

    [Fact]
    public void A_record_without_what_the_schema_demands_is_left_out_and_named()
    {
        var transcript = Transcript.Of(Records.Head, [Records.Tests[0] with { TestDate = null }], [Records.Courses[0] with { SchoolYear = null }], [Records.Grades[0]], TranscriptStudent.Of(Records.Student));
        var (xml, writer) = Records.ToPesc(transcript);

        writer.Losses.Where(loss => loss.Field is null).Select(loss => loss.ToString()).ShouldBe(["TA: the record is left out", "TC: the record is left out", "TG: the record is left out"]);
        XDocument.Parse(xml).Descendants("AcademicSession").ShouldBeEmpty();
    }

    [Fact]
    public void Every_transcript_of_a_sample_comes_back()
    {
        var transcripts = Records.Of(SampleBatches.YearEnd);
        transcripts.Count.ShouldBeGreaterThan(50);
        transcripts.ShouldContain(transcript => transcript.Courses.Length > 10);
        foreach (var transcript in transcripts)
        {
            var (xml, writer) = Records.ToPesc(transcript);
            writer.Losses.ShouldAllBe(loss => loss.IsCarried);
            var (back, reader) = Records.FromPesc(xml);
            reader.Problems.ShouldBeEmpty();
            ShouldBeSame(back!, transcript);
        }
    }

    internal static void ShouldBeSame(Transcript back, Transcript before)
    {
        back.Head.ShouldBe(before.Head);
        back.Student.ShouldBe(before.Student);
        back.Tests.Select(test => test.ToString()).ShouldBe(before.Tests.Select(test => test.ToString()), ignoreOrder: true);
        back.Courses.Select(course => course.Record).ShouldBe(before.Courses.Select(course => course.Record), ignoreOrder: true);
        back.Courses.SelectMany(course => course.Grades).ShouldBe(before.Courses.SelectMany(course => course.Grades), ignoreOrder: true);
    }

    private static IEnumerable<string> Names(XElement element) => element.Elements().Select(child => child.Name.LocalName);
}
