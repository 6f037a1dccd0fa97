using System.Globalization;
using System.Text;
using Utrex.Transcripts.Pesc;

namespace Utrex.Transcripts.Tests;

/// <summary>Documents of other programs, and of those who mean harm.</summary>
public class PescReaderTests
{
    /// <summary>As a program of another state writes one: two schools, its own names for summaries, codes instead of names, no numbers of courses.</summary>
    private const string Foreign = """
        <?xml version="1.0" encoding="UTF-8"?>
        <hst:HighSchoolTranscript xmlns:hst="urn:org:pesc:message:HighSchoolTranscript:v1.5.0">
          <TransmissionData>
            <DocumentID>A1</DocumentID><CreatedDateTime>2025-06-11T10:00:00-05:00</CreatedDateTime><DocumentTypeCode>StudentRequest</DocumentTypeCode><TransmissionType>Original</TransmissionType>
            <Source><Organization><CEEBACT>123456</CEEBACT><LocalOrganizationID><LocalOrganizationIDCode>0770</LocalOrganizationIDCode><LocalOrganizationIDQualifier>ID</LocalOrganizationIDQualifier></LocalOrganizationID><OrganizationName>Boise District</OrganizationName></Organization></Source>
            <Destination><Organization><OrganizationName>Lehi High</OrganizationName></Organization></Destination>
          </TransmissionData>
          <Student>
            <Person>
              <SchoolAssignedPersonID>55512</SchoolAssignedPersonID>
              <Birth><BirthDate>2008-03-04</BirthDate></Birth>
              <Name><FirstName>Ana</FirstName><MiddleName>María</MiddleName><MiddleName>José</MiddleName><LastName>Núñez</LastName></Name>
              <Contacts><Address><AddressLine>1 Main</AddressLine><AddressLine>Unit 2</AddressLine><City>Boise</City><StateProvinceCode>ID</StateProvinceCode><PostalCode>83702</PostalCode></Address></Contacts>
              <Gender><GenderCode>Female</GenderCode></Gender>
            </Person>
            <AcademicRecord>
              <School><OrganizationName>Boise High</OrganizationName></School>
              <AcademicSummary>
                <AcademicSummaryType>Cumulative</AcademicSummaryType>
                <GPA><CreditHoursAttempted>12</CreditHoursAttempted><CreditHoursEarned>11.5</CreditHoursEarned><GradePointAverage>3.25</GradePointAverage></GPA>
                <ClassRank>10</ClassRank><ClassSize>200</ClassSize>
              </AcademicSummary>
              <AcademicSession>
                <AcademicSessionDetail><SessionDesignator>2024-09</SessionDesignator><SessionName>Fall</SessionName></AcademicSessionDetail>
                <StudentLevel><StudentLevelCode>TenthGrade</StudentLevelCode></StudentLevel>
                <Course><CourseCreditBasis>Regular</CourseCreditBasis><CourseCreditValue>1</CourseCreditValue><CourseCreditEarned>1</CourseCreditEarned><CourseAcademicGrade>B+</CourseAcademicGrade><CourseTitle>Algebra</CourseTitle></Course>
                <Course><CourseCreditBasis>Regular</CourseCreditBasis><CourseAcademicGrade>A</CourseAcademicGrade><OriginalCourseID>HIST-2</OriginalCourseID><CourseTitle>History</CourseTitle></Course>
              </AcademicSession>
            </AcademicRecord>
            <AcademicRecord>
              <School><OrganizationName>Nampa High</OrganizationName></School>
              <AcademicSession>
                <AcademicSessionDetail><SessionDesignator>2023-09</SessionDesignator><SessionSchoolYear>2023-2024</SessionSchoolYear></AcademicSessionDetail>
                <StudentLevel><StudentLevelCode>NinthGrade</StudentLevelCode></StudentLevel>
                <Course><CourseCreditBasis>Regular</CourseCreditBasis><CourseAcademicGrade>C</CourseAcademicGrade><CourseTitle>Art</CourseTitle></Course>
              </AcademicSession>
            </AcademicRecord>
            <Tests><EducationTestCode>APBiology</EducationTestCode><TestDate>2025-05-05</TestDate><Subtest><EducationSubtestCode>TotalScore</EducationSubtestCode><TestScores><ScoreValue>4</ScoreValue></TestScores></Subtest></Tests>
          </Student>
        </hst:HighSchoolTranscript>
        """;

