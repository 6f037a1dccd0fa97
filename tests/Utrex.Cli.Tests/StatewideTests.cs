using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary><c>utrex statewide</c>: loads, Level 2 in every format, membership, and what goes wrong.</summary>
public sealed class StatewideTests : IDisposable
{
    // Lines of the sample that are no records.
    private const int Unreadable = 2;

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("state.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_submission_is_loaded_once_and_replaced_by_another()
    {
        var batch = await Sample("01", seed: 1);

        (await Load(batch)).Error.ShouldMatch(@"LEA 01, 2026: records loaded: \d+, left out: 0; elapsed: ");
        (await Load(batch)).Error.ShouldEndWith("LEA 01, 2026: unchanged, the store holds this submission already\n");
        (await Load(await Sample("01", seed: 2))).Error.ShouldContain("records loaded: ");
    }

    [Fact]
    public async Task What_Level_1_refuses_is_left_out_and_counted()
    {
        var mistakes = Path.Combine("samples", "mistakes.utrex");
        var lines = (await File.ReadAllLinesAsync(mistakes)).Length;

        var some = await Load(mistakes);
        (await CommandRun.Of("statewide", "load", mistakes, "--store", Store, "--today", "2025-10-01", "--all")).Error.ShouldContain($"records loaded: {lines - Unreadable}, left out: {Unreadable};");
        some.ExitCode.ShouldBe(0);
        some.Error.ShouldMatch(@"left out: [1-9]\d*;");
    }

    /// <summary>A student whose IEP two schools of the LEA hold: the batch says it, and the store takes both records.</summary>
    [Fact]
    public async Task A_batch_alone_shows_some_of_it()
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("samples", "clean.utrex"));
        var there = lines.Single(line => line.StartsWith("S2=\t3000030\t", StringComparison.Ordinal));
        var student = lines.First(line => line.StartsWith("S1=", StringComparison.Ordinal) && line.Split('\t').Contains("3000030"));
        var batch = _folder.Write("two.utrex", string.Concat(lines.Concat([student.Replace("\t105", "\t104", StringComparison.Ordinal), there.Replace("\t105", "\t104", StringComparison.Ordinal)]).Select(line => line + "\n")));

        var run = await CommandRun.Of("validate", batch, "--today", "2025-10-01", "--rule", "L2.07", "--format", "jsonl");

