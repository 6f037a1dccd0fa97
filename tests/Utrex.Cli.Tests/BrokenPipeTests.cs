using System.Diagnostics;
using Utrex.Cli.Terminal;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>Who reads the output may go away, and who started the command may stop it.</summary>
public sealed class BrokenPipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The reader has gone before the first byte, which is what <c>| head -c 1</c> comes to.</summary>
    [Theory]
    [InlineData("convert samples/clean.utrex --to jsonl --output -")]
    [InlineData("convert samples/clean.utrex --to sif --output -")]
    [InlineData("mask samples/clean.utrex --output - --today 2025-10-01")]
    [InlineData("sample --students 20 --output -")]
    [InlineData("diff samples/clean.utrex samples/mistakes.utrex")]
    [InlineData("summary samples/clean.utrex")]
    [InlineData("spec --format json")]
    public void A_reader_that_goes_away_is_said_in_one_line(string command)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var script = $"mkfifo $FOLDER/gone; {{ read line < $FOLDER/gone; dotnet '{Path.Combine(AppContext.BaseDirectory, "utrex.dll")}' {command}; echo code $? >&2; }} | {{ exec <&-; echo > $FOLDER/gone; }}";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { UseShellExecute = false, WorkingDirectory = Repository.Root, RedirectStandardError = true, Environment = { ["FOLDER"] = _folder.Path } })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        error.ShouldBe("utrex: the program that reads the output has stopped reading.\ncode 2\n");
    }

    [Fact]
    public void Closed_standard_input_is_said_and_not_waited_for()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "utrex.dll")}' validate - <&-"]) { UseShellExecute = false, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        error.ShouldBe("utrex: '-' reads standard input, which is closed; name a file.\n");
        process.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void What_was_written_before_a_stop_is_not_denied()
    {
        using var output = new ResultStream(new MemoryStream());
        output.WhenStopped.ShouldBe("stopped; nothing was written.");

        output.Write([]);
        output.WhenStopped.ShouldBe("stopped; nothing was written.");

        output.Write("x"u8);
        output.WhenStopped.ShouldBe("stopped; what was written is not complete.");
    }

    /// <summary>On a terminal long work has a bar, which hides the cursor while it lasts.</summary>
    [Theory]
    [InlineData("sample --students 300 --output $FOLDER/a.utrex")]
    [InlineData("summary samples/clean.utrex --output $FOLDER/a.txt")]
    [InlineData("diff samples/clean.utrex samples/mistakes.utrex --output $FOLDER/a.txt")]
    [InlineData("docs --format markdown --output $FOLDER/pages")]
    public void Long_work_has_a_progress_bar(string command)
    {
        if (!File.Exists("/usr/bin/script"))
        {
            return;
        }

        var start = new ProcessStartInfo("script", ["-qec", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "utrex.dll")}' {command}", _folder.File("screen")])
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            Environment = { ["FOLDER"] = _folder.Path, ["TERM"] = "xterm" },
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldBe(0);
        File.ReadAllText(_folder.File("screen")).ShouldContain("\u001b[?25l");
    }

    /// <summary>The bar hides the cursor of a terminal; after Ctrl-C it is there again.</summary>
    [Fact]
    public void Ctrl_C_gives_the_cursor_back()
    {
        if (!File.Exists("/usr/bin/script"))
        {
            return;
        }

        var command = $"mkfifo {_folder.Path}/pipe; (sleep 60 > {_folder.Path}/pipe) & writer=$!; env --default-signal=INT dotnet {Path.Combine(AppContext.BaseDirectory, "utrex.dll")} validate {_folder.Path}/pipe & pid=$!; for i in $(seq 100); do ls -l /proc/$pid/fd | grep -q {_folder.Path}/pipe && break; sleep 0.1; done; kill -INT $pid; wait $pid; kill $writer";
        using var process = Process.Start(new ProcessStartInfo("script", ["-qec", $"bash -c '{command}'", _folder.File("screen")]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        File.ReadAllText(_folder.File("screen")).ShouldContain("\u001b[?25hutrex: stopped; nothing was written.");
    }

    public void Dispose() => _folder.Dispose();
}
