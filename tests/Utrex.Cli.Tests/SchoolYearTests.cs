using System.Text.Json;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;
using Utrex.Statewide;

namespace Utrex.Cli.Tests;

/// <summary>A batch is read and judged by the specification of its own year, or of the year that was asked for; none is taken for another in silence.</summary>
public sealed class SchoolYearTests : IDisposable
{
    private const string Last = "DI=\t01\tYR=\t2025\tOK=\tOCT\t2024-10-01 00:00:00.000\nSC=\t104\t180\t0529\tS\tE\t01\n";
    private const string Note = "by the specification of 2024-25, which the district record on line 1 names; --school-year 2026 reads it by that of 2025-26\n";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_folders_and_what_is_compiled_are_of_the_same_years()
    {
        Years.Judged.Select(year => year.Name).ShouldBe(Years.All.Select(year => year.Name).TakeLast(Years.Judged.Count).Reverse());
        Years.Judged.ShouldAllBe(year => year.Specification.SchoolYear == year.Name && year.Specification.EndingYear == year.EndingYear);
        Years.Judged.ShouldAllBe(year => year.Specification.Rules.All(rule => Years.Of(rule) == year.Specification));
    }

    /// <summary>The JSON cannot claim that a rule is evaluated: whoever evaluates it says so.</summary>
    [Fact]
    public void Every_rule_that_a_year_calls_implemented_is_evaluated_by_somebody_and_no_other_is() =>
        Years.Judged.SelectMany(year => year.Specification.Rules.Where(rule => (rule.Status == RuleStatus.Implemented) != (year.Specification.Evaluates(rule) || StatewideValidation.Evaluates(year.Specification).Contains(rule))).Select(rule => $"{year.Name} {rule.Id}")).ShouldBeEmpty();

    [Theory]
    [InlineData("DI=\t01\tYR=\t2025\tOK=\n", 2025, 1)]
    [InlineData("\n\nDI=01YR=2025OK=OCT\n", 2025, 3)]
    [InlineData("DI=\t01\tYR=\t20X5\tOK=\nDI=\t01\tYR=\t2025\tOK=\n", 2025, 2)]
    [InlineData("DI=\t01\tYR=\t2026\tOK=\nDI=\t01\tYR=\t2025\tOK=\n", 2026, 1)]
    public void The_first_readable_year_of_a_district_record_counts(string batch, int year, int line) => BatchYear.Find(Bytes(batch)).ShouldBe((year, line));

    [Theory]
    [InlineData("")]
    [InlineData("SC=\t104\t180\n")]
    [InlineData("DI=\t01\tYR=\t\tOK=\n")]
    [InlineData("DI=\t01\tYR=\t0025\tOK=\n")]
    public void Without_one_the_newest_does(string batch) => BatchYear.Of(asked: null, "a", Bytes(batch)).ShouldBe(new BatchYear(Years.Newest, Line: null));

    [Fact]
    public async Task A_batch_is_judged_by_the_year_that_it_names_and_the_summary_says_so()
    {
        // A day of last year's calendar is none of this year's.
        var batch = _folder.Write("last.utrex", Last + Student("20240819"));

        var own = await CommandRun.Of("validate", batch, "--today", "2024-10-01", "--format", "jsonl");
        var other = await CommandRun.Of("validate", batch, "--today", "2024-10-01", "--format", "jsonl", "--school-year", "2026");

        own.Error.ShouldContain("\nread " + Note);
        RulesOf(own).ShouldNotContain("DI.031");
        RulesOf(other).ShouldContain("DI.031");
        other.Error.ShouldNotContain("by the specification");
        (await CommandRun.Of("validate", batch, "--today", "2024-10-01", "--year", "2024-25", "--format", "jsonl")).Output.ShouldBe(own.Output);
    }

