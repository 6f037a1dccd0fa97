using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>Every example of the README runs and does what the README says.</summary>
public class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public async Task The_first_command_validates_the_batch_with_mistakes()
    {
        var run = await CommandRun.Of(Arguments("validate samples/mistakes.utrex"));

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("samples/mistakes.utrex");
        run.Error.ShouldContain("records read:");
    }

    [Fact]
    public async Task The_report_of_the_README_is_written()
    {
        using var folder = new TemporaryFolder();
        var arguments = Arguments("--format html");
        arguments[^1].ShouldBe("report.html");

        (await CommandRun.Of([.. arguments[..^1], folder.File("report.html")])).ExitCode.ShouldBe(1);

        new FileInfo(folder.File("report.html")).Length.ShouldBeGreaterThan(10_000);
    }

    [Theory]
    [InlineData("samples/clean.utrex")]
    [InlineData("samples/clean-positional.utrex")]
    public async Task The_clean_samples_have_no_findings(string file)
    {
        var run = await CommandRun.Of("validate", file, "--today", "2025-10-01");

        run.Output.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void The_second_command_is_the_one_of_the_gate() => File.ReadAllText(Repository.PathOf(".ci", "run")).ShouldContain(
        Readme.Split('\n').Single(line => line.StartsWith("dotnet test ", StringComparison.Ordinal)));

    [Fact]
    public void The_example_for_vendors_writes_a_batch_and_finds_what_is_missing()
    {
        var output = Run("vendor");

        output.ShouldContain("line 3: S1.001 ");
        output.ShouldMatch(@"\d+ errors, \d+ warnings");
    }

    [Fact]
    public void The_example_of_a_single_record_prints_its_findings() => Run("records").ShouldContain("S1.323 EXIT CODE: ");

    [Fact]
    public void The_example_for_processors_counts_seniors() => Run("processor").ShouldMatch(@"^[1-9]\d* seniors in \d+ records\n$");

    [Fact]
    public void The_example_of_SIF_loses_nothing() => Run("sif").ShouldBe("5 objects, 0 values lost, 3 records\n");

    [Theory]
    [InlineData("src/Utrex.Sdk")]
    [InlineData("src/Utrex.Sdk.Sif")]
    [InlineData("src/Utrex.Transcripts")]
    public void The_example_of_a_package_compiles(string project)
    {
        var source = Regex.Match(File.ReadAllText(Repository.PathOf(project, "PACKAGE.md")), "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

        source.ShouldNotBeEmpty();
        PageExample.Compile(Path.GetFileName(project), source).Dispose();
    }

    [Fact]
    public async Task The_example_of_a_broken_rule_finds_that_rule()
    {
        using var folder = new TemporaryFolder();
        var lines = Regex.Match(Readme, "<!-- example: commands -->\n```\n(.*?)```", RegexOptions.Singleline).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var run = new CommandRun(0, "", "");
        foreach (var line in lines)
        {
            run = await CommandRun.Of([.. line.Split(' ').Skip(1).Select(word => word is "broken.utrex" or "registers" ? folder.File(word) : word)]);
        }

        lines.Length.ShouldBe(3);
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("S1.324");
    }

    [Fact]
    public async Task The_commands_that_the_README_lists_are_the_commands_there_are()
    {
        var help = (await CommandRun.Of("--help")).Output;
        var listed = Regex.Matches(Readme, @"^\| `utrex ([\w-]+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();

        listed.ShouldNotBeEmpty();
        listed.ShouldAllBe(command => help.Contains($"  {command} "));
    }

    [Fact]
    public void The_files_that_the_README_names_exist()
    {
        var files = Regex.Matches(Readme, @"`((?:docs|samples|src|tests)/[\w./-]+|[A-Z]+\.md)`").Select(match => match.Groups[1].Value).Distinct();

        files.Where(file => !Path.Exists(Repository.PathOf(file))).ShouldBeEmpty();
    }

    /// <summary>The commands of the guides, one after another in a folder of their own, each with what the ones before it wrote.</summary>
    [Theory]
    [InlineData("clerk.md", 22, "mistakes.utrex")]
    [InlineData("vendor.md", 2, "mistakes.utrex")]
    [InlineData("from-your-database.md", 4, "clean.utrex")]
    public async Task The_commands_of_a_guide_do_what_it_says(string guide, int count, string exported)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.PathOf("samples", exported), folder.File("exported.utrex"));
        var commands = Regex.Matches(File.ReadAllText(Repository.PathOf("docs", guide)), "^utrex (.*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value.Split(' ')).ToList();
        commands.Count.ShouldBe(count);
        foreach (var command in commands)
        {
            string[] arguments = [.. command.Select(argument => (Path.GetExtension(argument) is ".utrex" or ".jsonl" or ".html" or ".sarif" or ".xml" or ".xlsx" or ".txt" || argument is "schools") && !argument.StartsWith("samples/", StringComparison.Ordinal) ? folder.File(argument) : argument)];

            var run = await CommandRun.Of(arguments);

            run.ExitCode.ShouldBe(arguments[0] == "validate" && arguments[1] != "samples/clean.utrex" && Path.GetExtension(arguments[1]) != ".xml" && exported != "clean.utrex" ? 1 : 0, string.Join(' ', arguments) + run.Error);
            var output = Array.IndexOf(arguments, "--output");
            if (output >= 0)
            {
                (Directory.Exists(arguments[output + 1]) || new FileInfo(arguments[output + 1]).Length > 0).ShouldBeTrue();
            }
        }
    }

    private static string[] Arguments(string part) =>
        Readme.Split('\n').First(line => line.Contains("dotnet run") && line.Contains(part)).Split(" -- ")[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Run(string example)
    {
        Directory.SetCurrentDirectory(Repository.Root);
        return PageExample.Run(example, PageExample.Source(Readme, example));
    }
}
