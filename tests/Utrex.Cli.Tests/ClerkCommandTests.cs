using System.Text.Json;
using Utrex.Cli.Documentation;
using Utrex.Sdk;
using Utrex.Sdk.Records;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>What a clerk does beside validating: comparing batches, counting, reading the specification.</summary>
public sealed class ClerkCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Batches_that_differ_in_layout_and_order_are_the_same()
    {
        var run = await CommandRun.Of("diff", "samples/clean.utrex", "samples/clean-positional.utrex");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBe($"records added: 0, removed: 0, changed: 0, the same: {File.ReadLines("samples/clean.utrex").Count()}\n");
    }

    [Fact]
    public async Task A_correction_is_found_by_student_and_field()
    {
        var lines = (await File.ReadAllLinesAsync("samples/clean.utrex")).ToList();
        var changed = lines.FindIndex(line => line.StartsWith("S1=", StringComparison.Ordinal));
        var fields = lines[changed].Split('\t');
        fields[3] = "Corrected";
        fields[15] = "20250901";
        lines[changed] = string.Join('\t', fields);
        var removed = lines.FindLastIndex(line => line.StartsWith("AM=", StringComparison.Ordinal));
        lines.RemoveAt(removed);
        lines.Add("ZZ=what");
        var after = _folder.Write("after.utrex", string.Join('\n', lines));

        var run = await CommandRun.Of("diff", "samples/clean.utrex", after, "--format", "jsonl");

        var changes = run.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        changes.Select(change => change.GetProperty("change").GetString()).Order(StringComparer.Ordinal).ShouldBe(["added", "changed", "removed"]);
        var correction = changes.Single(change => change.GetProperty("change").GetString() == "changed");
        correction.GetProperty("student").GetString().ShouldBe(fields[2]);
        correction.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("field").GetString()).ShouldBe(["LAST NAME", "ENTRY DATE"]);
        (await CommandRun.Of("diff", "samples/clean.utrex", after)).Output.ShouldContain("Last Name: '");
        (await CommandRun.Of("diff", "-", after)).ShouldFailWith("standard input");
    }

    /// <summary>The exit-date rule, the federal roll-up and the sums, on records whose counts are known.</summary>
    [Fact]
    public async Task A_summary_counts_by_the_rules_of_the_specification()
    {
        var batch = """
            DI=|01|YR=|2026|OK=|OCT|2025-10-01 00:00:00.000
            SC=|104|180|0529|S|E|01
            """.Replace('|', '\t') + "\n"
            + Student("1", race: "Hispanic", grade: "05")
            + Student("2", race: "Two", grade: "05", need: "F")
            + Student("3", race: "White", grade: "KG", exit: "20251001")
            + Student("4", race: "White", grade: "12", exit: "20251002", language: "Y")
            + Student("4", race: "White", grade: "12", entry: "20251002")
            + Student("5", race: "White", grade: "12", entry: "20251002")
            + "S2=\t2\tAU\tC\t20250818\t\t\t30\n" + "S2=\t3\tAU\tA\t20250818\t\t\t20\n";

        var run = await CommandRun.WithInput(batch, "summary", "-", "--format", "json");

        var summary = JsonDocument.Parse(run.Output).RootElement;
        summary.GetProperty("on").GetString().ShouldBe("2025-10-01");
        summary.GetProperty("students").GetInt32().ShouldBe(3);
        var counts = summary.GetProperty("counts").EnumerateArray()
            .ToDictionary(line => $"{line.GetProperty("section").GetString()}/{line.GetProperty("key").GetString()}", line => line.GetProperty("count").GetInt32(), StringComparer.Ordinal);
        counts["enrolment by grade/05"].ShouldBe(2);
        counts["enrolment by grade/12"].ShouldBe(1);
        counts["race and ethnicity/ETHNICITY"].ShouldBe(1);
        counts["race and ethnicity/TWO OR MORE"].ShouldBe(1);
        counts["race and ethnicity/WHITE"].ShouldBe(1);
        counts["economically disadvantaged/F"].ShouldBe(1);
        counts["English learners/Y"].ShouldBe(1);
        counts["special education by time/C"].ShouldBe(1);
        counts.ShouldNotContainKey("special education by time/A");
        counts["membership days, regular/"].ShouldBe(6 * 40);
        counts["membership days, special education/A"].ShouldBe(20);
        (await CommandRun.WithInput(batch, "summary", "-", "--on", "2025-12-01", "--format", "json")).Output.ShouldContain("\"students\": 4");
        (await CommandRun.WithInput(batch, "summary", "-")).Output.ShouldContain("special education by time");
    }

    [Fact]
    public void The_pages_of_the_specification_are_up_to_date()
    {
        var folder = Repository.PathOf("docs", "specification");
        var pages = SpecificationPages.Write(UtrexSpecification.Current).ToList();
        if (Repository.Updates && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var page in pages)
        {
            Repository.Compare(page.Text, Path.Combine(folder, page.Path));
        }

        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count().ShouldBe(pages.Count);
    }

    [Fact]
    public async Task Every_link_of_the_site_leads_somewhere()
    {
        var run = await CommandRun.Of("docs", "--output", _folder.File("site"));

        run.ExitCode.ShouldBe(0, run.Error);
        var pages = Directory.EnumerateFiles(_folder.File("site"), "*.html", SearchOption.AllDirectories).ToDictionary(path => path, File.ReadAllText, StringComparer.Ordinal);
        pages.Count.ShouldBeGreaterThan(150);
        var links = 0;
        foreach (var (path, text) in pages)
        {
            foreach (var link in text.Split("href=\"").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]))
            {
                var (file, anchor) = link.Split('#') is [var name, var id] ? (name, id) : (link, "");
                var target = file.Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, file));
                File.Exists(target).ShouldBeTrue($"{path}: {link}");
                if (anchor.Length > 0)
                {
                    pages[target].ShouldContain($"id=\"{anchor}\"", customMessage: $"{path}: {link}");
                }

                links++;
            }
        }

        links.ShouldBeGreaterThan(2_000);
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c utrex")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public async Task A_shell_learns_to_complete(string shell, string part) => (await CommandRun.Of("completion", shell)).Output.ShouldContain(part);

    [Fact]
    public async Task The_tool_suggests_its_own_words() => (await CommandRun.Of("[suggest:8]", "utrex va")).Output.Trim().ShouldBe("validate");

    public void Dispose() => _folder.Dispose();

    private static string Student(string number, string race, string grade, string entry = "20250818", string exit = "", string need = "", string language = "")
    {
        var values = new string[StudentRecord.Info.Fields.Count];
        Array.Fill(values, "");
        Set(nameof(StudentRecord.StudentNumber), number);
        Set(nameof(StudentRecord.SchoolNumber), "104");
        Set(nameof(StudentRecord.GradeLevel), grade);
        Set(nameof(StudentRecord.EntryDate), entry);
        Set(nameof(StudentRecord.ExitDate), exit);
        Set(nameof(StudentRecord.EconomicDisadvantaged), need);
        Set(nameof(StudentRecord.LimitedEnglish), language);
        Set(nameof(StudentRecord.SchoolMembership), "40");
        Set(nameof(StudentRecord.Ethnicity), race == "Hispanic" ? "Y" : "N");
        Set(nameof(StudentRecord.White), "Y");
        Set(nameof(StudentRecord.Asian), race == "Two" ? "Y" : "");
        return "S1=" + string.Join('\t', values) + "\n";

        void Set(string property, string value) => values[StudentRecord.Info.FindProperty(property).Number] = value;
    }
}