    [Fact]
    public async Task Files_of_several_years_are_judged_each_by_its_own()
    {
        var last = _folder.Write("last.utrex", Last);

        var table = await CommandRun.Of("validate", "samples/clean.utrex", last, "--today", "2025-10-01");
        var page = await CommandRun.Of("validate", "samples/clean.utrex", last, "--today", "2025-10-01", "--format", "html");

        table.Error.ShouldContain($"\n{last}: read {Note}");
        table.Error.ShouldNotContain("samples/clean.utrex: read by");
        table.Error.Split("DI.101").Length.ShouldBe(2, "a rule of both years that is not evaluated is named once");
        page.Output.ShouldContain("\"specification\":\"UTREx 2024-25 and 2025-26\"");
    }

    [Fact]
    public async Task A_year_that_is_not_held_is_refused_before_anything_is_written()
    {
        var next = _folder.Write("next.utrex", Last.Replace("2025", "2027", StringComparison.Ordinal));

        (await CommandRun.Of("validate", "samples/mistakes.utrex", next)).ShouldFailWith(
            $"the district record on line 1 of '{next}' names the school year that ends in 2027; the tool holds 2025-26 (--school-year 2026) and 2024-25 (--school-year 2025), and --school-year judges the batch by one of them.");
        (await CommandRun.Of("validate", next, "--school-year", "2026")).ExitCode.ShouldBe(1);
        foreach (var command in new[] { "convert --to jsonl --output -", "summary", "mask --output -" })
        {
            (await CommandRun.Of([.. command.Split(' '), next])).ShouldFailWith("names the school year that ends in 2027");
            (await CommandRun.Of([.. command.Split(' '), next, "--school-year", "2027"])).ShouldFailWith("--school-year takes 2025 or 2026, not '2027'.");
        }
    }

    [Fact]
    public async Task Every_command_that_reads_a_batch_reads_it_by_its_year()
    {
        var batch = _folder.Write("last.utrex", Last + Student("20240819"));

        (await CommandRun.Of("convert", batch, "--to", "positional", "--output", "-")).Error.ShouldStartWith("read " + Note);
        (await CommandRun.Of("mask", batch, "--today", "2024-10-01", "--output", "-")).Error.ShouldStartWith("read " + Note);
        var counts = await CommandRun.Of("summary", batch, "--format", "json");
        counts.Error.ShouldBe("read " + Note);
        JsonDocument.Parse(counts.Output).RootElement.GetProperty("on").GetString().ShouldBe("2024-10-01");
        JsonDocument.Parse(counts.Output).RootElement.GetProperty("students").GetInt32().ShouldBe(1);
        (await CommandRun.Of("diff", batch, "samples/clean.utrex")).ShouldFailWith("are of different school years; --school-year says by which one both are read.");
        (await CommandRun.Of("diff", batch, "samples/clean.utrex", "--school-year", "2026")).ExitCode.ShouldBe(0);
        (await CommandRun.Of("diff", batch, batch)).Error.ShouldContain("the same: 3");
    }