        var finding = JsonDocument.Parse(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem()).RootElement;
        finding.GetProperty("message").GetString()!.ShouldEndWith(" (seen in this batch alone)");
        finding.GetProperty("related")[0].GetInt32().ShouldBe(lines.Length + 2);
        run.Error.ShouldContain("L2.07 Dual SCRAM");
    }

    [Fact]
    public async Task Findings_name_the_other_record()
    {
        await LoadTwins();

        var run = await Validate("--format", "jsonl");

        run.ExitCode.ShouldBe(0, run.Error);
        var findings = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Where(finding => finding.GetProperty("rule").GetString() == "L2.03").ToList();
        findings.Select(finding => finding.GetProperty("lea").GetString()).ShouldBe(["01", "02"]);
        var other = findings[0].GetProperty("others")[0];
        other.EnumerateObject().Select(property => property.Name).ShouldBe(["lea", "school", "student", "ssid", "entryDate", "scramEntryDate", "schoolYear"]);
        other.GetProperty("lea").GetString().ShouldBe("02");
        other.GetProperty("ssid").GetString().ShouldBe("1234567");
        other.GetProperty("schoolYear").GetInt32().ShouldBe(2026);
        findings[0].GetProperty("related").GetArrayLength().ShouldBe(0);
        findings[0].GetProperty("file").GetString().ShouldBe(_folder.File("01.utrex"));
        findings[0].GetProperty("line").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("table", "L2.03")]
    [InlineData("csv", "with LEA 02")]
    [InlineData("sarif", "\"L2.03\"")]
    [InlineData("html", "L2.03")]
    public async Task Every_format_names_rule_and_others(string format, string part)
    {
        await LoadTwins();

        (await Validate("--format", format)).Output.ShouldContain(part);
    }

    [Fact]
    public async Task A_workbook_is_written_into_a_file()
    {
        await LoadTwins();

        (await Validate("--format", "xlsx")).ShouldFailWith("name a file with --output");
        (await Validate("--format", "xlsx", "--output", _folder.File("level2.xlsx"))).ExitCode.ShouldBe(0);
        new FileInfo(_folder.File("level2.xlsx")).Length.ShouldBeGreaterThan(1000);
    }

    /// <summary>Of the two findings on the twin each names the record of the other, by file and line, and leads to its finding.</summary>
    [Fact]
    public async Task A_workbook_leads_from_a_finding_to_that_on_the_other_record()
    {
        await LoadTwins();
        var path = _folder.File("level2.xlsx");
        await Validate("--format", "xlsx", "--output", path);

        using var workbook = System.IO.Compression.ZipFile.OpenRead(path);
        var formulas = workbook.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).SelectMany(entry =>
        {
            using var sheet = entry.Open();
            return XDocument.Load(sheet).Descendants().Where(element => element.Name.LocalName == "f").Select(formula => formula.Value).ToList();
        });

        formulas.Where(formula => formula.Contains("line 3", StringComparison.Ordinal)).ShouldBe([$"HYPERLINK(\"#'S1'!A3\",\"{_folder.File("02.utrex")} line 3\")", $"HYPERLINK(\"#'S1'!A2\",\"{_folder.File("01.utrex")} line 3\")"]);
    }

    /// <summary>A page knows the file of the other record too where that has no finding, such as an earlier year's.</summary>
    [Fact]
    public async Task A_page_names_the_file_of_a_record_without_a_finding()
    {
        await LoadTwins();

        var page = (await Validate("--format", "html", "--lea", "1")).Output;

        var data = JsonDocument.Parse(page[(page.IndexOf("type=\"application/json\">", StringComparison.Ordinal) + 24)..].Split("</script>")[0]).RootElement;
        var files = data.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("name").GetString()).ToList();
        files.ShouldBe([_folder.File("01.utrex"), _folder.File("02.utrex")]);
        data.GetProperty("rows").EnumerateArray().ShouldContain(row => row.EnumerateArray().Select(cell => cell.GetInt32()).TakeLast(2).SequenceEqual(new[] { 1, 3 }));
    }

    [Theory]
    [InlineData("--rule", "L2.03", true)]
    [InlineData("--rule", "L2.01", false)]
    [InlineData("--school", "104", true)]
    [InlineData("--school", "105", false)]
    [InlineData("--student", "1234567", true)]
    [InlineData("--level", "error", false)]
    public async Task What_is_shown_is_chosen_as_for_validate(string option, string value, bool isShown)
    {
        await LoadTwins();

        var run = await Validate("--format", "jsonl", option, value, "--fail-on", "warning");

        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.Contains("L2.03", StringComparison.Ordinal).ShouldBe(isShown);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("sarif")]
    [InlineData("html")]
    public async Task A_masked_report_names_nobody(string format)
    {
        await LoadTwins();

        var run = await Validate("--format", format, "--mask", "--fail-on", "warning");

        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldContain("L2.03");
        run.Output.ShouldNotContain("1234567");
    }

    /// <summary>A student has one pseudonym, on the record of the finding and where another finding names it.</summary>
    [Fact]
    public async Task A_masked_report_still_tells_who_is_the_same()
    {
        await LoadTwins();

        var findings = (await Validate("--format", "jsonl", "--mask", "--rule", "L2.03")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        findings.Count.ShouldBe(2);
        findings.SelectMany(finding => new[] { finding.GetProperty("ssid").GetString(), finding.GetProperty("others")[0].GetProperty("ssid").GetString() }).Distinct().ShouldHaveSingleItem().ShouldNotBe("1234567");
    }

    [Fact]
    public async Task A_baseline_tells_what_is_new_and_what_is_gone()
    {
        await LoadTwins();
        var earlier = _folder.File("earlier.jsonl");
        await Validate("--format", "jsonl", "--output", earlier);

        var same = await Validate("--format", "jsonl", "--baseline", earlier);
        await Load(await Sample("02", seed: 2));
        var later = await Validate("--format", "jsonl", "--baseline", earlier);

        same.Error.ShouldContain("against the baseline: 0 new, 0 resolved");
        same.Output.ShouldContain("\"status\":\"known\"");
        later.Error.ShouldContain("against the baseline: 0 new, 2 resolved");
        later.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.Contains("\"status\":\"resolved\"", StringComparison.Ordinal));
        (await Validate("--baseline", earlier, "--part", "1/2")).ShouldFailWith("--baseline is about all students");
    }

    [Fact]
    public async Task Each_school_has_a_report_of_its_own()
    {
        await LoadTwins();
        var reports = _folder.File("reports");

        await Validate("--split", "school", "--format", "csv", "--output", reports);

        Directory.GetFiles(reports).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["lea-01-school-104.csv", "lea-02-school-104.csv"]);
        (await Validate("--split", "school")).ShouldFailWith("name a folder for them with --output");
    }

    [Fact]
    public async Task What_is_shown_of_an_LEA_changes_no_total()
    {
        await LoadTwins();

        var all = await Validate("--format", "jsonl", "--fail-on", "warning");
        var one = await Validate("--format", "jsonl", "--lea", "2", "--fail-on", "warning");

        (all.ExitCode, one.ExitCode).ShouldBe((1, 1));
        one.Output.ShouldBe(string.Concat(all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains("\"value\":\"100\",\"lea\":\"02\"", StringComparison.Ordinal)).Select(line => line + "\n")));
        one.Error.ShouldContain("hidden by what was asked for");
    }

    [Fact]
    public async Task Parts_together_are_the_whole()
    {
        await LoadTwins();

        var all = await Validate("--format", "jsonl");
        var parts = new[] { await Validate("--format", "jsonl", "--part", "1/2"), await Validate("--format", "jsonl", "--part", "2/2") };

        parts.SelectMany(part => part.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ShouldBe(all.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Theory]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("1")]
    [InlineData("x/y")]
    public async Task A_part_that_there_is_not_is_refused(string part) =>
        (await CommandRun.Of("statewide", "validate", "--store", Store, "--part", part)).ShouldFailWith("--part takes a part and how many there are");

    [Fact]
    public async Task Membership_is_prorated()
    {
        await LoadTwins();

        var run = await CommandRun.Of("statewide", "membership", "--store", Store, "--format", "csv");

        run.Output.ShouldBe("SSID,LEANumber,Claimed,Limit,Allowed\r\n1234567,01,100,190,95\r\n1234567,02,100,190,95\r\n");
        run.Error.ShouldContain("1 student over the limit in 2025-26");
        run.Error.ShouldContain("rounding is ours");
        (await CommandRun.Of("statewide", "membership", "--store", Store)).Output.ShouldContain("1234567     01               100      190       95");
    }

    [Fact]
    public async Task The_summary_says_what_was_not_evaluated_and_why()
    {
        await LoadTwins();

        var run = await Validate();

        run.Error.ShouldContain("rules not evaluated: 2 (the store has no submission of the school year before): L2.04 Student Grade Level Inconsistency, L2.05 Student Grade Level Inconsistency");
        run.Error.ShouldContain("REF_RESIDENCE.csv");
        run.Error.ShouldContain("ESSENTIAL_ELEMENTS");
        run.Error.ShouldContain("L2.03 takes no schedule for approved");
    }

    [Fact]
    public async Task Registers_are_read_from_a_folder()
    {
        await LoadTwins();
        _folder.Write("REF_SCHOOL_LEA.csv", "SCHOOL_YEAR,LEA_NUMBER,SCHOOL_NUMBER,APPROVED_SCHEDULE\n2026,01,104,Y\n");
        _folder.Write("REF_COURSE_CODE.csv", "CORE_CODE,ESSENTIAL_ELEMENTS\n22222222222,Y\n");
        _folder.Write("REF_RESIDENCE.csv", "ADDRESS1,CITY,ZIP,DISTRICT\n\"1  Main St\",Alpine,84004-1234,02\n");
        _folder.Write("REF_LEA.csv", "LEA_NUMBER,LEA_TYPE\n01,DISTRICT\n02,CHARTER\n");

        var run = await Validate("--format", "jsonl", "--reference", _folder.Path);

        run.Error.ShouldNotContain("REF_");
        var rules = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Select(finding => $"{finding.GetProperty("rule")} {finding.GetProperty("lea")} {finding.GetProperty("value")}");

        // Both live at 1 Main St in district 02, and LEA 01 reports 01.
        rules.ShouldBe(["L2.10 01 01"]);
        run.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("REF_COURSE_CODE.csv", "CORE_CODE,ESSENTIAL_ELEMENTS\n1234,Y\n", "leading zeros")]
    [InlineData("REF_RESIDENCE.csv", "ADDRESS1,CITY,DISTRICT\n", "ZIP is missing")]
    public async Task A_register_that_is_not_what_it_should_be_is_named(string file, string text, string part)
    {
        await LoadTwins();
        _folder.Write(file, text);

        (await Validate("--reference", _folder.Path)).ShouldFailWith(part);
    }

    [Fact]
    public async Task What_is_no_store_is_refused_in_a_line()
    {
        var text = _folder.Write("text.db", "no database");

        (await CommandRun.Of("statewide", "validate", "--store", text)).ShouldFailWith("is no store of submissions");
        (await CommandRun.Of("statewide", "load", Path.Combine("samples", "clean.utrex"), "--store", text)).ShouldFailWith("is no store of submissions");
        (await CommandRun.Of("statewide", "validate", "--store", _folder.File("none.db"))).ShouldFailWith("does not exist; 'utrex statewide load' makes it");
        (await CommandRun.Of("statewide", "membership", "--store", _folder.File("none.db"))).ShouldFailWith("does not exist");
        File.ReadAllText(text).ShouldBe("no database");
    }

    [Fact]
    public async Task A_batch_from_standard_input_is_loaded()
    {
        var run = await CommandRun.WithInput(await File.ReadAllTextAsync(Path.Combine("samples", "clean.utrex")), "statewide", "load", "-", "--store", Store, "--today", "2025-10-01");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("-: LEA 01, 2026: records loaded: ");
    }

    [Fact]
    public async Task SIF_objects_are_loaded_as_the_batch_that_they_make()
    {
        var objects = _folder.File("objects.xml");
        (await CommandRun.Of("convert", Path.Combine("samples", "clean.utrex"), "--to", "sif", "--output", objects, "--sif-profile", Path.Combine("samples", "sif-profile.json"))).ExitCode.ShouldBe(0);

        var run = await CommandRun.Of("statewide", "load", objects, "--store", Store, "--today", "2025-10-01", "--all");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldMatch(@"objects.xml: LEA 01, 2026: records loaded: [1-9]\d*");
    }

    private static Task<CommandRun> Sample(string lea, int seed, string output) =>
        CommandRun.Of("sample", "--lea", lea, "--schools", "1", "--students", "5", "--seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture), "--output", output);

    private async Task<string> Sample(string lea, int seed)
    {
        var path = _folder.File(lea + ".utrex");
        (await Sample(lea, seed, path)).ExitCode.ShouldBe(0);
        return path;
    }

    private Task<CommandRun> Load(string file) => CommandRun.Of("statewide", "load", file, "--store", Store, "--today", "2025-10-01");

    private Task<CommandRun> Validate(params string[] options) => CommandRun.Of(["statewide", "validate", "--store", Store, "--today", "2026-06-01", .. options]);

    /// <summary>A student in two LEAs, each with 100 days.</summary>
    private async Task LoadTwins()
    {
        foreach (var lea in new[] { "01", "02" })
        {
            var student = new StudentRecord
            {
                SchoolNumber = "104",
                StudentNumber = "7",
                LastName = "Lee",
                FirstName = "Ann",
                BirthDate = new DateOnly(2012, 1, 1),
                Sex = "F",
                GradeLevel = "05",
                EntryDate = new DateOnly(2025, 8, 20),
                SchoolMembership = 100,
                ResidentStatus = "U",
                StudentPhysicalAddress1 = "1 main st",
                StudentPhysicalCity = "ALPINE",
                StudentPhysicalZipCode = "84004",
                DistrictOfResidence = lea,
                StatewideStudentId = "1234567",
                LeaNumber = lea,
            };
            var line = new System.Buffers.ArrayBufferWriter<byte>();
            new BatchWriter(line, RecordLayout.Delimited).Write(student);
            var batch = $"DI=\t{lea}\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t{lea}\n{Encoding.UTF8.GetString(line.WrittenSpan)}";
            var run = await CommandRun.Of("statewide", "load", _folder.Write(lea + ".utrex", batch), "--store", Store, "--today", "2025-10-01", "--all");
            run.ExitCode.ShouldBe(0, run.Error);
        }
    }
}
