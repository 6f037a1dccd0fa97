using System.Diagnostics;
using System.Text.RegularExpressions;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>
/// What goes wrong around the tool, in a process of its own: one clear line, exit code 2, and no half-written file. These need a Unix shell.
/// Where the run time has a part in it, a signal, a pipe or a terminal, the process is a portable one.
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

        var (exitCode, error) = Shell($"{ToolProcess.Command} {command}");

        exitCode.ShouldBe(CouldNotRun, error);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("utrex: ");
        error.ShouldContain(part);
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    /// <summary>The reader has gone before the first byte, which is what <c>| head -1</c> comes to.</summary>
    [Theory]
    [InlineData("validate samples/mistakes.utrex --format jsonl --today 2025-10-01")]
    [InlineData("validate samples/mistakes.utrex --format sarif --today 2025-10-01")]
    [InlineData("validate samples/mistakes.utrex --format csv --today 2025-10-01")]
    [InlineData("validate samples/mistakes.utrex --format html --today 2025-10-01")]
    [InlineData("validate samples/mistakes.utrex --today 2025-10-01")]
    [InlineData("convert samples/clean.utrex --to positional --output -")]
    [InlineData("explain S1")]
    public void A_reader_that_goes_away_is_said_in_one_line(string command)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (exitCode, error) = Shell($"mkfifo $FOLDER/gone; {{ read line < $FOLDER/gone; dotnet '{Tool}' {command}; echo code $? >&2; }} | {{ exec <&-; echo > $FOLDER/gone; }}; rm $FOLDER/gone");

        exitCode.ShouldBe(0);
        error.ShouldBe("utrex: the program that reads the output has stopped reading.\ncode 2\n");
    }

    /// <summary>While the second input is a pipe that is open but empty, the first one has been read and the third one has not.</summary>
    [Theory]
    [InlineData("rm $FOLDER/a.utrex", 1)]
    [InlineData("echo ZZ= >> $FOLDER/a.utrex", 1)]
    [InlineData(": > $FOLDER/a.utrex", 1)]
    [InlineData("rm $FOLDER/c.utrex", CouldNotRun)]
    public void A_file_that_changes_while_the_command_runs_is_no_crash(string change, int expected)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _folder.Write("a.utrex", "ZZ=\n");
        _folder.Write("c.utrex", "ZZ=\n");
        var (exitCode, error) = Shell($"mkfifo $FOLDER/pipe; {{ exec 3> $FOLDER/pipe; {change}; echo ZZ= >&3; exec 3>&-; }} & {ToolProcess.Command} validate $FOLDER/a.utrex $FOLDER/pipe $FOLDER/c.utrex --format sarif --output $FOLDER/out.sarif");

        exitCode.ShouldBe(expected, error);
        error.ShouldNotContain("   at ");
        if (expected == CouldNotRun)
        {
            error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("c.utrex' does not exist");
        }

        File.Exists(_folder.File("out.sarif")).ShouldBe(expected == 1);
        Directory.GetFiles(_folder.Path, "*.partial").ShouldBeEmpty();
        Directory.GetFiles(_folder.Path, ".*").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_grows_while_it_is_read_is_read_to_its_end()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A file of this kind has no end of its own: each record is there only when the one before it was read.
        var (exitCode, error) = Shell($"mkfifo $FOLDER/pipe; {{ exec 3> $FOLDER/pipe; while IFS= read -r line; do printf '%s\\n' \"$line\" >&3; done < samples/clean.utrex; echo ZZ= >&3; }} & dotnet '{Tool}' validate $FOLDER/pipe --today 2025-10-01 > /dev/null");

        exitCode.ShouldBe(1);
        error.ShouldContain($"records read: {File.ReadLines(Repository.PathOf("samples", "clean.utrex")).Count()}, lines refused: 1");
    }

    /// <summary>The superuser may do everything, so the command gives up what makes it one.</summary>
    [Theory]
    [InlineData("validate $FOLDER/secret", "'secret' may not be read: permission denied")]
    [InlineData("validate samples/clean.utrex --baseline $FOLDER/secret", "'secret' may not be read: permission denied")]
    [InlineData("validate samples/clean.utrex --output $FOLDER/secret", "'secret' may not be written: permission denied")]
    [InlineData("validate samples/clean.utrex --output $FOLDER/closed/a.txt", "a.txt' may not be written: permission denied")]
    [InlineData("convert samples/clean.utrex --to jsonl --output $FOLDER/closed/a.txt", "a.txt' may not be written: permission denied")]
    public void What_is_not_permitted_is_said_in_one_line(string command, string part)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _folder.Write("secret", "kept");
        var (exitCode, error) = Shell($"cd $FOLDER; chmod 000 secret; mkdir closed; chmod 555 closed; cd - > /dev/null; run=; [ $(id -u) = 0 ] && run='setpriv --bounding-set -all --inh-caps -all'; $run {ToolProcess.Command} {command}; code=$?; chmod 600 $FOLDER/secret; chmod 755 $FOLDER/closed; exit $code");

        exitCode.ShouldBe(CouldNotRun, error);
        error.Trim().Split('\n').ShouldHaveSingleItem().Replace(_folder.Path + "/", "", StringComparison.Ordinal).ShouldContain(part);
        File.ReadAllText(_folder.File("secret")).ShouldBe("kept");
        Directory.GetFileSystemEntries(_folder.File("closed")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ln -s real.txt $FOLDER/a.txt; echo old > $FOLDER/real.txt", "-h $FOLDER/a.txt", "real.txt")]
    [InlineData("ln -s real.txt $FOLDER/a.txt", "-h $FOLDER/a.txt", "real.txt")]
    [InlineData("echo old > $FOLDER/a.txt; chmod 640 $FOLDER/a.txt", "$(stat -c %a $FOLDER/a.txt) = 640", "a.txt")]
    [InlineData("echo old > $FOLDER/a.txt; echo mine > $FOLDER/a.txt.partial", "$(cat $FOLDER/a.txt.partial) = mine", "a.txt")]
    public void What_is_there_is_replaced_as_a_person_would(string before, string check, string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (exitCode, error) = Shell($"{before}; {ToolProcess.Command} validate samples/mistakes.utrex --format csv --output $FOLDER/a.txt > /dev/null; [ $? = 1 ] && [ {check} ]");

        exitCode.ShouldBe(0, error);
        File.ReadAllText(_folder.File(name)).ShouldStartWith("ErrorCode,");
        Directory.GetFiles(_folder.Path, ".*").ShouldBeEmpty();
    }

    [Fact]
    public void A_pipe_is_written_into_and_stays()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (exitCode, error) = Shell($"mkfifo $FOLDER/pipe; cat $FOLDER/pipe > $FOLDER/copy & dotnet '{Tool}' validate samples/mistakes.utrex --format csv --output $FOLDER/pipe; code=$?; wait; [ -p $FOLDER/pipe ] && exit $code");

        exitCode.ShouldBe(1, error);
        File.ReadAllText(_folder.File("copy")).ShouldStartWith("ErrorCode,");
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
        error.ShouldContain("records read: 924");
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
        table.ShouldAllBe(line => Regex.IsMatch(line, @"^ *\d+  |^ {9,}\S"));
        File.Delete(_folder.File("screen"));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void A_signal_leaves_no_half_written_file(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var (exitCode, error) = Shell($"mkfifo $FOLDER/pipe; (sleep 60 > $FOLDER/pipe) & writer=$!; env --default-signal={signal} dotnet '{Tool}' validate $FOLDER/pipe --output $FOLDER/a.txt & pid=$!; has() {{ {{ ls -A $FOLDER; ls -l /proc/$pid/fd; }} 2> /dev/null | grep -q 'partial\\|'$FOLDER'/#'; }}; for i in $(seq 100); do has && break; sleep 0.1; done; has || echo 'never began' >&2; kill -{signal} $pid; wait $pid; code=$?; kill $writer; rm $FOLDER/pipe; exit $code");

        exitCode.ShouldBe(CouldNotRun);
        error.ShouldBe("utrex: stopped; nothing was written.\n");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    /// <summary>What opens a file is the user's own program; where there is none, the report is there all the same.</summary>
    [Theory]
    [InlineData("bin", "")]
    [InlineData("nothing", "is written, but there is no program to open it with")]
    public void A_report_is_opened(string path, string said)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var (exitCode, error) = Shell($"mkdir $FOLDER/bin; printf '#!/bin/sh\\necho \"$1\" > $FOLDER/opened\\n' > $FOLDER/bin/xdg-open; chmod +x $FOLDER/bin/xdg-open; dotnet=$(command -v dotnet); PATH=$FOLDER/{path} $dotnet '{Tool}' validate samples/mistakes.utrex --today 2025-10-01 --format html --output $FOLDER/report.html --open; code=$?; for i in $(seq 50); do [ -f $FOLDER/opened ] && break; [ {path} = bin ] || break; sleep 0.1; done; exit $code");

        exitCode.ShouldBe(1, error);
        File.Exists(_folder.File("report.html")).ShouldBeTrue();
        File.Exists(_folder.File("opened")).ShouldBe(path == "bin");
        error.ShouldContain(said);
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
