using System.Text.Json;

namespace Utrex.Cli.Tests;

/// <summary><c>utrex sample --violate</c> as it is typed: the files that it writes break what was asked for, or one line says what would do.</summary>
public sealed class SampleCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("S1.022,S1.335,SL.506", "delimited")]
    [InlineData("SL.506,S1.022,S1.335", "positional")]
    [InlineData("S1.324,AM.915,FILE.002", "delimited")]
    public async Task Rules_are_broken_in_the_files_that_are_written(string rules, string layout)
    {
        var arguments = rules.Split(',').SelectMany(rule => new[] { "--violate", rule });
        (await CommandRun.Of(["sample", .. arguments, "--layout", layout, "--output", _folder.File("v.utrex"), "--reference-output", _folder.File("reference")])).ExitCode.ShouldBe(0);

        var run = await CommandRun.Of("validate", _folder.File("v.utrex"), "--reference", _folder.File("reference"), "--today", "2025-10-01", "--no-cascade", "--format", "jsonl");

        var broken = run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()!).Distinct();
        broken.Except(["S1.392"]).Order(StringComparer.Ordinal).ShouldBe(rules.Split(',').Order(StringComparer.Ordinal), "SL.506 breaks S1.392 too");
    }

    [Theory]
    [InlineData("--violate S1.364", "2026-06-15")]
    [InlineData("--violate S1.324", "2025-10-01")]
    [InlineData("--violate S1.324 --violate S1.364", "2026-06-15")]
    [InlineData("--violate S1.324 --as-of 2025-12-01", "2025-12-01")]
    public async Task The_day_is_one_on_which_the_rules_can_be_broken(string arguments, string day)
    {
        var run = await CommandRun.Of(["sample", "--schools", "1", "--students", "5", .. arguments.Split(' '), "--output", "-"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.Split('\n')[0].ShouldContain(day);
    }

    [Theory]
    [InlineData("--violate S1.364 --as-of 2025-10-01", "Take --as-of 2026-06-15.")]
    [InlineData("--violate S1.381 --lea 02", "Take --lea 01.")]
    [InlineData("--violate S1.005@LAST+NAME --layout positional", "Take --layout delimited.")]
    [InlineData("--violate S1.324 --violate FILE.001", "FILE.001 takes all records out of it.")]
    public async Task What_cannot_be_is_said_in_one_line_with_what_would_do(string arguments, string part) =>
        (await CommandRun.Of(["sample", .. arguments.Split(' ').Select(argument => argument.Replace('+', ' ')), "--output", _folder.File("v.utrex")])).ShouldFailWith(part);

    public void Dispose() => _folder.Dispose();
}
