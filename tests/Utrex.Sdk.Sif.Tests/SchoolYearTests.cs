using System.Text.Json;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Tests;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Agents send other years along with this one. The batch is of one year.</summary>
public sealed class SchoolYearTests
{
    private const string Earlier = "45444444444444444444444444444444";

    [Fact]
    public void Objects_of_other_years_are_left_out_and_counted()
    {
        var batch = SifRun.Collect(SifRun.Message(Sent.District + Sent.Student
            + Sent.Calendar("1", 170, "2025") + Sent.Calendar("2", 180) + Sent.Enrollment(Earlier, "2025", "Historical", "2024-08-18") + Sent.Enrollment()
            + Sent.Attendance(170, year: "2025") + Sent.Attendance(30)), out var collector);

        SifRun.Value(batch, "DI", "SCHOOL YEAR").ShouldBe("2026");
        SifRun.Value(batch, "S1", "ENTRY DATE").ShouldBe("20250818");
        SifRun.Value(batch, "S1", "SCHOOL MEMBERSHIP").ShouldBe("30");
        SifRun.Records(batch)[1].Values[2].ShouldBe("180", "the calendar of this year");
        collector.LeftOut.ShouldBe(new Dictionary<string, int>
        {
            ["CalendarSummary of another school year"] = 1,
            ["StudentAttendanceSummary of another school year"] = 1,
            ["StudentSchoolEnrollment of another school year"] = 1,
        });
        collector.ProblemCount.ShouldBe(0);
    }

    [Fact]
    public void A_future_enrollment_decides_neither_year_nor_home_school()
    {
        var future = Sent.Enrollment("46", "2027", "Future", "2026-08-18", school: Sent.OtherSchoolId);
        var planned = Sent.Enrollment("47", "2026", "Future", "2026-01-05", school: Sent.OtherSchoolId);
        var program = $"<StudentParticipation RefId='50' StudentPersonalRefId='{Sent.StudentId}'><ProgramType><Code>3200</Code></ProgramType></StudentParticipation>";

        var batch = SifRun.Collect(SifRun.Message(Sent.District + Sent.Student + future + planned + Sent.Enrollment() + program), out var collector);

        SifRun.Value(batch, "DI", "SCHOOL YEAR").ShouldBe("2026");
        SifRun.Records(batch).Where(item => item.Record.Id == "S1").Select(item => item.Values[item.Record.FindField("ENTRY DATE")!.Number]).ShouldBe(["20250818", "20260105"]);
        SifRun.Value(batch, "S4", "SCHOOL NUMBER").ShouldBe("104");
        collector.LeftOut["StudentSchoolEnrollment of another school year"].ShouldBe(1);
    }

