using System.Globalization;
using System.Text.Json;

namespace Utrex.Cli.Tests;

/// <summary><c>utrex sample --violate L2.06</c>: the batches that it writes break that rule in a store, and no other.</summary>
public sealed class SubmissionSampleTests : IDisposable
{
    // A few students are enough: those that a rule needs come along.
    private static readonly string[] Small = ["--schools", "1", "--students", "30"];

    private readonly TemporaryFolder _folder = new();

    private string Batches => _folder.File("batches");

    private string Registers => _folder.File("registers");

    public void Dispose() => _folder.Dispose();

    /// <summary>The day is that of the sample, for which the command that is printed asks.</summary>
    [Theory]
    [InlineData("L2.01", "2026-06-15", "01-2026 01-2025", "error 01")]
    [InlineData("L2.02", "2025-10-01", "01-2026 02-2026", "warning 02")]
    [InlineData("L2.03", "2026-06-15", "01-2026 02-2026", "warning 01, warning 02")]
    [InlineData("L2.04", "2025-10-01", "01-2026 01-2025", "warning 01")]
    [InlineData("L2.05", "2025-10-01", "01-2026 01-2025", "error 01")]
    [InlineData("L2.06", "2025-10-01", "01-2026 02-2026", "warning 02")]
    [InlineData("L2.07", "2025-10-01", "01-2026 02-2026", "error 02")]
    [InlineData("L2.08", "2025-10-01", "01-2026 01-2025", "error 01")]
    [InlineData("L2.09", "2025-10-01", "01-2026", "error 01")]
    [InlineData("L2.10", "2025-10-01", "01-2026", "error 01")]
    [InlineData("L2.11", "2025-10-01", "01-2026 02-2026", "warning 02")]
    [InlineData("L2.12", "2025-10-01", "01-2026 02-2026", "error 02")]
    [InlineData("L2.13", "2025-10-01", "01-2026", "warning 01")]
    public async Task A_rule_is_broken_and_no_other(string rule, string day, string files, string findings)
    {
        var sample = await Sample("--violate", rule);

        sample.Error.ShouldContain($"in a store of their own they break {rule}; to see it:");
        sample.Error.ShouldContain($" --today {day}\n");
        Directory.GetFiles(Batches).Select(Path.GetFileNameWithoutExtension).ShouldBe(files.Split(' '), ignoreOrder: true);
        await Load(day);
        (await Validate(day)).ShouldBe(findings.Split(", ").Select(finding => $"{rule} {finding}"));
    }

    /// <summary>What is two rules is one situation at two days: the twentieth day makes an error of a warning.</summary>
    [Theory]
    [InlineData("L2.06", "2025-10-10", "L2.06 warning 02")]
    [InlineData("L2.06", "2025-10-11", "L2.07 error 02")]
    [InlineData("L2.06", "2025-09-21", "")]
    [InlineData("L2.11", "2025-10-10", "L2.11 warning 02")]
    [InlineData("L2.11", "2025-10-11", "L2.12 error 02")]
    public async Task The_day_decides_between_two_rules(string rule, string today, string findings)
    {
        await Sample("--violate", rule);
        await Load("2025-10-01");

        (await Validate(today)).ShouldBe(findings.Split(", ", StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("delimited", "01", "L2.07,L2.11,L2.02,L2.08,L2.10")]
    [InlineData("positional", "70", "L2.04,L2.13,L2.10")]
    public async Task Several_rules_are_broken_together(string layout, string lea, string rules)
    {
        await Sample([.. rules.Split(',').SelectMany(rule => new[] { "--violate", rule }), "--layout", layout, "--lea", lea]);
        await Load("2025-10-01");

        (await Validate("2025-10-01")).Select(finding => finding.Split(' ')[0]).ShouldBe(rules.Split(','), ignoreOrder: true);
    }

    /// <summary>Not even a warning: neither in another LEA nor by the specification of the year before.</summary>
    [Fact]
    public async Task Level_1_has_nothing_to_say_of_a_batch()
    {
        await Sample("--violate", "L2.05", "--violate", "L2.07");

        var files = Directory.GetFiles(Batches);
        files.Length.ShouldBe(3);
        foreach (var file in files)
        {
            var day = file.EndsWith("-2025.utrex", StringComparison.Ordinal) ? "2024-10-01" : "2025-10-01";
            var run = await CommandRun.Of("validate", file, "--reference", Registers, "--today", day, "--format", "jsonl");

            run.Output.ShouldBeEmpty(file);
            run.ExitCode.ShouldBe(0, file);
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        await Sample("--violate", "L2.06");
        var first = Contents();
        Directory.Delete(Batches, recursive: true);
        await Sample("--violate", "L2.06");

        Contents().ShouldBe(first);
        await Sample("--violate", "L2.06", "--seed", "2");
        Contents().ShouldNotBe(first);
    }

    [Theory]
    [InlineData("--violate L2.06 --as-of 2026-06-15", "Take --as-of 2025-10-01.")]
    [InlineData("--violate L2.03 --as-of 2025-10-01", "L2.03 needs the end of the year. Take --as-of 2026-06-15.")]
    [InlineData("--violate L2.06 --violate S1.324", "rule S1.324 is broken by one batch, and L2.06 by those of several LEAs or years")]
    [InlineData("--violate L2.06 --violate L2.03", "Take fewer of them.")]
    [InlineData("--violate L2.06 --students 5001", "at most 5000 students")]
    [InlineData("--violate L2.14", "there is no rule 'L2.14'")]
    public async Task What_cannot_be_is_said_in_one_line(string arguments, string part)
    {
        (await CommandRun.Of(["sample", "--schools", "1", .. arguments.Split(' '), "--output", Batches])).ShouldFailWith(part);

        Directory.Exists(Batches).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_files_need_a_folder()
    {
        (await CommandRun.Of("sample", "--violate", "L2.06", "--output", "-")).ShouldFailWith("name a folder with --output");
        (await CommandRun.Of("sample", "--violate", "L2.06", "--output", _folder.Write("file", ""))).ShouldFailWith("is a file; name a folder");
        (await CommandRun.Of("sample", "--violate", "L2.09", "--output", Batches)).ShouldFailWith("L2.09 is broken against the registers; name a folder for them with --reference-output");
    }

    private async Task<CommandRun> Sample(params string[] arguments)
    {
        var run = await CommandRun.Of(["sample", .. Small, .. arguments, "--output", Batches, "--reference-output", Registers]);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldBeEmpty();
        return run;
    }

    private async Task Load(string day)
    {
        var run = await CommandRun.Of(["statewide", "load", .. Directory.GetFiles(Batches), "--store", _folder.File("state.db"), "--reference", Registers, "--today", day]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.Contains(", left out: 0;"));
    }

    /// <summary>The findings: rule, level and LEA of each.</summary>
    private async Task<List<string>> Validate(string day)
    {
        var run = await CommandRun.Of("statewide", "validate", "--store", _folder.File("state.db"), "--reference", Registers, "--today", day, "--format", "jsonl");
        var findings = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        run.ExitCode.ShouldBe(findings.Exists(finding => finding.GetProperty("level").GetString() == "error") ? 1 : 0, run.Error);
        return [.. findings.Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.GetProperty("rule")} {finding.GetProperty("level")} {finding.GetProperty("lea")}"))];
    }

    private List<string> Contents() => [.. Directory.GetFiles(Batches).Concat(Directory.GetFiles(Registers)).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
