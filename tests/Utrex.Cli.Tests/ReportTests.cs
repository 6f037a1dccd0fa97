using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Utrex.Cli.Reports;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>The formats of a report: for spreadsheets, code hosts, and people.</summary>
public sealed class ReportTests : IDisposable
{
    private const string StateColumns =
        "ErrorCode,ErrorMessage,ExtendedDescription,SeverityCode,LEANumber,SchoolNumber,StudentNumber,StatewideStudentID,EntryDate,ScramEntryDate,YICEntryDate,IncidentID,CourseRecordID,RecordType,FieldName,Value,LineNumber,file";

    private static readonly string[] Mistakes = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task CSV_has_the_columns_of_the_state_and_a_row_for_each_finding()
    {
        var run = await CommandRun.Of([.. Mistakes, "--format", "csv"]);
        var findings = await Findings(Mistakes);

        run.Output.ShouldStartWith(StateColumns + "\r\n");
        using var csv = new CsvReader(new StringReader(run.Output), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        rows.Select(row => (row["ErrorCode"], row["LineNumber"], row["FieldName"])).ShouldBe(
            findings.Select(finding => ((object)Text(finding, "rule")!, (object)finding.GetProperty("line").GetRawText(), (object)(Text(finding, "field") ?? ""))));
        rows.ShouldContain(row => Equals(row["SeverityCode"], "Warning"));
        rows.ShouldAllBe(row => ((string)row["ErrorMessage"]).Length > 0);
    }

    [Fact]
    public async Task The_first_day_stands_in_the_column_of_its_kind_of_record()
    {
        var batch = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\nS2=\t1\t\t\t20250901\nS3=\t1\t\t\t\t\t20250902\n";
        var run = await CommandRun.WithInput(batch, "validate", "-", "--format", "csv", "--today", "2025-10-01");

        using var csv = new CsvReader(new StringReader(run.Output), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        rows.Where(row => Equals(row["RecordType"], "S2")).ShouldAllBe(row => Equals(row["ScramEntryDate"], "20250901") && Equals(row["EntryDate"], ""));
        rows.Where(row => Equals(row["RecordType"], "S2")).ShouldNotBeEmpty();
    }

    /// <summary>The columns are the state's; a finding that is gone must not look like one that is there.</summary>
    [Fact]
    public async Task CSV_leaves_out_what_is_resolved()
    {
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("a.jsonl")]);

        var run = await CommandRun.Of("validate", "samples/clean.utrex", "--today", "2025-10-01", "--format", "csv", "--baseline", _folder.File("a.jsonl"));

        run.Output.ShouldBe(StateColumns + "\r\n");
        run.Error.ShouldContain("resolved (not listed: the state's columns have no place for them)");
    }

    [Theory]
    [InlineData("\t=1+1", "'\t=1+1")]
    [InlineData("\r\n@SUM(A1)", "'\r\n@SUM(A1)")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("a=b", "a=b")]
    public void A_spreadsheet_takes_no_value_for_a_formula_wherever_it_hides(string value, string written)
    {
        using var stream = new MemoryStream();
        using (var report = new CsvReport(stream))
        {
            report.Write(new ReportRow { File = "a", Line = 1, Rule = FileRules.UnknownRecordType, Message = "m", Value = value });
            report.Complete(new RunSummary());
        }

        using var csv = new CsvReader(new StringReader(System.Text.Encoding.UTF8.GetString(stream.ToArray())), CultureInfo.InvariantCulture);
        csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().Single()["Value"].ShouldBe(written);
    }

    [Fact]
    public async Task A_spreadsheet_takes_no_value_for_a_formula()
    {
        var batch = (await File.ReadAllTextAsync(Repository.PathOf("samples", "clean.utrex"))).Replace("\tThomas\t", "\t=1+1\t", StringComparison.Ordinal);
        var run = await CommandRun.WithInput(batch, "validate", "-", "--format", "csv", "--today", "2025-10-01");

        run.Output.ShouldContain(",'=1+1,");
        run.Output.ShouldNotContain(",=1+1,");
    }

    [Fact]
    public async Task HTML_is_one_page_that_needs_no_network_and_cannot_be_broken_out_of()
    {
        var batch = (await File.ReadAllTextAsync(Repository.PathOf("samples", "clean.utrex"))).Replace("\tThomas\t", "\t</script><img src=x>\t", StringComparison.Ordinal);

        var run = await CommandRun.WithInput(batch, "validate", "-", "--format", "html", "--today", "2025-10-01");

        run.Output.ShouldNotContain("<img src=x>");
        run.Output.ShouldNotContain("http://www.google");
        run.Output.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Replace("http-equiv", "", StringComparison.Ordinal).ShouldNotContain("http");
        run.Output.Split("<script").Length.ShouldBe(3);
        var data = run.Output.Split("type=\"application/json\">")[1].Split("</script>")[0];
        JsonDocument.Parse(data).RootElement.GetProperty("rows").GetArrayLength().ShouldBeGreaterThan(0);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<List<JsonElement>> Findings(params string[] command) =>
        [.. (await CommandRun.Of([.. command, "--format", "jsonl"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
