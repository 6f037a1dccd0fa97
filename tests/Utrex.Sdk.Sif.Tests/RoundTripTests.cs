using Utrex.Sdk.Sif.Mapping;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>From a batch to SIF and back: what comes back is what went, or is named.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void A_clean_sample_comes_back_byte_for_byte(int seed, bool isYearEnd)
    {
        // Enough students for some who have moved between the schools.
        var batch = SifRun.Sample(seed, students: 1000, isYearEnd);

        var (xml, report) = SifRun.ToSif(batch);

        report.Losses.ShouldBeEmpty();
        SifRun.Collect(xml).ShouldBe(WithoutWhatHasNoPlace(batch));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_field_of_every_record_comes_back(int seed)
    {
        var batch = FilledBatch.Full(seed);
        SifRun.Records(batch).Select(item => item.Record.Id).Distinct().Count().ShouldBe(UtrexSpecification.Current.Records.Count(record => record.Fields.Count > 0), "every record type");
        SifRun.Records(batch).ShouldAllBe(item => item.Values.All(value => value.Length > 0), "every field");

        var (xml, report) = SifRun.ToSif(batch);

        report.Losses.ShouldBeEmpty(string.Join('\n', report.Losses.Select(loss => $"{loss.Record.Id} {loss.Field?.Name} '{loss.Value}' '{loss.ReadAs}'")));
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    /// <summary>The report of what is lost is exact: neither too little nor too much.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void What_does_not_come_back_is_named(int seed)
    {
        var batch = FilledBatch.Wild(seed);

        var (xml, report) = SifRun.ToSif(batch);

        report.Losses.ShouldNotBeEmpty();
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    [Fact]
    public void The_same_record_always_gets_the_same_RefId()
    {
        var batch = SifRun.Sample(7);
        var students = System.Text.RegularExpressions.Regex.Matches(SifRun.ToSif(batch).Xml, "<StudentPersonal RefId=\"([0-9A-F]{32})\">\\s*<LocalId>(\\d+)").ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);

        // Without the first school, and so without most of the records.
        var lines = batch.Split('\n');
        var second = Array.FindLastIndex(lines, line => line.StartsWith("SC=", StringComparison.Ordinal));
        var rest = SifRun.ToSif(string.Join('\n', [lines[0], .. lines[second..]])).Xml;

        var again = System.Text.RegularExpressions.Regex.Matches(rest, "<StudentPersonal RefId=\"([0-9A-F]{32})\">\\s*<LocalId>(\\d+)");
        again.Count.ShouldBeInRange(10, students.Count - 10);
        again.ShouldAllBe(match => students[match.Groups[2].Value] == match.Groups[1].Value);
    }

    [Fact]
    public void Typed_records_are_written_as_lines_are()
    {
        using var stream = new MemoryStream();
        using (var writer = new SifWriter(stream))
        {
            writer.Write(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, WhichMonth = Month.All[9], SisAsOfDate = new DateTime(2025, 10, 1) });
            writer.Write(new SchoolRecord { SchoolNumber = "104", LeaNumber = "01", DaysInSchoolYear = 180 });
            writer.Write(new StudentRecord { SchoolNumber = "104", LeaNumber = "01", StudentNumber = "12", LastName = "Roe", EntryDate = new DateOnly(2025, 8, 18) });
            writer.Complete();
            writer.Report.Objects["StudentSchoolEnrollment"].ShouldBe(1);
        }

        var batch = SifRun.Collect(System.Text.Encoding.UTF8.GetString(stream.ToArray()));

        SifRun.Value(batch, "S1", "LAST NAME").ShouldBe("Roe");
        SifRun.Value(batch, "S1", "ENTRY DATE").ShouldBe("20250818");
    }

    private static string WithoutWhatHasNoPlace(string batch)
    {
        var lines = SifRun.Records(batch).Select(item =>
        {
            foreach (var field in SifMap.Records.First(map => map.Record == item.Record).NotCarried)
            {
                item.Values[field.Number] = "";
            }

            return string.Join('\t', item.Values).TrimEnd('\t') + "\n";
        });
        return string.Concat(lines);
    }
}
