using System.Text;
using System.Text.RegularExpressions;

namespace Utrex.Cli.Tests;

/// <summary>What is shown of the findings: filters and limits hide, and never change sums or the exit code.</summary>
public sealed class ShownFindingsTests : IDisposable
{
    private static readonly string[] Mistakes = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01"];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("S1.022", "--rule", "S1.022")]
    [InlineData("S1.022 S1.345", "--rule", "s1.022,S1.345")]
    [InlineData("S1.022 S1.345", "--rule", "S1.022", "--rule", "S1.345")]
    [InlineData("S1.009", "--rule", "S1.009@GRADE LEVEL")]
    [InlineData("S2.009 S2.Dep", "--rule", "S2")]
    [InlineData("FILE.010w S1.418w", "--level", "warning")]
    [InlineData("S1.022", "--student", "3000001", "--rule", "S1")]
    [InlineData("SC.203 SC.204", "--school", "0105", "--rule", "SC")]
    public async Task A_filter_shows_what_it_names(string rules, params string[] filter)
    {
        var all = await CommandRun.Of([.. Mistakes, "--format", "jsonl"]);

        var run = await CommandRun.Of([.. Mistakes, "--format", "jsonl", .. filter]);

        var shown = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        shown.Select(line => Regex.Match(line, "\"rule\":\"(.+?)\"").Groups[1].Value).Distinct().Order(StringComparer.Ordinal).ShouldBe(rules.Split(' '));
        all.Output.Split('\n').Where(shown.Contains).ShouldBe(shown);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("errors: 372, warnings: 2; 342 of them only follow from others");
        run.Error.ShouldContain($"hidden by what was asked for: {374 - shown.Length} of 374 findings");
    }

    [Fact]
    public async Task The_exit_code_does_not_depend_on_what_is_shown()
    {
        var run = await CommandRun.Of([.. Mistakes, "--level", "warning", "--school", "999"]);

        (run.ExitCode, run.Output).ShouldBe((1, ""));
    }

    [Theory]
    [InlineData("S1.0222", "Did you mean 'S1.022'")]
    [InlineData("nothing", "'nothing' is no rule and no record type.")]
    [InlineData("S1.009@nothing", "'S1.009@nothing' is no rule")]
    public async Task A_misspelt_rule_is_no_empty_report(string rule, string part) => (await CommandRun.Of([.. Mistakes, "--rule", rule])).ShouldFailWith(part);

    [Theory]
    [InlineData("mistakes", "error", 1)]
    [InlineData("mistakes", "warning", 1)]
    [InlineData("mistakes", "never", 0)]
    [InlineData("clean", "warning", 0)]
    public async Task What_lets_a_run_fail_can_be_said(string sample, string failOn, int code) =>
        (await CommandRun.Of("validate", $"samples/{sample}.utrex", "--today", "2025-10-01", "--fail-on", failOn)).ExitCode.ShouldBe(code);

    [Fact]
    public async Task A_warning_lets_a_run_fail_that_is_told_so()
    {
        var file = _folder.Write("a.utrex", await File.ReadAllTextAsync("samples/clean.utrex") + "\n");

        (await CommandRun.Of("validate", file, "--today", "2025-10-01")).ExitCode.ShouldBe(0);
        (await CommandRun.Of("validate", file, "--today", "2025-10-01", "--fail-on", "warning")).ExitCode.ShouldBe(1);
    }

    /// <summary>A file whose every line is wrong in one way is a screen, not a book.</summary>
    [Fact]
    public async Task A_table_lists_ten_findings_of_a_rule_and_counts_the_rest()
    {
        var file = _folder.Write("a.utrex", Regex.Replace(await File.ReadAllTextAsync("samples/clean.utrex"), "^AM=", "am=", RegexOptions.Multiline));
        var count = (await File.ReadAllLinesAsync(file)).Count(line => line.StartsWith("am=", StringComparison.Ordinal));

        var ten = await Lines();
        var three = await Lines("--max", "3");
        var all = await Lines("--max", "0");

        ten.Count(line => line.Contains("FILE.002 ", StringComparison.Ordinal) && line.Contains("am=", StringComparison.Ordinal)).ShouldBe(10);
        ten.ShouldContain(line => Regex.IsMatch(line, @"^ +and \d+ more findings of .*; --max 0 lists all$"));
        three.Count(line => line.Contains("'am='", StringComparison.Ordinal)).ShouldBe(3);
        all.Count(line => line.Contains("'am='", StringComparison.Ordinal)).ShouldBe(count);
        all.ShouldNotContain(line => line.Contains("--max", StringComparison.Ordinal));
        ten.ShouldContain(line => line.TrimStart().StartsWith($"{count}  error   FILE.002", StringComparison.Ordinal));

        async Task<string[]> Lines(params string[] options) => (await CommandRun.Of(["validate", file, "--force", "--today", "2025-10-01", .. options])).Output.Split('\n');
    }

    /// <summary>What follows from three hundred lines is not three hundred lines.</summary>
    [Fact]
    public async Task Causes_are_counted_too_beyond_those_with_the_most_effects()
    {
        var lines = (await File.ReadAllLinesAsync("samples/clean.utrex")).Select(line => line.StartsWith("AC=", StringComparison.Ordinal) ? Regex.Replace(line, "\t[0-9]{11}\t", "\t80010000000\t") : line);
        var file = _folder.Write("a.utrex", string.Join('\n', lines));

        var table = (await CommandRun.Of("validate", file, "--today", "2025-10-01", "--max", "2")).Output.Split('\n');

        table.Count(line => line.Contains("further findings follow from this line", StringComparison.Ordinal)).ShouldBe(2);
        table.ShouldContain(line => Regex.IsMatch(line, @"^ +and \d+ more from \d+ other lines$"));
    }

    [Fact]
    public async Task CSV_says_which_file_and_Excel_can_be_told_its_encoding()
    {
        await CommandRun.Of("validate", "samples/mistakes.utrex", "samples/clean.utrex", "--today", "2025-10-01", "--format", "csv", "--bom", "--output", _folder.File("a.csv"));

        var bytes = await File.ReadAllBytesAsync(_folder.File("a.csv"));
        bytes.AsSpan(0, 3).ToArray().ShouldBe([0xEF, 0xBB, 0xBF]);
        var lines = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldEndWith(",LineNumber,file");
        lines.Skip(1).ShouldAllBe(line => line.EndsWith(",samples/mistakes.utrex", StringComparison.Ordinal));
        (await CommandRun.Of([.. Mistakes, "--bom"])).ShouldFailWith("--bom is for --format csv.");
    }

    [Fact]
    public async Task A_report_that_is_opened_needs_a_name() => (await CommandRun.Of([.. Mistakes, "--open"])).ShouldFailWith("--open opens the report that --output names; name one.");

    public void Dispose() => _folder.Dispose();
}
