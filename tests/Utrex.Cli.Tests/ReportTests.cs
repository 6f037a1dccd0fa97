using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Utrex.Cli.Masking;
using Utrex.Cli.Reports;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>The formats of a report: for spreadsheets, code hosts, and people.</summary>
public sealed class ReportTests : IDisposable
{
    private const string StateColumns =
        "ErrorCode,ErrorMessage,ExtendedDescription,SeverityCode,LEANumber,SchoolNumber,StudentNumber,StatewideStudentID,EntryDate,ScramEntryDate,YICEntryDate,IncidentID,CourseRecordID,RecordType,FieldName,Value,LineNumber";

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
        var batch = (await File.ReadAllTextAsync("samples/clean.utrex")).Replace("\tThomas\t", "\t=1+1\t", StringComparison.Ordinal);
        var run = await CommandRun.WithInput(batch, "validate", "-", "--format", "csv", "--today", "2025-10-01");

        run.Output.ShouldContain(",'=1+1,");
        run.Output.ShouldNotContain(",=1+1,");
    }

    [Fact]
    public async Task HTML_is_one_page_that_needs_no_network_and_cannot_be_broken_out_of()
    {
        var batch = (await File.ReadAllTextAsync("samples/clean.utrex")).Replace("\tThomas\t", "\t</script><img src=x>\t", StringComparison.Ordinal);

        var run = await CommandRun.WithInput(batch, "validate", "-", "--format", "html", "--today", "2025-10-01");

        run.Output.ShouldNotContain("<img src=x>");
        run.Output.ShouldNotContain("http://www.google");
        run.Output.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Replace("http-equiv", "", StringComparison.Ordinal).ShouldNotContain("http");
        run.Output.Split("<script").Length.ShouldBe(3);
        var data = run.Output.Split("type=\"application/json\">")[1].Split("</script>")[0];
        JsonDocument.Parse(data).RootElement.GetProperty("rows").GetArrayLength().ShouldBeGreaterThan(0);
    }

    /// <summary>No personal value of the batch is in any output, whatever the format.</summary>
    [Fact]
    public async Task A_masked_report_shows_no_personal_value()
    {
        var personal = PersonalValues("samples/mistakes.utrex").Where(IsTelling).ToList();
        personal.Count.ShouldBeGreaterThan(300);
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("a.jsonl")]);
        var open = "";
        foreach (var format in new[] { "table", "jsonl", "csv", "sarif", "html" })
        {
            open += (await CommandRun.Of([.. Mistakes, "--format", format])).Output;
            var shown = personal;

            // What is drawn may be another's true value, but not in two runs.
            for (var run = 0; run < 2; run++)
            {
                var masked = await CommandRun.Of([.. Mistakes, "--format", format, "--mask", "--baseline", _folder.File("a.jsonl")]);
                shown = [.. shown.Where(value => Shows(masked.Output, value) || Shows(masked.Error, value))];
                masked.Error.ShouldContain("0 new, 0 resolved");
            }

            shown.ShouldBeEmpty();
        }

        personal.Count(value => Shows(open, value)).ShouldBeGreaterThan(50, "else the test would prove nothing");
    }

    [Fact]
    public async Task A_masked_student_keeps_one_pseudonym()
    {
        var run = await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--mask"]);
        var open = await Findings(Mistakes);
        var masked = run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();

        var pairs = open.Zip(masked).Select(pair => (Open: Text(pair.First, "student"), Masked: Text(pair.Second, "student"))).Where(pair => pair.Open is not null).Distinct().ToList();

        pairs.Select(pair => pair.Open).ShouldBeUnique();
        pairs.Select(pair => pair.Masked).ShouldBeUnique();
        pairs.ShouldAllBe(pair => pair.Open != pair.Masked && pair.Open!.Length == pair.Masked!.Length);
    }

    [Theory]
    [InlineData("samples/clean.utrex")]
    [InlineData("samples/clean-positional.utrex")]
    [InlineData("samples/mistakes.utrex")]
    public async Task A_masked_batch_has_the_same_findings_and_no_personal_value(string file)
    {
        var open = await Findings("validate", file, "--today", "2025-10-01");
        var left = PersonalValues(file).Where(IsTelling).ToList();
        left.Count.ShouldBeGreaterThan(300);

        // What is drawn may be another's true value, but not in two runs.
        for (var i = 0; i < 2; i++)
        {
            var run = await CommandRun.Of("mask", file, "--output", _folder.File("masked.utrex"), "--today", "2025-10-01");

            run.ExitCode.ShouldBe(0, run.Error);
            var masked = await Findings("validate", _folder.File("masked.utrex"), "--today", "2025-10-01");
            masked.Select(Place).ShouldBe(open.Select(Place));
            var values = PersonalValues(_folder.File("masked.utrex"));
            left = [.. left.Where(values.Contains)];
            File.ReadLines(_folder.File("masked.utrex")).Count().ShouldBe(File.ReadLines(file).Count());
        }

        left.ShouldBeEmpty();

        static (int, string?, string?) Place(JsonElement finding) => (finding.GetProperty("line").GetInt32(), Text(finding, "rule"), Text(finding, "field"));
    }

    [Theory]
    [InlineData("20140228")]
    [InlineData("3855558507")]
    [InlineData("O'Neil-Smith")]
    [InlineData("85GCQ2RF+XJ")]
    [InlineData("-111.8910")]
    [InlineData("Zoë")]
    public void A_pseudonym_has_the_shape_of_its_value(string value)
    {
        var pseudonyms = new Pseudonyms();

        var pseudonym = pseudonyms.Of(value);

        pseudonym.ShouldNotBe(value);
        pseudonyms.Of(value).ShouldBe(pseudonym);
        System.Text.Encoding.UTF8.GetByteCount(pseudonym).ShouldBe(System.Text.Encoding.UTF8.GetByteCount(value));
        pseudonym.Select(Kind).ShouldBe(value.Select(Kind));

        // A plus code mixes letters and digits.
        string Kind(char c) => char.IsLetterOrDigit(c) && value.Contains('+', StringComparison.Ordinal) ? "plus" : char.IsDigit(c) ? "digit" : char.IsUpper(c) ? "upper" : char.IsLower(c) ? "lower" : c.ToString();
    }

    public void Dispose() => _folder.Dispose();

    private static HashSet<string> PersonalValues(string file)
    {
        using var stream = File.OpenRead(file);
        // A made-up birth date of one student may be the true one of another.
        return [.. BatchMask.PersonalValues(stream, Enumerable.Range(1, 100_000).ToHashSet()).Where(value => !DateOnly.TryParseExact(value, "yyyyMMdd", out _))];
    }

    /// <summary>Short values, numbers of few digits and coordinates, of which three digits are drawn, may come up by chance.</summary>
    private static bool IsTelling(string value) => value.Length > (value.All(char.IsAsciiDigit) ? 6 : 5) && !value.Contains('.', StringComparison.Ordinal);

    private static bool Shows(string text, string value)
    {
        for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            var end = at + value.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<List<JsonElement>> Findings(params string[] command) =>
        [.. (await CommandRun.Of([.. command, "--format", "jsonl"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