    /// <summary>The objects say their year, and so does the batch that is made of them.</summary>
    [Fact]
    public async Task SIF_is_written_and_read_for_an_earlier_year()
    {
        var batch = _folder.Write("last.utrex", Last);
        var written = await CommandRun.Of("convert", batch, "--to", "sif", "--output", _folder.File("last.xml"));
        written.ExitCode.ShouldBe(0, written.Error);
        var xml = await File.ReadAllTextAsync(_folder.File("last.xml"));
        xml.ShouldContain("SchoolYear=\"2025\"");

        var collected = await CommandRun.Of("collect", _folder.File("last.xml"), "--output", _folder.File("again.utrex"));
        collected.ExitCode.ShouldBe(0, collected.Error);
        collected.Error.ShouldContain("read by the specification of 2024-25, the school year of the SIF objects");
        (await File.ReadAllTextAsync(_folder.File("again.utrex"))).ShouldStartWith("DI=\t01\tYR=\t2025\t");
        var onBatch = await CommandRun.Of("validate", _folder.File("again.utrex"), "--format", "csv", "--today", "2024-10-01");
        var onObjects = await CommandRun.Of("validate", _folder.File("last.xml"), "--format", "csv", "--today", "2024-10-01");
        onObjects.Output.ShouldNotBeEmpty();
        Codes(onObjects.Output).ShouldBe(Codes(onBatch.Output));
        onObjects.Error.ShouldContain("2024-25, the school year of the SIF objects");
        (await CommandRun.WithInput(xml, "collect", "-", "--output", "-", "--school-year", "2025")).Output.ShouldStartWith("DI=\t01\tYR=\t2025\t");

        static List<string> Codes(string csv) => [.. csv.Split('\n').Skip(1).Select(row => row.Split(',')[0]).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task What_is_made_for_some_years_refuses_another()
    {
        var xml = (await CommandRun.Of("convert", "samples/clean.utrex", "--to", "sif", "--output", "-")).Output.Replace("SchoolYear=\"2026\"", "SchoolYear=\"2031\"", StringComparison.Ordinal).Replace(">2026</SchoolYear>", ">2031</SchoolYear>", StringComparison.Ordinal);
        const string Refused = "SIF objects are read for 2025-26 (--school-year 2026) and 2024-25 (--school-year 2025) only, not for the school year that ends in 2031.";

        (await CommandRun.WithInput(xml, "collect", "-", "--output", "-")).ShouldFailWith(Refused);
        (await CommandRun.WithInput(xml, "validate", "-")).ShouldFailWith(Refused);
        (await CommandRun.Of("sample", "--output", "-", "--school-year", "2025")).ShouldFailWith("samples are made for 2025-26 (--school-year 2026) only");
    }

    /// <summary>What stands before the district record, such as the header of an export, may be long.</summary>
    [Theory]
    [InlineData(100, true)]
    [InlineData(100_000, true)]
    [InlineData(1_200_000, false)]
    public async Task The_district_record_is_looked_for_as_far_as_is_sensible(int before, bool isFound)
    {
        var batch = _folder.Write("late.utrex", string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", before / 100)) + Last);

        var run = await CommandRun.Of("validate", batch, "--today", "2024-10-01", "--output", _folder.File("findings.txt"));

        if (isFound)
        {
            run.Error.ShouldContain("read by the specification of 2024-25, which the district record on line");
        }
        else
        {
            run.Error.ShouldContain("the newest: the first 1 MB hold no district record (DI=) that says the school year; --school-year says another one");
            (await CommandRun.Of("validate", batch, "--school-year", "2025", "--output", _folder.File("findings.txt"))).ExitCode.ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_specification_of_a_year_is_shown_and_explained()
    {
        using var json = JsonDocument.Parse((await CommandRun.Of("spec", "--year", "2024-25", "--format", "json")).Output);
        json.RootElement.GetProperty("schoolYear").GetString().ShouldBe("2024-25");
        var rule = await CommandRun.Of("explain", "DI.031", "--school-year", "2025");
        rule.Output.ShouldStartWith("In the school year 2024-25 (made of the text of 2025-26 and its history of revisions):\nDI.031");
        rule.Output.ShouldContain("2025 for 2024-25");
        rule.Output.ShouldNotContain("Try it");
        (await CommandRun.Of("explain", "DI.031")).Output.ShouldContain("2026 for 2025-26");
        (await CommandRun.Of("docs", "--year", "2025", "--format", "markdown", "--output", _folder.File("pages"))).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(_folder.File("pages"), "index.md"))).ShouldContain("2024-25");
        Directory.EnumerateFiles(_folder.File("pages"), "*.md", SearchOption.AllDirectories).ShouldAllBe(page => !File.ReadAllText(page).Contains("sif.md", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static string Student(string entry) =>
        "S1=\t" + string.Join('\t', StudentRecord.Info.Fields.Skip(1).Select(field => field.Property switch
        {
            nameof(StudentRecord.StudentNumber) => "1",
            nameof(StudentRecord.EntryDate) => entry,
            nameof(StudentRecord.GradeLevel) => "05",
            _ => "",
        })) + "\n";

    private static List<string> RulesOf(CommandRun run) =>
        [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()!)];

    private static ReadOnlyMemory<byte> Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
