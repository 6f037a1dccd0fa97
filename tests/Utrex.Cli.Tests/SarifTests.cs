using System.Text.Json;
using NJsonSchema;
using Utrex.Cli.Reports;
using Utrex.Sdk.Specification;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>SARIF, as code hosts read it. The schema in <c>tests/data</c> holds what SARIF 2.1.0 demands of the objects that we write.</summary>
public sealed class SarifTests : IDisposable
{
    private static readonly string[] Mistakes = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task SARIF_keeps_to_its_schema_and_finds_the_columns()
    {
        var run = await Log([.. Mistakes, "--format", "sarif"]);

        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToList();
        rules.Select(rule => Text(rule, "id")).ShouldBeUnique();
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("samples", "mistakes.utrex"));
        var results = Results(run);
        results.Count.ShouldBe((await CommandRun.Of([.. Mistakes, "--format", "jsonl"])).Output.Trim().Split('\n').Length);
        var columns = 0;
        foreach (var result in results)
        {
            Text(rules[result.GetProperty("ruleIndex").GetInt32()], "id").ShouldBe(Text(result, "ruleId"));
            var region = Region(result);
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
        var name = Region(results.Single(result => Text(result, "ruleId") == "S1.022/LAST NAME"));
        lines[name.GetProperty("startLine").GetInt32() - 1][(name.GetProperty("startColumn").GetInt32() - 1)..(name.GetProperty("endColumn").GetInt32() - 1)].ShouldBe("Jens3n");
    }

    /// <summary>Many fields have a rule 009; what helps with one does not help with another.</summary>
    [Fact]
    public async Task Rules_that_share_an_id_have_their_own_names_and_help()
    {
        var run = await Log([.. Mistakes, "--format", "sarif"]);

        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().ToDictionary(rule => Text(rule, "id")!, StringComparer.Ordinal);
        foreach (var field in new[] { "EXIT CODE", "GRADE LEVEL" })
        {
            var info = UtrexSpecification.Current.FindRules("S1.009").Single(rule => rule.Field == field && rule.Status == RuleStatus.Implemented);
            var rule = rules["S1.009/" + field];
            Text(rule.GetProperty("shortDescription"), "text").ShouldBe(info.Text);
            Text(rule.GetProperty("help"), "text").ShouldBe(info.Advice);
            Results(run).Count(result => Text(result, "ruleId") == "S1.009/" + field).ShouldBeGreaterThan(0);
        }

        rules.ShouldContainKey("S1.319");
        run.GetRawText().ShouldNotContain("[ColumnData]");
    }

    [Fact]
    public async Task What_was_not_evaluated_is_said_of_the_run()
    {
        var run = await Log([.. Mistakes, "--format", "sarif"]);

        var invocation = run.GetProperty("invocations").EnumerateArray().Single();
        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeTrue();
        invocation.GetProperty("exitCode").GetInt32().ShouldBe(1);
        var notes = invocation.GetProperty("toolConfigurationNotifications").EnumerateArray().ToDictionary(note => Text(note.GetProperty("associatedRule"), "id")!, StringComparer.Ordinal);
        Text(notes["S1.318"].GetProperty("message"), "text")!.ShouldContain("REF_SCHOOL_LEA.csv");
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        notes.ShouldAllBe(note => Text(rules[note.Value.GetProperty("associatedRule").GetProperty("index").GetInt32()], "id") == note.Key);
        notes.Keys.ShouldContain("L2.01");
    }

    [Fact]
    public async Task Related_places_say_what_they_are()
    {
        var caused = Results(await Log([.. Mistakes, "--format", "sarif"])).First(result => Text(result, "ruleId")!.StartsWith("AC.Dep/", StringComparison.Ordinal)).GetProperty("relatedLocations").EnumerateArray().ToList();
        await CommandRun.Of("sample", "--violate", "S1.302", "--output", _folder.File("s.utrex"));
        var pair = Results(await Log("validate", _folder.File("s.utrex"), "--today", "2025-10-01", "--format", "sarif", "--no-cascade")).Single(result => Text(result, "ruleId") == "S1.302");

        Text(caused.ShouldHaveSingleItem().GetProperty("message"), "text").ShouldBe("the cause");
        var related = pair.GetProperty("relatedLocations").EnumerateArray().ShouldHaveSingleItem();
        Text(related.GetProperty("message"), "text").ShouldBe("also involved");
        related.GetProperty("id").GetInt32().ShouldBe(0);
        related.GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32().ShouldBeLessThan(Region(pair).GetProperty("startLine").GetInt32());
    }

