using System.Text.Json;
using Utrex.Sdk.Specification;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>What is new, known and resolved since an earlier run, and what nobody can tell.</summary>
public sealed class BaselineTests : IDisposable
{
    private const string Head = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";

    private static readonly string[] Mistakes = ["validate", "samples/mistakes.utrex", "--today", "2025-10-01"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_baseline_tells_new_from_known_and_lists_what_is_resolved()
    {
        var before = await File.ReadAllTextAsync(Repository.PathOf("samples", "mistakes.utrex"));
        await Keep(_folder.Write("a.utrex", before));

        // A name is corrected, and every line moves.
        var after = "\n" + before.Replace("Jens3n", "Jensen", StringComparison.Ordinal);
        var today = _folder.Write("b.utrex", after);
        var run = await Compare(today, "--format", "jsonl");

        var findings = Findings(run);
        findings.ShouldAllBe(finding => Text(finding, "status") != null);
        findings.Where(finding => Text(finding, "status") == "resolved").Select(finding => Text(finding, "value")).ShouldBe(["Jens3n"]);
        findings.Where(finding => Text(finding, "status") == "new").Select(finding => Text(finding, "rule")).ShouldBe(["FILE.010w"]);
        findings.Count(finding => Text(finding, "status") == "known").ShouldBeGreaterThan(300);
        run.Error.ShouldContain("against the baseline: ");
    }

    /// <summary>Days that change from day to day make no finding new, whether it is about the student or about the very days.</summary>
    [Fact]
    public async Task Another_day_of_membership_makes_no_finding_new()
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf("samples", "mistakes.utrex"));
        var student = Array.FindIndex(lines, line => line.Contains("Jens3n", StringComparison.Ordinal));
        lines[student] = Changed(lines[student], "17x", "16x");
        await Keep(_folder.Write("a.utrex", string.Join('\n', lines)));
        lines[student] = Changed(lines[student], "18x", "17x");

        var findings = Findings(await Compare(_folder.Write("b.utrex", string.Join('\n', lines)), "--format", "jsonl"));

        findings.ShouldAllBe(finding => Text(finding, "status") == "known");
        findings.Select(finding => Text(finding, "value")).ShouldContain("Jens3n");
        findings.Where(finding => Text(finding, "value") is "18x" or "17x").Select(finding => Text(finding, "field")).Distinct().ShouldBe(["SCHOOL MEMBERSHIP", "DAYS ATTENDED"]);

