using System.Diagnostics;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>What a shell offers next.</summary>
public class CompletionTests
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "utrex.dll");

    [Theory]
    [InlineData("utrex val", "validate")]
    [InlineData("utrex completion p", "powershell pwsh")]
    [InlineData("utrex validate --fo", "--for --force --format")]
    [InlineData("utrex validate --format=h", "--format=html")]
    [InlineData("utrex validate --format h", "html")]
    [InlineData("utrex summary --format ", "json table")]
    [InlineData("utrex explain S1.Exit", "S1.ExitCode S1.ExitDate")]
    [InlineData("utrex explain ExitCode.TD", "ExitCode.TD")]
    [InlineData("utrex explain octo", "october")]
    [InlineData("utrex explain CumulativeG", "CumulativeGpa CumulativeGpaCredits")]
    [InlineData("utrex calendar --for d", "december")]
    [InlineData("utrex explain S1.324", "S1.324")]
    [InlineData("utrex sample --violate S1.324", "S1.324")]
    [InlineData("utrex batch ", "gather plan run")]
    [InlineData("utrex sample --violate L2.0", "L2.01 L2.02 L2.03 L2.04 L2.05 L2.06 L2.07 L2.08 L2.09")]
    [InlineData("utrex spec d", "diff")]
    [InlineData("utrex spec diff 2025-2", "2025-26")]
    [InlineData("utrex spec diff 2025-26 2025-2", "2025-26")]
    [InlineData("utrex spec diff --format ", "html json md table")]
    [InlineData("utrex validate ", "")]
    [InlineData("utrex validate a.utrex --output ", "")]
    [InlineData("utrex validate /", "")]
    public async Task The_tool_offers(string line, string words)
    {
        var run = await CommandRun.Of($"[suggest:{line.Length}]", line);

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task An_option_that_has_begun_is_completed_and_no_switch_of_another_system_is_offered()
    {
        var words = (await CommandRun.Of("[suggest:16]", "utrex validate -")).Output.Split('\n');

        words.ShouldContain("--no-cascade");
        words.ShouldContain("--help");
        words.ShouldNotContain(word => word.StartsWith('/'));
    }

    [Fact]
    public async Task What_can_be_explained_begins_with_whole_things()
    {
        var words = (await CommandRun.Of("[suggest:14]", "utrex explain ")).Output.Split('\n');

        words.ShouldContain("S1");
        words.ShouldContain("ExitCode");
        words.ShouldContain("Colleges");
        words.ShouldNotContain(word => word.Contains('.'));
    }

    [Fact]
    public async Task Both_names_of_PowerShell_give_its_script()
    {
        var script = (await CommandRun.Of("completion", "pwsh")).Output;

        script.ShouldContain("Register-ArgumentCompleter");
        (await CommandRun.Of("completion", "powershell")).Output.ShouldBe(script);
    }

    /// <summary>The script in a real shell: it is sourced, and its function is called as the shell would call it.</summary>
    [Theory]
    [InlineData("utrex val", "utrex|val", "validate")]
    [InlineData("utrex validate --format=h", "utrex|validate|--format|=|h", "html")]
    [InlineData("utrex summary a --format=", "utrex|summary|a|--format|=", "json table")]
    [InlineData("utrex explain S1.ExitC", "utrex|explain|S1.ExitC", "S1.ExitCode")]
    [InlineData("utrex validate ", "utrex|validate|", "")]
    public void Bash_completes(string line, string words, string expected)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var list = words.Split('|');
        var script = $"""
            utrex() {"{"} dotnet '{Tool}' "$@"; {"}"}
            source <(utrex completion bash)
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_CWORD={list.Length - 1}
            COMP_WORDS=({string.Join(' ', list.Select(word => $"'{word}'"))})
            _utrex
            echo "${"{"}COMPREPLY[*]{"}"}"
            complete -p utrex
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Repository.Root })!;
        var output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();

        // Where the tool has nothing to offer, the shell's default is files.
        output.ShouldBe($"{expected}\ncomplete -o default -F _utrex utrex\n");
    }
}
