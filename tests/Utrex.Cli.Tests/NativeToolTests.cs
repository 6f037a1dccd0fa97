using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>The tool as native code does and says what it does and says as portable code, byte for byte.</summary>
public sealed partial class NativeToolTests : IDisposable
{
    private readonly TemporaryFolder _native = new();
    private readonly TemporaryFolder _portable = new();

    [NativeTheory]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01")]
    [InlineData("validate samples/clean.utrex samples/clean-positional.utrex --today 2025-10-01")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format jsonl")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format csv --output $FOLDER/findings.csv")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format sarif")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format html --output $FOLDER/report.html")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --school-year 2025 --no-cascade")]
    [InlineData("validate - --today 2025-10-01", "samples/mistakes.utrex")]
    [InlineData("validate nothing.utrex")]
    [InlineData("validate samples/mistakes.utrex --school-year 1999")]
    [InlineData("validate samples/mistakes.utrex --reference $FOLDER/nothing")]
    [InlineData("validate README.md")]
    [InlineData("sample --schools 2 --students 60 --seed 3 --as-of 2026-06-15 --output $FOLDER/a.utrex --reference-output $FOLDER/reference")]
    [InlineData("sample --students 60 --violate S1.324 --violate AC.805 --layout positional --output $FOLDER/a.utrex --reference-output $FOLDER/reference")]
    [InlineData("sample --violate S1.9999 --output $FOLDER/a.utrex")]
    [InlineData("convert samples/clean.utrex --to positional --output $FOLDER/a.txt")]
    [InlineData("convert samples/clean-positional.utrex --to delimited --output -")]
    [InlineData("convert samples/mistakes.utrex --to jsonl --output -")]
    [InlineData("convert samples/clean.utrex --to sif --output $FOLDER/a.xml")]
    [InlineData("diff samples/clean.utrex samples/mistakes.utrex")]
    [InlineData("diff samples/clean.utrex samples/mistakes.utrex --format jsonl")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --for december --rule S1,S2 --max 3 --fail-on never")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format jsonl --split school --output $FOLDER/schools")]
    [InlineData("reconcile samples/mistakes.utrex samples/mistakes.utrex --today 2025-10-01")]
    [InlineData("calendar --today 2025-10-01")]
    [InlineData("calendar --today 2025-10-01 --format ics")]
    [InlineData("validate --help")]
    [InlineData("summary samples/clean.utrex --against samples/mistakes.utrex")]
    [InlineData("summary samples/clean.utrex")]
    [InlineData("summary samples/clean.utrex --format json")]
    [InlineData("spec")]
    [InlineData("spec --format json --year 2024-25")]
    [InlineData("spec diff 2023-24 2025-26 --format json")]
    [InlineData("spec diff spec-schema/utah/2024-25 2025-26 --format md")]
    [InlineData("explain S1.324")]
    [InlineData("explain dropout")]
    [InlineData("explain ExitCode")]
    [InlineData("explain nothing.of.it")]
    [InlineData("docs --output $FOLDER/site")]
    [InlineData("docs --format markdown --output $FOLDER/pages")]
    [InlineData("completion bash")]
    [InlineData("completion")]
    [InlineData("vaildate samples/clean.utrex")]
    [InlineData("[suggest:9] validate --fo")]
    public async Task A_command_does_the_same(string command, string? input = null)
    {
        var text = input is null ? "" : await File.ReadAllTextAsync(Repository.PathOf(input));

        Same(await Portable(command, text), Native(command, text));
    }

    /// <summary>Where the name of the program matters, the portable one is a process too.</summary>
    [NativeTheory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("validate --help")]
    public void It_says_the_same_of_itself(string command) =>
        Same(Process("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "utrex.dll"), .. Arguments(command, _portable)], ""), Native(command, ""));

    /// <summary>What one command has written the next one reads: registers, SIF, and findings to compare with.</summary>
    [NativeFact]
    public async Task A_row_of_commands_does_the_same()
    {
        foreach (var command in (string[])
            [
                "sample --schools 2 --students 80 --seed 5 --violate S1.324 --output $FOLDER/a.utrex --reference-output $FOLDER/reference",
                "validate $FOLDER/a.utrex --reference $FOLDER/reference --today 2025-10-01 --format jsonl --output $FOLDER/findings.jsonl",
                "validate $FOLDER/a.utrex --reference $FOLDER/reference --today 2025-10-01 --baseline $FOLDER/findings.jsonl",
                "convert $FOLDER/a.utrex --to sif --output $FOLDER/a.xml",
                "validate $FOLDER/a.xml --today 2025-10-01",
                "collect $FOLDER/a.xml --output $FOLDER/collected.utrex",
                "diff $FOLDER/a.utrex $FOLDER/collected.utrex",
            ])
        {
            Same(await Portable(command, ""), Native(command, ""));
        }
    }

    /// <summary>A library that asks types at run time does natively what it does elsewhere: the research file in every format.</summary>
    [NativeFact]
    public async Task A_research_file_is_the_same()
    {
        using var store = new TemporaryFolder();
        (await CommandRun.Of("sample", "--schools", "2", "--students", "200", "--as-of", "2026-06-10", "--output", store.File("a.utrex"))).ExitCode.ShouldBe(0);
        (await CommandRun.Of("statewide", "load", store.File("a.utrex"), "--store", store.File("state.db"), "--today", "2026-06-10", "--all")).ExitCode.ShouldBe(0);
        foreach (var (format, output) in new[] { ("parquet", "parquet"), ("csv", "csv"), ("sqlite", "research.db") })
        {
            var command = $"statewide export --store {store.File("state.db")} --lea 01 --to {format} --output $FOLDER/{output}";
            Same(await Portable(command, ""), Native(command, ""));
        }

        Files(_native).Length.ShouldBeGreaterThan(30);
    }

    /// <summary>Pseudonyms are others in each run; that they break the same rules, the command itself makes sure of.</summary>
    [NativeFact]
    public async Task What_is_masked_has_the_same_findings()
    {
        const string Mask = "mask samples/mistakes.utrex --today 2025-10-01 --output $FOLDER/masked.utrex";
        const string Validate = "validate $FOLDER/masked.utrex --today 2025-10-01 --format jsonl";

        Native(Mask, "").ExitCode.ShouldBe((await Portable(Mask, "")).ExitCode);
        var native = Native(Validate, "");
        native.ExitCode.ShouldBe(1);
        Rules(native.Output).ShouldBe(Rules((await Portable(Validate, "")).Output));

        static IEnumerable<string> Rules(string findings) =>
            findings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Select(finding => $"{finding.GetProperty("line")} {finding.GetProperty("rule")}");
    }

    public void Dispose()
    {
        _native.Dispose();
        _portable.Dispose();
    }

    private void Same(CommandRun portable, CommandRun native)
    {
        native.ExitCode.ShouldBe(portable.ExitCode, native.Error);
        Said(native.Error, _native).ShouldBe(Said(portable.Error, _portable));
        Said(native.Output, _native).ShouldBe(Said(portable.Output, _portable));
        var files = Files(_portable);
        Files(_native).ShouldBe(files);
        foreach (var file in files)
        {
            var (actual, expected) = (File.ReadAllBytes(_native.File(file)), File.ReadAllBytes(_portable.File(file)));
            if (!actual.AsSpan().SequenceEqual(expected))
            {
                Said(Encoding.UTF8.GetString(actual), _native).ShouldBe(Said(Encoding.UTF8.GetString(expected), _portable), file);
            }
        }
    }

    private async Task<CommandRun> Portable(string command, string input) => await CommandRun.WithInput(input, Arguments(command, _portable));

    private CommandRun Native(string command, string input) => Process(NativeTool.Path, Arguments(command, _native), input);

    private static CommandRun Process(string program, string[] arguments, string input)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static string[] Arguments(string command, TemporaryFolder folder) =>
        [.. command.Split(' ').Select(argument => argument.Replace("$FOLDER", folder.Path, StringComparison.Ordinal))];

    private static string[] Files(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file)).Order(StringComparer.Ordinal)];

    /// <summary>Without what differs from run to run: the folder and the time.</summary>
    private static string Said(string text, TemporaryFolder folder) =>
        Elapsed().Replace(text.Replace(folder.Path, "$FOLDER", StringComparison.Ordinal), "elapsed: ?");

    [GeneratedRegex(@"elapsed: [^\n]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Elapsed();
}
