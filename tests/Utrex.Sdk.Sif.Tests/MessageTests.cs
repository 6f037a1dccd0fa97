using System.IO.Pipelines;
using System.Text;
using Utrex.Sdk.Records;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Several messages, files and LEAs, in the encodings that agents write.</summary>
public sealed class MessageTests
{
    [Fact]
    public void The_latest_message_says_when()
    {
        using var collector = new SifCollector();
        Add(collector, Message("2025-10-01T08:30:00-06:00", Sent.District) + Message("2025-10-01T15:00:00Z", "") + Message("2025-10-01T08:45:00-06:00", Sent.Student));
        Add(collector, Message("2025-10-01T08:59:00-06:00", Sent.Enrollment()));

        var batch = SifRun.Write(collector);

        SifRun.Value(batch, "DI", "SISASOFDATE").ShouldBe("2025-10-01 15:00:00.000");
        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("7");
    }

    [Fact]
    public void Each_LEA_has_its_schools()
    {
        var batch = SifRun.Collect(Sent.District + "<LEAInfo RefId='12'><StateProvinceId>02</StateProvinceId></LEAInfo><SchoolInfo RefId='25'><StateProvinceId>104</StateProvinceId><LEAInfoRefId>12</LEAInfoRefId></SchoolInfo><SchoolInfo RefId='26'><StateProvinceId>107</StateProvinceId></SchoolInfo>" + Sent.Student + Sent.Enrollment(school: "25"), out var collector);

        batch.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..3]).ShouldBe(["DI=", "SC=", "SC=", "DI=", "SC=", "S1="]);
        SifRun.Records(batch).Where(item => item.Record.Id == "DI").Select(item => item.Values[1]).ShouldBe(["01", "02"]);
        SifRun.Value(batch, "S1", "LEA NUMBER").ShouldBe("02");
        collector.FindOrigin(4).ShouldBe(new SifOrigin("test.xml", 1, "LEAInfo", "12"));
        collector.Problems.ShouldHaveSingleItem().Detail.ShouldBe("SchoolInfo 26 needs LEAInfo");
    }

    [Fact]
    public void A_LEA_that_is_sent_twice_is_one()
    {
        var batch = SifRun.Collect(Sent.Lea + Sent.Lea.Replace(Sent.LeaId, "12", StringComparison.Ordinal) + "<SchoolInfo RefId='25'><StateProvinceId>104</StateProvinceId></SchoolInfo>", out var collector);

        SifRun.Value(batch, "SC", "SCHOOL NUMBER").ShouldBe("104");
        collector.ProblemCount.ShouldBe(0);
    }

    [Fact]
    public void A_course_and_its_section_may_have_one_RefId()
    {
        var batch = SifRun.Collect(Sent.District + Sent.Student + Sent.Section("").Replace("'66'", "'55'", StringComparison.Ordinal));

        SifRun.Value(batch, "AC", "COURSE & SECTION").ShouldBe("1234");
        SifRun.Value(batch, "AM", "COURSE NUMBER").ShouldBe("1234");
    }

    /// <summary>Were the kind of an object only mixed into its number, by a rotation and a factor, these would be courses and yet students.</summary>
    [Fact]
    public void An_identifier_of_one_kind_finds_nothing_of_another()
    {
        var inverse = UInt128.One;
        for (var i = 0; i < 7; i++)
        {
            inverse *= 2 - (31 * inverse);
        }

        var student = UInt128.Parse(Sent.StudentId, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        var sections = Enumerable.Range(1, 60).Select(i =>
        {
            var difference = (UInt128)(i <= 30 ? i : i - 30) * inverse;
            var rotated = UInt128.RotateLeft(student, 37);
            var course = UInt128.RotateRight(i <= 30 ? rotated + difference : rotated - difference, 37);
            return $"<SectionInfo RefId='6{i}' SchoolCourseInfoRefId='{course:X32}'/>";
        });

        SifRun.Collect(Sent.District + Sent.Student + string.Concat(sections), out var collector);

        collector.Problems.Count.ShouldBe(60);
        collector.Problems.ShouldAllBe(problem => problem.Rule.Id == "FILE.013");
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-1")]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public void A_file_may_be_in_any_encoding_that_it_names(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        using var collector = new SifCollector();

        collector.Add(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version='1.0' encoding='{name}'?><x>{Sent.District}{Sent.Student.Replace("</LocalId>", "</LocalId><Name><LastName>Nuñez</LastName></Name>", StringComparison.Ordinal)}{Sent.Enrollment()}</x>")]), "a.xml").ShouldBeTrue();

        SifRun.Value(SifRun.Write(collector), "S1", "LAST NAME").ShouldBe("Nuñez");
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><x/>\n<?xml version='1.0'?><x/>", 2)]
    [InlineData("\n\n<?xml version='1.0'?><x/>", 3)]
    public void A_declaration_in_the_middle_is_refused_in_words(string xml, int line)
    {
        using var collector = new SifCollector();

        collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "a.xml").ShouldBeFalse();

        var problem = collector.Problems.ShouldHaveSingleItem();
        (problem.Rule.Id, problem.Line).ShouldBe(("FILE.011", line));
        problem.Detail.ShouldContain("give each document as a file of its own");
    }

    [Fact]
    public void The_namespace_of_another_version_is_named()
    {
        SifRun.Collect($"<SIF_Message xmlns='http://www.sifinfo.org/infrastructure/1.x'>{Sent.District}</SIF_Message>", out var collector).ShouldBeEmpty();

        collector.Problems.ShouldHaveSingleItem().Detail.ShouldContain("'http://www.sifinfo.org/infrastructure/1.x'");
    }

    [Fact]
    public void Objects_larger_than_the_window_of_the_store_are_read_back()
    {
        var tests = string.Concat(Enumerable.Range(0, 3000).Select(i => $"<Assessment><Name>Test number {i} of a very long list</Name></Assessment>"));
        var record = $"<StudentAcademicRecord RefId='8' SIF_RefId='{Sent.StudentId}'><AssessmentPerformanceHistory>{tests}</AssessmentPerformanceHistory></StudentAcademicRecord>";

        var batch = SifRun.Collect(Sent.District + record + Sent.Student + Sent.Enrollment());

        var names = SifRun.Records(batch).Where(item => item.Record.Id == "TA").Select(item => item.Values[item.Record.FindField("TEST NAME")!.Number]).ToList();
        names.Count.ShouldBe(3000);
        names[2999].ShouldBe("Test number 2999 of a very long list");
        SifRun.Value(batch, "S1", "STUDENT NUMBER").ShouldBe("7");
    }

    [Theory]
    [InlineData("<DaysInMembership>PVT</DaysInMembership>", "U", "PVT", "000")]
    [InlineData("<DaysInMembership>10</DaysInMembership>", "U", "10", "")]
    [InlineData("", "X", "", "")]
    [InlineData("", "U", "000", "")]
    public void Blanks_are_filled_where_the_state_fills_them(string days, string resident, string membership, string attended)
    {
        var student = Sent.Student.Replace("</StudentPersonal>", $"<SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><StudentPersonalExtensions><ResidentStatus>{resident}</ResidentStatus></StudentPersonalExtensions></SIF_ExtendedElement></SIF_ExtendedElements></StudentPersonal>", StringComparison.Ordinal);
        var batch = SifRun.Collect(Sent.District + student + Sent.Enrollment() + $"<StudentAttendanceSummary StudentPersonalRefId='{Sent.StudentId}' SchoolInfoRefId='{Sent.SchoolId}'>{days}</StudentAttendanceSummary>");

        SifRun.Value(batch, "S1", "SCHOOL MEMBERSHIP").ShouldBe(membership);
        SifRun.Value(batch, "S1", "DAYS ATTENDED").ShouldBe(attended);
    }

    [Fact]
    public async Task A_batch_is_sent_on_as_it_is_written()
    {
        var xml = SifRun.ToSif(SifRun.Sample(5)).Xml;
        using var collector = new SifCollector();
        Add(collector, xml);
        using var stream = new MemoryStream();
        var output = PipeWriter.Create(stream);

        var records = await collector.WriteAsync(output, RecordLayout.Delimited);

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(SifRun.Collect(xml));
        records.ShouldBe(Encoding.UTF8.GetString(stream.ToArray()).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_collection_is_written_once()
    {
        using var collector = new SifCollector();
        Add(collector, Sent.District);
        SifRun.Write(collector).ShouldNotBeEmpty();

        Should.Throw<InvalidOperationException>(() => SifRun.Write(collector));
        await Should.ThrowAsync<InvalidOperationException>(() => collector.WriteAsync(PipeWriter.Create(Stream.Null), RecordLayout.Delimited));
        Should.Throw<InvalidOperationException>(() => Add(collector, Sent.District));
    }

    [Fact]
    public async Task Reading_and_writing_can_be_cancelled()
    {
        using var collector = new SifCollector();
        using var other = new SifCollector();
        using var cancellation = new CancellationTokenSource();
        Add(collector, Sent.District + Sent.Student + Sent.Enrollment());
        await cancellation.CancelAsync();

        Should.Throw<OperationCanceledException>(() => other.Add(new MemoryStream(Encoding.UTF8.GetBytes(Sent.Student)), "b.xml", cancellation.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => collector.WriteAsync(PipeWriter.Create(Stream.Null), RecordLayout.Delimited, cancellation.Token));
    }

    private static string Message(string time, string objects) => $"<SIF_Message><SIF_Header><SIF_Timestamp>{time}</SIF_Timestamp></SIF_Header><SIF_ObjectData>{objects}</SIF_ObjectData></SIF_Message>";

    private static void Add(SifCollector collector, string xml) => collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "a.xml");
}