        static string Changed(string line, string membership, string attended)
        {
            var fields = line.Split('\t');
            fields[StudentRecord.Info.FindProperty(nameof(StudentRecord.SchoolMembership)).Number] = membership;
            fields[StudentRecord.Info.FindProperty(nameof(StudentRecord.DaysAttended)).Number] = attended;
            return string.Join('\t', fields);
        }
    }

    [Fact]
    public async Task The_same_batch_has_nothing_new_against_itself()
    {
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--output", _folder.File("baseline.jsonl")]);

        var run = await CommandRun.Of([.. Mistakes, "--baseline", _folder.File("baseline.jsonl"), "--format", "jsonl"]);

        Findings(run).ShouldAllBe(finding => Text(finding, "status") == "known");
        run.Error.ShouldContain("against the baseline: 0 new, 0 resolved");
    }

    /// <summary>Of lines that cannot be read nobody knows whose they are: which one was mended would be a guess, and how many is not.</summary>
    [Theory]
    [InlineData(5, 4, "against the baseline: 0 new, 1 resolved", "1 finding of FILE.002 is resolved; which of those that are alike cannot be told")]
    [InlineData(5, 2, "against the baseline: 0 new, 3 resolved", "3 findings of FILE.002 are resolved; which of those that are alike cannot be told")]
    [InlineData(4, 5, "against the baseline: 1 new, 0 resolved", "1 finding of FILE.002 is new; which of those that are alike cannot be told")]
    public async Task What_cannot_be_told_apart_is_counted_and_no_line_is_named(int before, int after, params string[] said)
    {
        await Keep(_folder.Write("a.utrex", Head + string.Concat(Enumerable.Repeat("ZZ=\tx\n", before))));
        var file = _folder.Write("b.utrex", Head + string.Concat(Enumerable.Repeat("ZZ=\tx\n", after)));

        var run = await Compare(file, "--format", "jsonl");

        Statuses(run).Where(status => status.Item1 == "FILE.002").ShouldBe(Enumerable.Repeat<(string?, string?)>(("FILE.002", "known"), after));
        foreach (var line in said)
        {
            run.Error.ShouldContain(line);
        }

        (await Compare(file)).Output.ShouldContain(said[1]);
    }

    /// <summary>A value tells those alike apart, as far as it goes.</summary>
    [Fact]
    public async Task Where_values_differ_the_one_that_is_gone_is_named()
    {
        await Keep(_folder.Write("a.utrex", Head + "ZZ=\tx\nYY=\tx\nXX=\tx\n"));

        var gone = await Compare(_folder.Write("b.utrex", Head + "ZZ=\tx\nXX=\tx\n"), "--format", "jsonl");
        var come = await Compare(_folder.Write("b.utrex", Head + "WW=\tx\nZZ=\tx\nYY=\tx\nXX=\tx\n"), "--format", "jsonl");
        var other = await Compare(_folder.Write("b.utrex", Head + "WW=\tx\nYY=\tx\nXX=\tx\n"), "--format", "jsonl");

        Findings(gone).Where(IsUnknown).Select(finding => (Text(finding, "value"), Text(finding, "status"))).ShouldBe([("ZZ=", "known"), ("XX=", "known"), ("YY=", "resolved")]);
        Findings(come).Where(IsUnknown).Select(finding => (Text(finding, "value"), Text(finding, "status"))).ShouldBe([("WW=", "new"), ("ZZ=", "known"), ("YY=", "known"), ("XX=", "known")]);
        Findings(other).Where(IsUnknown).Select(finding => Text(finding, "status")).ShouldBe(["known", "known", "known"]);

        static bool IsUnknown(JsonElement finding) => Text(finding, "rule") == "FILE.002";
    }

    [Fact]
    public async Task An_error_on_another_course_is_another_error()
    {
        const string Course = "AM=\t77\tMATH01\t01\t20250818\t\tone\tP\t\tN\t0.5\t01\t104\n";
        await Keep(_folder.Write("a.utrex", Head + Course));

        var findings = Findings(await Compare(_folder.Write("b.utrex", Head + Course.Replace("MATH01", "MATH02", StringComparison.Ordinal)), "--no-cascade", "--format", "jsonl"))
            .Where(finding => Text(finding, "rule") == "AM.002").ToList();

        findings.Select(finding => (Text(finding, "status"), Text(finding, "course"))).ShouldBe([("new", "MATH02"), ("resolved", "MATH01")]);
        findings.ShouldAllBe(finding => finding.EnumerateObject().Select(property => property.Name).SequenceEqual(
            new[] { "file", "line", "record", "field", "rule", "level", "message", "value", "lea", "school", "student", "ssid", "entryDate", "related", "causedBy", "status", "course" }));
    }

    [Fact]
    public async Task An_error_on_another_incident_is_another_error()
    {
        const string Incident = "I1=\tINC1\t104\tnever\n";
        await Keep(_folder.Write("a.utrex", Head + Incident));

        var findings = Findings(await Compare(_folder.Write("b.utrex", Head + Incident.Replace("INC1", "INC2", StringComparison.Ordinal)), "--no-cascade", "--format", "jsonl"))
            .Where(finding => Text(finding, "record") == "I1").ToList();

        findings.ShouldNotBeEmpty();
        findings.Select(finding => (Text(finding, "status"), Text(finding, "incident"))).Distinct().ShouldBe([("new", "INC2"), ("resolved", "INC1")]);
    }

    /// <summary>A rule that needs a register which is not there decides nothing, so nothing of it is gone.</summary>
    [Fact]
    public async Task What_was_not_evaluated_is_not_resolved()
    {
        await CommandRun.Of("sample", "--violate", "S1.398", "--output", _folder.File("a.utrex"), "--reference-output", _folder.File("register"));
        await CommandRun.Of("validate", _folder.File("a.utrex"), "--today", "2025-10-01", "--reference", _folder.File("register"), "--format", "jsonl", "--output", _folder.File("baseline.jsonl"));
        File.ReadAllLines(_folder.File("baseline.jsonl")).ShouldNotBeEmpty();

        var run = await Compare(_folder.File("a.utrex"), "--format", "jsonl");

        Findings(run).ShouldNotContain(finding => Text(finding, "rule") == "S1.398");
        run.Error.ShouldContain("findings of the baseline could not be compared: their rules were not evaluated");
        run.Error.ShouldContain("0 resolved");
    }

    [Fact]
    public async Task Cascades_that_are_left_out_are_not_resolved()
    {
        await Keep("samples/mistakes.utrex");

        var run = await Compare("samples/mistakes.utrex", "--no-cascade", "--format", "jsonl");

        Findings(run).ShouldAllBe(finding => Text(finding, "status") == "known");
        run.Error.ShouldContain("0 new, 0 resolved");
        run.Error.ShouldContain("342 findings of the baseline could not be compared: --no-cascade leaves them out");
    }

    [Fact]
    public async Task A_problem_with_SIF_objects_is_compared_like_any_other()
    {
        const string Objects = "<StudentPersonal RefId='{0}'/>";
        var file = _folder.Write("a.xml", Objects.Replace("{0}", new string('3', 32), StringComparison.Ordinal));
        await Keep(file);

        Statuses(await Compare(file, "--format", "jsonl")).ShouldBe([("FILE.015", "known")]);
        var masked = await Compare(file, "--format", "jsonl", "--mask");
        Statuses(masked).ShouldBe([("FILE.015", "known")]);
        masked.Error.ShouldContain("0 new, 0 resolved");
    }

    [Fact]
    public async Task Problems_of_SIF_objects_are_told_apart_by_their_objects()
    {
        var xml = (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--output", "-")).Output;
        var persons = System.Text.RegularExpressions.Regex.Matches(xml, @"\n    <StudentPersonal .*?\n    </StudentPersonal>", System.Text.RegularExpressions.RegexOptions.Singleline).Select(match => match.Value).ToList();
        await Keep(_folder.Write("a.xml", xml.Replace(persons[0], "", StringComparison.Ordinal)));
        var before = Findings(await CommandRun.Of("validate", _folder.File("a.xml"), "--today", "2025-10-01", "--format", "jsonl")).Where(IsProblem).ToList();
        before.ShouldNotBeEmpty();

        var after = Findings(await Compare(_folder.Write("b.xml", xml.Replace(persons[1], "", StringComparison.Ordinal)), "--format", "jsonl")).Where(IsProblem).ToList();
        var same = Findings(await Compare(_folder.File("a.xml"), "--format", "jsonl"));

        after.Count(finding => Text(finding, "status") == "resolved").ShouldBe(before.Count);
        after.Count(finding => Text(finding, "status") == "new").ShouldBeGreaterThan(0);
        after.ShouldNotContain(finding => Text(finding, "status") == "known");
        same.ShouldAllBe(finding => Text(finding, "status") == "known");
        (await Compare("samples/clean.utrex", "--format", "jsonl")).Output.ShouldNotContain("FILE.013", Case.Sensitive, "a batch says nothing of objects");

        static bool IsProblem(JsonElement finding) => Text(finding, "rule") == "FILE.013";
    }

    [Fact]
    public async Task What_stands_in_a_file_that_cannot_be_read_is_not_resolved()
    {
        await CommandRun.Of("sample", "--violate", "S1.366", "--output", _folder.File("a.utrex"));
        var text = (await CommandRun.Of("convert", _folder.File("a.utrex"), "--to", "sif", "--output", "-")).Output;
        await Keep(_folder.Write("a.xml", text));

        var run = await Compare(_folder.Write("b.xml", text[..(text.Length / 2)]), "--format", "jsonl");

        Statuses(run).ShouldBe([("FILE.011", "new")]);
        run.Error.ShouldContain("could not be compared: the SIF files could not be read");
    }

    /// <summary>A message in a masked report is that of the rule, and rules that share an id are not the same.</summary>
    [Fact]
    public async Task A_masked_resolved_finding_has_the_text_of_its_own_rule()
    {
        await Keep("samples/mistakes.utrex");

        var resolved = Findings(await Compare("samples/clean.utrex", "--format", "jsonl", "--mask")).Where(finding => Text(finding, "rule") == "S1.009").ToList();

        resolved.Select(finding => Text(finding, "field")).Distinct().Order(StringComparer.Ordinal).ShouldBe(["EXIT CODE", "GRADE LEVEL"]);
        foreach (var finding in resolved)
        {
            var rule = UtrexSpecification.Current.FindRules("S1.009").Single(rule => rule.Status == RuleStatus.Implemented && rule.Field == Text(finding, "field"));
            Text(finding, "message").ShouldBe(rule.Text);
        }
    }

    [Fact]
    public async Task A_masked_report_is_no_baseline()
    {
        await CommandRun.Of([.. Mistakes, "--format", "jsonl", "--mask", "--output", _folder.File("masked.jsonl")]);
        File.ReadAllLines(_folder.File("masked.jsonl")).ShouldAllBe(line => line.EndsWith(",\"masked\":true}", StringComparison.Ordinal));

        (await CommandRun.Of([.. Mistakes, "--baseline", _folder.File("masked.jsonl")])).ShouldFailWith("Write the baseline again without --mask");
    }

    [Theory]
    [InlineData("{", "line 1 is no finding: it is no JSON object")]
    [InlineData("null", "line 1 is no finding: it is no JSON object")]
    [InlineData("{\"line\":1}", "it names no 'rule'")]
    [InlineData("{\"rule\":\"XX.1\"}", "'XX.1' is no rule of a specification that the tool holds")]
    [InlineData("{\"rule\":5}", "its 'rule' is no text")]
    [InlineData("{\"rule\":\"FILE.002\"}", "it names no 'line'")]
    [InlineData("{\"rule\":\"FILE.002\",\"line\":-5}", "its 'line' is no number of a line")]
    [InlineData("{\"rule\":\"FILE.002\",\"line\":\"x\"}", "its 'line' is no number of a line")]
    [InlineData("{\"rule\":\"FILE.002\",\"line\":1,\"school\":104}", "its 'school' is no text")]
    [InlineData("{\"rule\":\"FILE.002\",\"line\":1,\"related\":[0]}", "its 'related' is no number of a line")]
    [InlineData("{\"rule\":\"FILE.002\",\"line\":1,\"related\":7}", "its 'related' is no list of lines")]
    [InlineData("{\"rule\":\"FILE.002\",\"line\":1,\"causedBy\":-1}", "its 'causedBy' is no number of a line")]
    [InlineData("{\"rule\":\"FILE.002\",\"line\":1,\"student\":\"\\ud800\"}", "it holds half a character")]
    public async Task A_baseline_that_is_none_is_refused_in_plain_words(string text, string part) =>
        (await CommandRun.Of([.. Mistakes, "--baseline", _folder.Write("bad.jsonl", text)])).ShouldFailWith(part);

    public void Dispose() => _folder.Dispose();

    private async Task Keep(string file) =>
        (await CommandRun.Of("validate", file, "--today", "2025-10-01", "--format", "jsonl", "--output", _folder.File("baseline.jsonl"))).ExitCode.ShouldBe(1);

    private Task<CommandRun> Compare(string file, params string[] options) =>
        CommandRun.Of(["validate", file, "--today", "2025-10-01", "--baseline", _folder.File("baseline.jsonl"), .. options]);

    private static List<JsonElement> Findings(CommandRun run) =>
        [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static IEnumerable<(string?, string?)> Statuses(CommandRun run) => Findings(run).Select(finding => (Text(finding, "rule"), Text(finding, "status")));

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