    [Fact]
    public async Task The_baseline_is_a_state_of_each_result_and_shares_its_identity_with_the_fingerprint()
    {
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("a.jsonl")]);
        var text = (await File.ReadAllTextAsync(Repository.PathOf("samples", "mistakes.utrex"))).Replace("Jens3n", "Jensen", StringComparison.Ordinal) + "ZZ=\n";
        var file = _folder.Write("b.utrex", text);

        var results = Results(await Log("validate", file, "--today", "2025-10-01", "--format", "sarif", "--baseline", _folder.File("a.jsonl")));

        results.Select(result => Text(result, "baselineState")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["absent", "new", "unchanged"]);
        var gone = results.Single(result => Text(result, "baselineState") == "absent");
        Text(gone, "ruleId").ShouldBe("S1.022/LAST NAME");
        var earlier = FindingJson.Read(File.ReadLines(_folder.File("a.jsonl")).Single(line => line.Contains("Jens3n", StringComparison.Ordinal)), out _);
        Text(gone.GetProperty("partialFingerprints"), "utrex/v1").ShouldBe(earlier.Identity);
        results[^1].GetRawText().ShouldBe(gone.GetRawText(), "what is gone comes last");
        Results(await Log([.. Mistakes, "--format", "sarif"])).ShouldAllBe(result => Text(result, "baselineState") == null);
    }

    [Fact]
    public async Task SARIF_of_standard_input_has_lines_only()
    {
        var run = await CommandRun.WithInput("S1=\tx\n", "validate", "-", "--format", "sarif", "--today", "2025-10-01");

        run.ExitCode.ShouldBe(1);
        (await Valid(run)).GetRawText().ShouldNotContain("startColumn");
    }

    /// <summary>A number sign, a percent sign or a blank in a name must not cut the address short.</summary>
    [Theory]
    [InlineData("a b#1.utrex", "/a%20b%231.utrex")]
    [InlineData("50%25.utrex", "/50%2525.utrex")]
    public async Task Names_of_files_become_addresses(string name, string end)
    {
        var file = _folder.Write(name, "ZZ=\n");

        var result = Results(await Log("validate", file, "--format", "sarif")).First();

        Text(result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation"), "uri")!.ShouldEndWith(end);
    }

    [Theory]
    [InlineData("\"startLine\": 11", "\"startLine\": -11")]
    [InlineData("\"level\": \"error\"", "\"level\": \"fatal\"")]
    [InlineData("\"uri\": \"", "\"uri\": \"a b")]
    [InlineData("\"executionSuccessful\": true,", "")]
    [InlineData("\"ruleId\"", "\"rule\"")]
    public async Task The_schema_refuses_what_is_no_SARIF(string right, string wrong)
    {
        var text = (await CommandRun.Of([.. Mistakes, "--format", "sarif"])).Output;

        text.ShouldContain(right);
        (await Schema()).Validate(text.Replace(right, wrong, StringComparison.Ordinal)).ShouldNotBeEmpty();
    }

    /// <summary>A code host takes results of one fingerprint for one.</summary>
    [Fact]
    public async Task Every_fingerprint_is_of_one_result()
    {
        var run = await CommandRun.WithInput("DI=\t01\n" + string.Concat(Enumerable.Repeat("ZZ=\n", 5)), "validate", "-", "--today", "2025-10-01", "--format", "sarif");

        using var sarif = System.Text.Json.JsonDocument.Parse(run.Output);
        var fingerprints = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.GetProperty("partialFingerprints").GetProperty("utrex/v1").GetString()!).ToList();
        fingerprints.Count(fingerprint => fingerprint.StartsWith("FILE.002", StringComparison.Ordinal)).ShouldBe(5);
        fingerprints.ShouldBeUnique();
    }

    public void Dispose() => _folder.Dispose();

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Repository.PathOf("tests", "data", "sarif.schema.json"));

    private static async Task<JsonElement> Log(params string[] command) => await Valid(await CommandRun.Of(command));

    /// <summary>The one run of a log that keeps to the schema.</summary>
    private static async Task<JsonElement> Valid(CommandRun run)
    {
        (await Schema()).Validate(run.Output).Select(error => error.ToString()).ShouldBeEmpty(run.Error);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("runs").EnumerateArray().Single();
    }

    private static List<JsonElement> Results(JsonElement run) => [.. run.GetProperty("results").EnumerateArray()];

    private static JsonElement Region(JsonElement result) => result.GetProperty("locations").EnumerateArray().Single().GetProperty("physicalLocation").GetProperty("region");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
