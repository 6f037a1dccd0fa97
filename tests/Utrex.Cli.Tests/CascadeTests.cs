using System.Text.Json;

namespace Utrex.Cli.Tests;

/// <summary>One bad record with many effects stays one cause; findings across records say which records they are about.</summary>
public sealed class CascadeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_bad_school_is_the_cause_of_every_finding_on_its_records()
    {
        var findings = await Findings("SC.009@SCHEDULE DAY TYPE");

        var cause = findings.Single(finding => finding.GetProperty("causedBy").ValueKind == JsonValueKind.Null);
        var effects = findings.FindAll(finding => finding.GetProperty("causedBy").ValueKind == JsonValueKind.Number);
        cause.GetProperty("rule").GetString().ShouldBe("SC.009");
        effects.Count.ShouldBeGreaterThan(50);
        effects.ShouldAllBe(effect => effect.GetProperty("rule").GetString()!.EndsWith(".Dep", StringComparison.Ordinal));
        effects.Where(effect => effect.GetProperty("rule").GetString() == "S1.Dep").ShouldAllBe(effect => effect.GetProperty("causedBy").GetInt32() == cause.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Cascades_can_be_left_out() => (await Findings("SC.009@SCHEDULE DAY TYPE", "--no-cascade")).Count.ShouldBe(1);

    [Fact]
    public async Task The_table_folds_them_under_their_cause()
    {
        await Sample("SC.009@SCHEDULE DAY TYPE");

        var run = await CommandRun.Of("validate", _folder.File("s.utrex"), "--today", "2025-10-01");
        var lines = run.Output.Trim().Split('\n');

        lines.Length.ShouldBe(4, "the file, the heading, the finding, and a line for what follows from it");
        lines[3].ShouldContain("follow from this line");
        lines[3].ShouldContain("S1.Dep:");
        run.Error.ShouldContain("of them only follow from others");
    }

    [Fact]
    public async Task Findings_come_by_line_and_then_in_the_order_of_the_rules()
    {
        await Sample("SL.001@SEX");

        var findings = await Read();

        findings.Select(finding => finding.GetProperty("line").GetInt32()).ShouldBeInOrder();
        findings.Where(finding => finding.GetProperty("causedBy").ValueKind == JsonValueKind.Null).Select(finding => finding.GetProperty("rule").GetString()).ShouldBe(["S1.001", "SL.001"]);
    }

    /// <summary>A finding on a pair of records stands on the later one and names the other.</summary>
    [Theory]
    [InlineData("S1.302")]
    [InlineData("S2.602")]
    [InlineData("AM.916")]
    [InlineData("AC.822")]
    [InlineData("I1.004")]
    [InlineData("SC.208")]
    public async Task A_pair_of_records_is_named_by_both_lines(string rule)
    {
        var finding = (await Findings(rule, "--no-cascade")).Single(finding => finding.GetProperty("rule").GetString() == rule);

        var related = finding.GetProperty("related").EnumerateArray().Single().GetInt32();
        related.ShouldBeLessThan(finding.GetProperty("line").GetInt32());
        var lines = File.ReadAllLines(_folder.File("s.utrex"));
        lines[related - 1][..3].ShouldBe(lines[finding.GetProperty("line").GetInt32() - 1][..3]);
    }

    [Fact]
    public async Task A_finding_on_the_student_list_stands_on_the_students_first_record()
    {
        var finding = (await Findings("SL.501", "--no-cascade")).Single();

        finding.GetProperty("record").GetString().ShouldBe("SL");
        finding.GetProperty("field").GetString().ShouldBe("STUDENT NUMBER");
        var lines = File.ReadAllLines(_folder.File("s.utrex"));
        var first = Array.FindIndex(lines, line => line.StartsWith("S1=", StringComparison.Ordinal) && line.Split('\t')[2] == finding.GetProperty("student").GetString()) + 1;
        finding.GetProperty("line").GetInt32().ShouldBe(first);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<List<JsonElement>> Findings(string rule, params string[] options)
    {
        await Sample(rule);
        return await Read(options);
    }

    private async Task Sample(string rule) =>
        (await CommandRun.Of("sample", "--violate", rule, "--output", _folder.File("s.utrex"))).ExitCode.ShouldBe(0);

    private async Task<List<JsonElement>> Read(params string[] options)
    {
        var run = await CommandRun.Of(["validate", _folder.File("s.utrex"), "--today", "2025-10-01", "--format", "jsonl", .. options]);
        return [.. run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
