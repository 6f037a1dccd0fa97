using System.Text.Json;
using Utrex.Cli.Documentation;
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
        run.Error.ShouldBe($"records added: 0, removed: 0, changed: 0, the same: {File.ReadLines(Repository.PathOf("samples", "clean.utrex")).Count()}\n");
    }

    [Fact]
    public async Task A_correction_is_found_by_student_and_field()
    {
        var lines = (await File.ReadAllLinesAsync(Repository.PathOf("samples", "clean.utrex"))).ToList();
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

    /// <summary>Records with one identity but for a period, a test or a term, and records that stand elsewhere and say where they belong.</summary>
    [Fact]
    public async Task Records_are_paired_by_what_tells_them_apart()
    {
        const string start = "DI=\t01\tYR=\t2026\tOK=\tOCT\t2025-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";
        const string other = "SC=\t105\t180\t0529\tS\tE\t01\n";
        string[] before =
        [
            "TA=\t7\tACT\t2025-09-13\tMath\t21\t01\t104", "TA=\t7\tACT\t2025-09-13\tReading\t25\t01\t104",
            "TG=\t7\t11\tAlgebra\tS1\t0.5\tA\t01\t104", "TG=\t7\t11\tAlgebra\tS2\t0.5\tB\t01\t104",
            "AM=\t7\t0501\t01\t20250818\t\t\t\t\t\t\t01\t104", "AM=\t7\t0501\t02\t20250818\t\t\t\t\t\t\t01\t104",
            "I2=\t9\t7\tY\tN\tN\tN", "I2=\t9\t7\tN\tN\tN\tN\tN\tY",
        ];
        string[] after =
        [
            "TA=\t7\tACT\t2025-09-13\tReading\t26\t01\t104", "TA=\t7\tSAT\t2025-09-20\tMath\t600\t01\t104",
            "TG=\t7\t11\tAlgebra\tS2\t0.5\tA\t01\t104", "TG=\t7\t11\tAlgebra\tS1\t0.5\tA\t01\t104",
            "AM=\t7\t0501\t03\t20250818\t\t\t\t\t\t\t01\t104", "AM=\t7\t0501\t01\t20250818\t\t\t\t\t\t\t01\t104",
            "I2=\t9\t7\tN\tN\tN\tN\tN\tN", "I2=\t9\t7\tY\tN\tY\tN",
        ];
        var a = _folder.Write("a.utrex", start + string.Join('\n', before) + "\n" + other);
        var b = _folder.Write("b.utrex", start + string.Join('\n', after[^2..]) + "\n" + other + string.Join('\n', after[..^2]) + "\n");

        var run = await CommandRun.Of("diff", a, b, "--format", "jsonl");

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Select(Described).Order(StringComparer.Ordinal).ShouldBe(
        [
            "added TA TEST NAME=SAT TEST DATE=2025-09-20 SUBTEST=Math: ",
            "changed AM COURSE NUMBER=0501 PERIOD=03 COURSE ENTRY DATE=20250818: PERIOD 02>03",
            "changed I2 INCIDENT ID=9: ALLEGED BASIS RACE N>Y",
            "changed I2 INCIDENT ID=9: ALLEGED BASIS RELIGION Y>N",
            "changed TA TEST NAME=ACT TEST DATE=2025-09-13 SUBTEST=Reading: TEST SCORE 25>26",
            "changed TG COURSE RECORD ID=11 GRADING TERM=S2: LETTER GRADE B>A",
            "removed TA TEST NAME=ACT TEST DATE=2025-09-13 SUBTEST=Math: ",
        ]);
        (await CommandRun.Of("diff", a, b)).Output.ShouldContain("changed  TA Transcript Assessments Record, Test Name ACT, Test Date 2025-09-13, Subtest Reading (line ");

        static string Described(JsonElement change) =>
            $"{change.GetProperty("change").GetString()} {change.GetProperty("record").GetString()} "
            + string.Join(' ', change.GetProperty("keys").EnumerateObject().Select(key => $"{key.Name}={key.Value.GetString()}")) + ": "
            + string.Join(' ', change.GetProperty("fields").EnumerateArray().Select(field => $"{field.GetProperty("field").GetString()} {field.GetProperty("before").GetString()}>{field.GetProperty("after").GetString()}"));
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
}
