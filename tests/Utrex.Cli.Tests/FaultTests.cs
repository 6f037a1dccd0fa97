using System.Diagnostics;
using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>
/// What goes wrong around the tool, in a process of its own: one clear line, exit code 2, and no half-written file. These need a Unix shell.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private const int CouldNotRun = 2;

    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "utrex.dll");

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format jsonl > /dev/full", "space")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format html > /dev/full", "space")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 > /dev/full", "space")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01 --format csv > /dev/full", "space")]
    [InlineData("sample --output $FOLDER/none/a.utrex", "does not exist")]
    [InlineData("validate samples/clean.utrex --output $FOLDER/none/a.txt", "does not exist")]
    [InlineData("validate $FOLDER/none.utrex", "does not exist")]
    [InlineData("mask $FOLDER/none.utrex --output $FOLDER/a", "does not exist")]
    [InlineData("diff samples/clean.utrex $FOLDER/none.utrex", "does not exist")]
    [InlineData("summary $FOLDER", "is a folder")]
    [InlineData("docs --output samples/clean.utrex", "is a file")]
    [InlineData("validate samples/clean.utrex --baseline $FOLDER/none.jsonl", "does not exist")]
    [InlineData("convert samples/clean.utrex --to positional --output $FOLDER", "is a folder")]
    public void A_fault_is_one_line_and_leaves_nothing(string command, string part)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (exitCode, error) = Shell($"dotnet '{Tool}' {command}");

        exitCode.ShouldBe(CouldNotRun, error);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("utrex: ");
        error.ShouldContain(part);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_crash()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (_, error) = Shell($"dotnet '{Tool}' validate samples/mistakes.utrex --format sarif --today 2025-10-01 | head -c 10 > /dev/null");

        error.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_file_that_grows_while_it_is_read_is_read_to_its_end()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = _folder.Write("growing.utrex", File.ReadAllText(Repository.PathOf("samples", "clean.utrex")));
        var (exitCode, error) = Shell($"(for i in 1 2 3 4 5; do echo 'S4=' >> '{file}'; sleep 0.1; done) & dotnet '{Tool}' validate '{file}' --today 2025-10-01 > /dev/null; code=$?; wait; exit $code");

        exitCode.ShouldBeOneOf(0, 1);
        error.ShouldContain("records read: ");
    }

    /// <summary>A pipe can be read once only: by the time that columns are looked for, nobody writes to it.</summary>
    [Fact]
    public void A_pipe_is_reported_with_its_lines()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (exitCode, error) = Shell($"mkfifo $FOLDER/pipe; cat samples/mistakes.utrex > $FOLDER/pipe & dotnet '{Tool}' validate $FOLDER/pipe --format sarif --today 2025-10-01 | grep -c '\"startLine\"' >&2; exit ${{PIPESTATUS[0]}}");

        exitCode.ShouldBe(1, error);
        error.ShouldContain("records read: 909");
        error.ShouldNotContain("   at ");
    }

    /// <summary>On a terminal the bar and the findings share the screen: what is left must be whole lines.</summary>
    [Fact]
    public void A_progress_bar_leaves_the_findings_alone()
    {
        if (!File.Exists("/usr/bin/script"))
        {
            return;
        }

        Shell($"script -qec \"dotnet '{Tool}' validate samples/mistakes.utrex --today 2025-10-01\" $FOLDER/screen > /dev/null 2>&1");

        var lines = Regex.Replace(File.ReadAllText(_folder.File("screen")), "\u001b\\[[0-9;]*m", "").Split('\n');
        var table = lines.SkipWhile(line => !line.StartsWith("   line", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Trim().Length > 0).ToList();
        table.Count.ShouldBeGreaterThan(30);
        table.ShouldAllBe(line => Regex.IsMatch(line, @"^ *\d+  "));
        File.Delete(_folder.File("screen"));
    }

    [Fact]
    public void Ctrl_C_leaves_no_half_written_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (exitCode, error) = Shell($"mkfifo $FOLDER/pipe; (sleep 60 > $FOLDER/pipe) & writer=$!; env --default-signal=INT dotnet '{Tool}' validate $FOLDER/pipe --output $FOLDER/a.txt & pid=$!; for i in $(seq 100); do [ -e $FOLDER/a.txt.partial ] && break; sleep 0.1; done; [ -e $FOLDER/a.txt.partial ] || echo 'never began' >&2; kill -INT $pid; wait $pid; code=$?; kill $writer; rm $FOLDER/pipe; exit $code");

        exitCode.ShouldBe(CouldNotRun);
        error.ShouldNotContain("never began");
        error.ShouldNotContain("   at ");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private (int ExitCode, string Error) Shell(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["FOLDER"] = _folder.Path },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.GetAwaiter().GetResult();
        return (process.ExitCode, error);
    }
}