    /// <summary>The day of the extract in these messages is October 1, 2025.</summary>
    [Theory]
    [InlineData(null, "2026 Current", "2026")]
    [InlineData(null, "2026 Current,2062 Current", "2026")]
    [InlineData(null, "2024 Current,2025 Current", "2025")]
    [InlineData(null, "2025 Current,2026 Historical", "2025")]
    [InlineData(null, "2025 Historical,2026 Historical,2027 Future", "2026")]
    [InlineData(null, "2027 Future", "2027")]
    [InlineData(null, "20X6 Current", "2026")]
    [InlineData(null, "99999 Current,2025 Historical", "2025")]
    [InlineData(2025, "2026 Current,2025 Historical", "2025")]
    public void The_year_is_decided_first(int? option, string enrollments, string year)
    {
        using var collector = new SifCollector(new SifCollectorOptions { SchoolYear = option });
        var sent = enrollments.Split(',').Select((text, i) => Sent.Enrollment($"4{i}", text.Split(' ')[0], text.Split(' ')[1]));
        collector.Add(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SifRun.Message(Sent.District + Sent.Student + string.Concat(sent)))), "a.xml");

        var batch = SifRun.Write(collector);

        SifRun.Value(batch, "DI", "SCHOOL YEAR").ShouldBe(year);
        SifRun.Records(batch).Count(item => item.Record.Id == "S1").ShouldBe(enrollments.Split(',').Count(text => !int.TryParse(text.Split(' ')[0], out var number) || number > 9999 || text.StartsWith(year, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("2O26")]
    public void An_enrollment_without_a_year_counts(string year)
    {
        var batch = SifRun.Collect(SifRun.Message(Sent.District + Sent.Student + Sent.Enrollment(Earlier) + Sent.Enrollment(year: year)), out var collector);

        SifRun.Records(batch).Count(item => item.Record.Id == "S1").ShouldBe(2);
        SifRun.Value(batch, "DI", "SCHOOL YEAR").ShouldBe("2026");
        collector.LeftOut.ContainsKey("StudentSchoolEnrollment/SchoolYear that is no year").ShouldBe(year.Length > 0);
    }

    [Fact]
    public void A_change_record_tells_of_an_earlier_year()
    {
        var student = Sent.Student.Replace("</StudentPersonal>", "<SIF_ExtendedElements><SIF_ExtendedElement Name='UTExtensions'><StudentPersonalExtensions><ResidentStatus>X</ResidentStatus></StudentPersonalExtensions></SIF_ExtendedElement></SIF_ExtendedElements></StudentPersonal>", StringComparison.Ordinal);

        var batch = SifRun.Collect(SifRun.Message(Sent.District + student + Sent.Calendar("1", 180) + Sent.Enrollment(year: "2025", frame: "Historical", entry: "2024-08-18")), out var collector);

        SifRun.Value(batch, "S1", "RESIDENT STATUS").ShouldBe("X");
        SifRun.Value(batch, "S1", "SCHOOL MEMBERSHIP").ShouldBe("", "nothing stands in for a membership that is not of this year");
        SifRun.Value(batch, "DI", "SCHOOL YEAR").ShouldBe("2026");
        collector.LeftOut.ShouldBeEmpty();
    }

    /// <summary>A year is a whole folder; its map says of the fields of that year what the compiled map does.</summary>
    [Fact]
    public void The_map_of_an_earlier_year_is_the_compiled_one_as_far_as_its_fields_go()
    {
        var newest = Places("2025-26");

        foreach (var place in Places("2024-25"))
        {
            newest.ShouldContain(place);
        }

        static List<string> Places(string year)
        {
            using var map = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec-schema", "utah", year, "maps", "sif.json")));
            return [.. map.RootElement.GetProperty("records").EnumerateArray().SelectMany(record => record.GetProperty("fields").EnumerateArray().Select(field => record.GetProperty("record").GetString() + field.GetRawText()))];
        }
    }

    /// <summary>A year may lack fields and record types that the map knows; what it has beside them SIF does not carry.</summary>
    [Fact]
    public void Records_of_a_year_with_other_fields_go_there_and_back_by_name()
    {
        var known = UtrexSpecification.Current.FindRecord("SC")!;
        FieldInfo[] fields = [known.Fields[0], known.FindField("LEA NUMBER")!, known.FindField("SCHOOL NUMBER")!];
        var school = new RecordInfo { Id = "SC", Name = "School", TypeName = "School", Description = "", Rules = [], Fields = [.. fields.Select((field, i) => new FieldInfo { Name = field.Name, Property = field.Property, Type = field.Type, Width = field.Width, Number = i, Constant = field.Constant, Key = field.Key, Title = field.Title, Presence = field.Presence, Offset = 3 + (i * 10), Description = "" })] };
        var district = UtrexSpecification.Current.FindRecord("DI")!;
        var year = new SpecificationInfo { Id = "utrex", Name = "UTREx", SchoolYear = "2025-26", EndingYear = 2026, Records = [district, school], CodeTables = [], FirstRecord = "DI", GroupRecord = "SC" };
        using var stream = new MemoryStream();
        using (var writer = new SifWriter(stream, new SifWriterOptions { Specification = year }))
        {
            Span<int> ends = stackalloc int[16];
            writer.Write(RecordLine.Parse("DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000"u8, ends), district);
            writer.Write(RecordLine.Parse("SC=\t01\t104"u8, ends), school);
            writer.Complete();
        }

        using var collector = new SifCollector(new SifCollectorOptions { Specifications = [year] });
        collector.Add(new MemoryStream(stream.ToArray()), "a.xml").ShouldBeTrue();

        SifRun.Write(collector).Split('\n')[1].ShouldBe("SC=\t01\t104");
        collector.Specification.ShouldBe(year);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(10_000)]
    public void An_option_that_is_no_year_is_refused(int year) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SifCollectorOptions { SchoolYear = year }).Message.ShouldContain("four digits");
}