    [Fact]
    public void What_another_program_wrote_is_read()
    {
        var (transcript, reader) = Records.FromPesc(Foreign);

        transcript.ShouldNotBeNull();
        transcript.Student!.FullName.ShouldBe("Ana María José Núñez");
        transcript.Head.StudentAddressLine2.ShouldBe("Unit 2");
        transcript.Head.StudentAddressStateCode.ShouldBe("ID");
        transcript.Head.CumulativeCredits.ShouldBe(11.5m);
        transcript.Head.CumulativeUnweightedGpa.Number.ShouldBe(3.25m);
        transcript.Head.CumulativeWeightedGpa.ShouldBeNull();
        transcript.Head.ClassRank.ShouldBe(10);
        transcript.LeaNumber.ShouldBeEmpty();
        transcript.Courses.Select(course => (course.Record.CourseTitle, course.Record.SchoolYear, course.Record.GradeLevel.Code, course.Record.CourseSchoolName, course.Record.CourseRecordId, course.Grades.Single().LetterGrade)).ShouldBe(
        [
            ("Algebra", 2025, "10", "Boise High", 1, "B+"), ("History", 2025, "10", "Boise High", 2, "A"), ("Art", 2024, "09", "Nampa High", 3, "C"),
        ]);
        transcript.Courses[0].Grades[0].GradingTerm.ShouldBe("Fall");
        var test = transcript.Tests.ShouldHaveSingleItem();
        (test.TestName, test.Subtest, test.TestScore).ShouldBe(("APBiology", "TotalScore", "4"));

        reader.Problems.Select(problem => problem.Message).ShouldBe(["the number of the sender is one of 'ID', not of UT, and was left out"]);
        reader.LeftOut.Keys.ShouldBe(["Address/PostalCode", "Organization/CEEBACT"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_no_value_is_left_out_and_said()
    {
        var (transcript, reader) = Records.FromPesc(Foreign.Replace("<ClassRank>10<", "<ClassRank>tenth<", StringComparison.Ordinal));

        transcript!.Head.ClassRank.ShouldBeNull();
        reader.Problems.Select(problem => problem.Message).ShouldContain(message => message.StartsWith("ST CLASS RANK 'tenth' is not ", StringComparison.Ordinal));
    }

    [Fact]
    public void Elements_in_the_namespace_of_the_root_are_read_and_doubted()
    {
        var (transcript, reader) = Records.FromPesc(Foreign.Replace("xmlns:hst=", "xmlns=\"urn:org:pesc:message:HighSchoolTranscript:v1.5.0\" xmlns:hst=", StringComparison.Ordinal));

        transcript!.Courses.Length.ShouldBe(3);
        reader.Problems.ShouldContain(problem => problem.Message.Contains("in the namespace of the root", StringComparison.Ordinal) && !problem.IsFatal);
    }

    [Fact]
    public void Another_version_is_read_and_said()
    {
        var (transcript, reader) = Records.FromPesc(Foreign.Replace("v1.5.0", "v1.3.0", StringComparison.Ordinal));

        transcript.ShouldNotBeNull();
        reader.Problems.ShouldContain(problem => problem.Message.Contains("v1.3.0", StringComparison.Ordinal) && !problem.IsFatal);
    }

    [Theory]
    [InlineData("<a/>", "holds 'a' of the namespace")]
    [InlineData("<CollegeTranscript xmlns=\"urn:org:pesc:message:CollegeTranscript:v1.6.0\"/>", "holds 'CollegeTranscript'")]
    [InlineData("", "there is no HighSchoolTranscript")]
    [InlineData("DI=\t01", "there is no HighSchoolTranscript")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>", "DTD")]
    [InlineData("<HighSchoolTranscript xmlns=\"urn:org:pesc:message:HighSchoolTranscript:v1.5.0\"><Student>&unknown;</Student></HighSchoolTranscript>", "undeclared entity")]
    [InlineData("<HighSchoolTranscript xmlns=\"urn:org:pesc:message:HighSchoolTranscript:v1.5.0\"><Student>", "Unexpected end of file")]
    public void What_is_no_transcript_is_refused(string xml, string reason)
    {
        var (transcript, reader) = Records.FromPesc(xml);

        transcript.ShouldBeNull();
        var problem = reader.Problems.Single(problem => problem.IsFatal);
        problem.Message.ShouldContain(reason);
        problem.File.ShouldBe("t.xml");
    }

    [Fact]
    public void Hostile_documents_are_refused_with_little_memory()
    {
        Refused(Enumerable.Repeat("<a>", 200), "128 deep");
        Refused(["<Student><Person><Name><LastName>", .. Enumerable.Repeat(new string('x', 1 << 10), 100), "</LastName></Name></Person></Student>"], "A value has more than 65536 characters");
        Refused(Enumerable.Repeat("<NoteMessage>" + new string('y', 1000) + "</NoteMessage><Student><Tests>" + "<Subtest/>" + "</Tests></Student>", 1).Concat(Enumerable.Repeat("<Student><Tests/></Student>", 300_000)), "more than 16 MB");
        Refused(Enumerable.Range(0, 200_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"<name{i}/>")), "names of elements");
        Refused(["<!--", .. Enumerable.Repeat(new string('z', 1 << 16), 300), "-->"], "longer than 16 MB");

        static void Refused(IEnumerable<string> content, string reason)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var stream = new MemoryStream();
            stream.Write("<HighSchoolTranscript xmlns=\"urn:org:pesc:message:HighSchoolTranscript:v1.5.0\">"u8);
            foreach (var piece in content)
            {
                stream.Write(Encoding.UTF8.GetBytes(piece));
            }

            stream.Position = 0;
            var reader = new PescReader();
            reader.Read(stream, "t.xml").ShouldBeNull();
            reader.Problems.Single(problem => problem.IsFatal).Message.ShouldContain(reason);
            reader.LeftOut.Count.ShouldBeLessThanOrEqualTo(1001);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(400L << 20);
        }
    }

    [Fact]
    public void The_batch_of_received_transcripts_has_what_a_batch_needs()
    {
        var transcript = Records.FromPesc(Foreign).Transcript!.ReceivedBy("01", "104");
        using var stream = new MemoryStream();
        using (var writer = new Sdk.IO.BatchWriter(stream, Sdk.Records.RecordLayout.Delimited, leaveOpen: true))
        {
            TranscriptBatch.Write(writer, [transcript], new DateTime(2026, 6, 1)).ShouldBe(11);
        }

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(line => line[..3]).ShouldBe(["DI=", "SC=", "S1=", "ST=", "TA=", "TC=", "TG=", "TC=", "TG=", "TC=", "TG="]);
        lines[0].ShouldBe("DI=\t01\tYR=\t2026\tOK=\tJUN\t2026-06-01 00:00:00.000");
        var read = Records.Of(stream.ToArray()).ShouldHaveSingleItem();
        PescTests.ShouldBeSame(read, transcript);
        read.Problems.ShouldBeEmpty();
    }
}
