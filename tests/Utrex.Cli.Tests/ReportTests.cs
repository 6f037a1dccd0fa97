using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Utrex.Cli.Masking;
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

    [Fact]
    public async Task A_spreadsheet_takes_no_value_for_a_formula()
    {
        var batch = (await File.ReadAllTextAsync("samples/clean.utrex")).Replace("\tThomas\t", "\t=1+1\t", StringComparison.Ordinal);
        var run = await CommandRun.WithInput(batch, "validate", "-", "--format", "csv", "--today", "2025-10-01");

        run.Output.ShouldContain(",'=1+1,");
        run.Output.ShouldNotContain(",=1+1,");
    }

    /// <summary>What the schema of SARIF 2.1.0 demands of what we write.</summary>
    [Fact]
    public async Task SARIF_keeps_to_its_schema_and_finds_the_columns()
    {
        var run = await CommandRun.Of([.. Mistakes, "--format", "sarif"]);

        var log = JsonDocument.Parse(run.Output).RootElement;
        Names(log).ShouldBe(["$schema", "version", "runs"]);
        log.GetProperty("version").GetString().ShouldBe("2.1.0");
        var sarif = log.GetProperty("runs").EnumerateArray().Single();
        sarif.GetProperty("columnKind").GetString().ShouldBe("utf16CodeUnits");
        var driver = sarif.GetProperty("tool").GetProperty("driver");
        driver.GetProperty("semanticVersion").GetString()!.ShouldMatch(@"^\d+\.\d+\.\d+$");
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        rules.Select(rule => rule.GetProperty("id").GetString()).ShouldBeUnique();
        rules.ShouldAllBe(rule => rule.GetProperty("help").GetProperty("text").GetString()!.Length > 0 && rule.GetProperty("shortDescription").GetProperty("text").GetString()!.Length > 0);
        var lines = await File.ReadAllLinesAsync("samples/mistakes.utrex");
        var results = sarif.GetProperty("results").EnumerateArray().ToList();
        results.Count.ShouldBe((await Findings(Mistakes)).Count);
        var columns = 0;
        foreach (var result in results)
        {
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe(result.GetProperty("ruleId").GetString());
            result.GetProperty("level").GetString().ShouldBeOneOf("error", "warning");
            result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
            var place = result.GetProperty("locations").EnumerateArray().Single().GetProperty("physicalLocation");
            Uri.TryCreate(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.Relative, out _).ShouldBeTrue();
            var region = place.GetProperty("region");
            var line = region.GetProperty("startLine").GetInt32();
            line.ShouldBeInRange(1, lines.Length);
            if (region.TryGetProperty("startColumn", out var start))
            {
                var end = region.GetProperty("endColumn").GetInt32();
                start.GetInt32().ShouldBeInRange(1, lines[line - 1].Length + 1);
                end.ShouldBeInRange(start.GetInt32(), lines[line - 1].Length + 1);
                columns++;
            }
        }

        columns.ShouldBeGreaterThan(results.Count / 2);
        var name = results.Single(result => result.GetProperty("ruleId").GetString() == "S1.022").GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        lines[name.GetProperty("startLine").GetInt32() - 1][(name.GetProperty("startColumn").GetInt32() - 1)..(name.GetProperty("endColumn").GetInt32() - 1)].ShouldBe("Jens3n");
    }

    [Fact]
    public async Task SARIF_of_standard_input_has_lines_only()
    {
        var run = await CommandRun.WithInput("S1=\tx\n", "validate", "-", "--format", "sarif", "--today", "2025-10-01");

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("startLine");
        run.Output.ShouldNotContain("startColumn");
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

    [Fact]
    public async Task A_terminal_of_80_columns_gets_lines_of_80_columns()
    {
        var rows = new MemoryStream();
        using (var report = new Reports.TableReport(rows, terminalWidth: 80))
        {
            report.BeginFile("samples/mistakes.utrex");
            foreach (var line in (await CommandRun.Of([.. Mistakes, "--format", "jsonl"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                report.Write(Reports.ReportRow.OfJson(line));
            }

            report.Complete(new Reports.RunSummary());
        }

        var text = System.Text.Encoding.UTF8.GetString(rows.ToArray());
        text.ShouldContain("\u001b[");
        System.Text.RegularExpressions.Regex.Replace(text, "\u001b\\[[0-9;]*m", "").Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public async Task A_baseline_tells_new_from_known_and_lists_what_is_resolved()
    {
        var before = await File.ReadAllTextAsync("samples/mistakes.utrex");
        var yesterday = _folder.Write("a.utrex", before);
        (await CommandRun.Of("validate", yesterday, "--today", "2025-10-01", "--format", "jsonl", "--output", _folder.File("a.jsonl"))).ExitCode.ShouldBe(1);

        // A name is corrected, another one is spoilt, days of attendance change and every line moves.
        var after = "\n" + before.Replace("Jens3n", "Jensen", StringComparison.Ordinal).Replace("\tYoung\t", "\tY0ung\t", StringComparison.Ordinal);
        var today = _folder.Write("b.utrex", after);
        var run = await CommandRun.Of("validate", today, "--today", "2025-10-01", "--format", "jsonl", "--baseline", _folder.File("a.jsonl"));

        var findings = run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        findings.ShouldAllBe(finding => Text(finding, "status") != null);
        findings.Where(finding => Text(finding, "status") == "resolved").Select(finding => Text(finding, "value")).ShouldContain("Jens3n");
        findings.Where(finding => Text(finding, "status") == "new").ShouldContain(finding => Text(finding, "rule") == "FILE.010w");
        findings.Count(finding => Text(finding, "status") == "known").ShouldBeGreaterThan(300);
        run.Error.ShouldContain("against the baseline: ");
        (await CommandRun.Of("validate", today, "--today", "2025-10-01", "--baseline", _folder.File("a.jsonl"))).Output.ShouldContain("findings of the baseline are resolved");
    }

    [Fact]
    public async Task The_same_batch_has_nothing_new_against_itself()
    {
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("a.jsonl")]);

        var run = await CommandRun.Of([.. Mistakes, "--baseline", _folder.File("a.jsonl"), "--format", "jsonl"]);

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.EndsWith("\"status\":\"known\"}", StringComparison.Ordinal));
        run.Error.ShouldContain("against the baseline: 0 new, 0 resolved");
    }

    [Theory]
    [InlineData("{", "line 1 is no finding")]
    [InlineData("{\"rule\":\"XX.1\"}", "'XX.1' is no rule")]
    [InlineData("null", "line 1 is no finding")]
    public async Task A_baseline_that_is_none_is_refused_with_its_line(string text, string part) =>
        (await CommandRun.Of([.. Mistakes, "--baseline", _folder.Write("bad.jsonl", text)])).ShouldFailWith(part);

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

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
