using System.Text.Json;
using System.Text.RegularExpressions;

namespace Utrex.Cli.Tests;

/// <summary>Whether a batch is the one that is due, and what was read of it.</summary>
public sealed class SubmissionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("2025-10-01", "")]
    [InlineData("2025-10-22", "")]
    [InlineData("2025-10-23", "FILE.202w")]
    [InlineData("2025-09-30", "FILE.202w")]
    [InlineData("2026-07-07", "FILE.202w")]
    [InlineData("2026-07-31", "FILE.202w")]
    [InlineData("2026-08-01", "FILE.201w")]
    [InlineData("2025-06-30", "FILE.201w")]
    public async Task A_batch_of_another_time_is_said_to_be_one_before_anything_else(string today, string expected)
    {
        var run = await CommandRun.Of("validate", "samples/clean.utrex", "--today", today, "--format", "jsonl");

        var rules = Rules(run);
        rules.Where(rule => rule.StartsWith("FILE.2", StringComparison.Ordinal)).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        rules.Take(1).ShouldBe(expected.Length > 0 ? [expected] : []);
    }

    [Fact]
    public async Task A_month_that_is_not_that_of_the_date_is_named()
    {
        var batch = (await File.ReadAllTextAsync("samples/clean.utrex")).Replace("\tOCT\t", "\tDEC\t", StringComparison.Ordinal);

        var run = await CommandRun.WithInput(batch, "validate", "-", "--today", "2025-10-01", "--format", "jsonl");

        Rules(run).ShouldBe(["FILE.203w"]);
        run.Output.ShouldContain("December, and the batch is as of 2025-10-01");
        (await CommandRun.WithInput(batch.Replace("\tDEC\t", "\t\t", StringComparison.Ordinal), "validate", "-", "--today", "2025-10-01", "--format", "jsonl")).Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("october", "", "")]
    [InlineData("october", "S3 AM", "FILE.205w FILE.205w")]
    [InlineData("december", "S3 AM", "")]
    [InlineData("december", "S1", "FILE.204")]
    [InlineData("transcript", "TG", "FILE.205w")]
    public async Task What_the_submission_needs_and_the_batch_lacks_is_named(string submission, string without, string expected)
    {
        var types = without.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(type => type + "=").ToList();
        var batch = string.Join('\n', (await File.ReadAllLinesAsync("samples/clean.utrex")).Where(line => !types.Exists(type => line.StartsWith(type, StringComparison.Ordinal))));

        var run = await CommandRun.WithInput(batch, "validate", "-", "--today", "2025-10-01", "--for", submission, "--format", "jsonl");

        Rules(run).Where(rule => rule.StartsWith("FILE.20", StringComparison.Ordinal)).ShouldBe(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.Output.Split('\n').Count(line => line.Contains("\"rule\":\"FILE.204\",\"level\":\"error\"", StringComparison.Ordinal)).ShouldBe(expected == "FILE.204" ? 1 : 0);
    }

    /// <summary>A file that was cut off before a school is as clean as a whole one; only the register knows better.</summary>
    [Fact]
    public async Task A_school_of_the_register_that_is_missing_is_named()
    {
        await CommandRun.Of("sample", "--schools", "3", "--students", "60", "--output", _folder.File("a.utrex"), "--reference-output", _folder.File("ref"));
        var whole = await CommandRun.Of("validate", _folder.File("a.utrex"), "--today", "2025-10-01", "--reference", _folder.File("ref"), "--format", "jsonl");
        whole.Output.ShouldBeEmpty();
        var lines = await File.ReadAllLinesAsync(_folder.File("a.utrex"));
        var last = Array.FindLastIndex(lines, line => line.StartsWith("SC=", StringComparison.Ordinal));
        var school = lines[last].Split('\t')[1];
        var register = (await File.ReadAllLinesAsync(_folder.File("ref/REF_SCHOOL_LEA.csv"))).Single(row => row.Split(',')[2] == school).Split(',');
        await File.WriteAllLinesAsync(_folder.File("cut.utrex"), lines[..last]);

        var cut = await CommandRun.Of("validate", _folder.File("cut.utrex"), "--today", "2025-10-01", "--reference", _folder.File("ref"), "--format", "jsonl");

        Rules(cut)[0].ShouldBe("FILE.206w");
        cut.Output.ShouldContain($"A school of the register is missing in the batch: {school} {register[3]}");
        cut.Error.ShouldContain($"read {_folder.File("cut.utrex")}: LEA 01 (District 01), 2025-26, as of 2025-10-01, delimited, 2 schools, ");

        // One that is closed, or of another year, is missed by nobody.
        foreach (var (column, value) in new[] { (6, "N"), (7, "1"), (0, "2025"), (1, "02") })
        {
            var rows = (await File.ReadAllLinesAsync(_folder.File("ref/REF_SCHOOL_LEA.csv"))).Select(row => row.Split(',') is var cells && cells[2] == school ? string.Join(',', cells.Select((cell, i) => i == column ? value : cell)) : row).ToList();
            Directory.CreateDirectory(_folder.File("other"));
            await File.WriteAllLinesAsync(_folder.File("other/REF_SCHOOL_LEA.csv"), rows);
            Rules(await CommandRun.Of("validate", _folder.File("cut.utrex"), "--today", "2025-10-01", "--reference", _folder.File("other"), "--format", "jsonl")).ShouldNotContain("FILE.206w");
        }
    }

    [Fact]
    public async Task Every_run_says_what_it_has_read()
    {
        var run = await CommandRun.Of("validate", "samples/clean.utrex", "samples/clean-positional.utrex", "--today", "2025-10-01");

        run.Error.ShouldStartWith("read samples/clean.utrex: LEA 01, 2025-26, as of 2025-10-01, delimited, 2 schools, 60 students (DI 1, SC 2, S1 60, ");
        run.Error.ShouldContain("read samples/clean-positional.utrex: LEA 01, 2025-26, as of 2025-10-01, positional, 2 schools, 60 students (");
        (await CommandRun.WithInput("ZZ=\n", "validate", "-")).Error.ShouldContain("read -: no LEA, 2025-26, no as-of date, no record, 0 schools, 0 students\n");
    }

    [Fact]
    public async Task HTML_says_what_was_read_and_what_is_hidden()
    {
        var run = await CommandRun.Of("validate", "samples/mistakes.utrex", "--today", "2025-10-01", "--rule", "S1.022", "--format", "html");

        using var data = JsonDocument.Parse(run.Output.Split("type=\"application/json\">")[1].Split("</script>")[0]);
        data.RootElement.GetProperty("read")[0].GetProperty("head").GetString().ShouldStartWith("LEA 01, 2025-26, as of 2025-10-01, delimited, 2 schools, ");
        data.RootElement.GetProperty("notes")[0].GetString().ShouldBe("hidden by what was asked for: 373 of 374 findings");
    }

    [Fact]
    public async Task What_a_rule_of_ours_means_can_be_asked_and_is_a_baseline_like_any_other()
    {
        (await CommandRun.Of("explain", "FILE.202w")).Output.ShouldContain("three weeks");
        await CommandRun.Of("validate", "samples/clean.utrex", "--today", "2025-12-01", "--format", "jsonl", "--output", _folder.File("a.jsonl"));

        var run = await CommandRun.Of("validate", "samples/clean.utrex", "--today", "2025-12-02", "--baseline", _folder.File("a.jsonl"));

        run.Error.ShouldContain("against the baseline: 0 new, 0 resolved");
    }

    [Fact]
    public async Task A_summary_names_what_a_reviewer_would_ask_about()
    {
        await CommandRun.Of("sample", "--schools", "2", "--students", "200", "--output", _folder.File("a.utrex"));
        var lines = await File.ReadAllLinesAsync(_folder.File("a.utrex"));
        var last = Array.FindLastIndex(lines, line => line.StartsWith("SC=", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(_folder.File("b.utrex"), lines[..last]);

        var gone = (await CommandRun.Of("summary", _folder.File("b.utrex"), "--against", _folder.File("a.utrex"))).Output;
        var same = (await CommandRun.Of("summary", _folder.File("a.utrex"), "--against", _folder.File("a.utrex"))).Output;
        using var json = JsonDocument.Parse((await CommandRun.Of("summary", _folder.File("b.utrex"), "--against", _folder.File("a.utrex"), "--format", "json")).Output);

        Regex.IsMatch(gone, @"^  \d+ +\S.* +\d+ +0 +gone$", RegexOptions.Multiline).ShouldBeTrue(gone);
        gone.Split('\n').ShouldAllBe(line => line.Length <= 80 || line.StartsWith("against ", StringComparison.Ordinal));
        same.ShouldContain("on 2025-10-01: no count has changed by 10% and 5 or more");
        json.RootElement.GetProperty("against").GetProperty("changes").EnumerateArray().ShouldContain(change => change.GetProperty("now").GetInt64() == 0);
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Rules(CommandRun run) => [.. Regex.Matches(run.Output, "\"rule\":\"(.+?)\"").Select(match => match.Groups[1].Value)];
}
