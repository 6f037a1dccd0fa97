using System.Diagnostics;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>What a run that was killed leaves behind: nothing where the system allows it, and elsewhere nothing after the next run.</summary>
public sealed class LeftoverTests : IDisposable
{
    private const string File1 = ".utrex-abcdefgh.ijk.partial";
    private const string Folder1 = ".utrex-12345678.9ab.partial";

    private readonly TemporaryFolder _folder = new();

    /// <summary>The process is killed with unmasked findings written; nobody could find them afterwards, nor after one more run.</summary>
    [Theory]
    [InlineData("validate", "-", "--format", "jsonl", "--output", "out")]
    [InlineData("mask", "-", "--output", "out")]
    [InlineData("convert", "-", "--to", "jsonl", "--output", "out")]
    [InlineData("collect", "-", "--output", "out")]
    public void A_process_that_is_killed_leaves_no_personal_data(params string[] command)
    {
        var temporary = Directory.CreateDirectory(_folder.File("temporary"));
        var output = Directory.CreateDirectory(_folder.File("output"));
        var line = File.ReadLines(Repository.PathOf("samples", "mistakes.utrex")).First(line => line.StartsWith("S1=", StringComparison.Ordinal));
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "utrex.dll"), .. command])
        {
            UseShellExecute = false,
            WorkingDirectory = output.FullName,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,

            // The runtime leaves its own sockets there, for debuggers.
            Environment = { ["TMPDIR"] = temporary.FullName, ["TMP"] = temporary.FullName, ["DOTNET_EnableDiagnostics"] = "0" },
        };
        using (var process = Process.Start(start)!)
        {
            Feed(process, command[0], line);
            process.Kill();
            process.WaitForExit();
            (process.ExitCode is not 0 and not 1 and not 2).ShouldBeTrue("it was killed in the middle");
        }

        var left = Left();
        if (OperatingSystem.IsLinux())
        {
            left.ShouldBeEmpty();
        }

        foreach (var path in left)
        {
            Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
        }

        using var next = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "utrex.dll"), "convert", Repository.PathOf("samples", "clean.utrex"), "--to", "jsonl", "--output", "next"]) { UseShellExecute = false, WorkingDirectory = output.FullName, RedirectStandardError = true })!;
        next.StandardError.ReadToEnd();
        next.WaitForExit();
        next.ExitCode.ShouldBe(0);
        Left().ShouldBe([Path.Combine(output.FullName, "next")]);

        List<string> Left() => [.. Directory.EnumerateFileSystemEntries(temporary.FullName), .. Directory.EnumerateFileSystemEntries(output.FullName)];
    }

    [Fact]
    public async Task The_next_run_removes_what_nobody_holds_and_says_so()
    {
        Leave(TimeSpan.FromHours(1));

        var run = await CommandRun.Of("convert", "samples/clean.utrex", "--to", "jsonl", "--output", _folder.File("out"));

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain($"removed '{_folder.File(File1)}', which a run that was killed had left behind\n");
        run.Error.ShouldContain($"removed '{_folder.File(Folder1)}', which a run that was killed had left behind\n");
        Directory.GetFileSystemEntries(_folder.Path).ShouldBe([_folder.File("out")]);
    }

    /// <summary>A run that is alive has them open. What is new may belong to one that has not got that far.</summary>
    [Theory]
    [InlineData(true, 3600)]
    [InlineData(false, 1)]
    public async Task What_may_be_of_a_live_run_stays(bool isOpen, int age)
    {
        Leave(TimeSpan.FromSeconds(age));
        using var file = isOpen ? new FileStream(_folder.File(File1), FileMode.Open, FileAccess.Write, FileShare.Delete) : null;
        using var folder = isOpen ? new FileStream(Path.Combine(_folder.File(Folder1), ".lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None) : null;

        var run = await CommandRun.Of("convert", "samples/clean.utrex", "--to", "jsonl", "--output", _folder.File("out"));

        run.Error.ShouldNotContain("removed");
        Directory.GetFileSystemEntries(_folder.Path).Length.ShouldBe(3);
    }

    /// <summary>Only names that we give.</summary>
    [Theory]
    [InlineData(".utrex-mine.partial")]
    [InlineData(".utrex-abcdefgh.ijk.partial.txt")]
    [InlineData(".utrex-ABCDEFGH.ijk.partial")]
    [InlineData("utrex-abcdefgh.ijk.partial")]
    [InlineData(".utrex-.partial")]
    public async Task What_is_not_ours_stays(string name)
    {
        File.WriteAllText(_folder.File(name), "mine");
        File.SetLastWriteTimeUtc(_folder.File(name), DateTime.UtcNow.AddDays(-1));

        await CommandRun.Of("convert", "samples/clean.utrex", "--to", "jsonl", "--output", _folder.File("out"));

        File.ReadAllText(_folder.File(name)).ShouldBe("mine");
    }

    public void Dispose() => _folder.Dispose();

    private void Leave(TimeSpan age)
    {
        _folder.Write(File1, "S1=\t104\t1234567\tQuillfeather");
        Directory.CreateDirectory(_folder.File(Folder1));
        File.WriteAllText(Path.Combine(_folder.File(Folder1), ".lock"), "");
        File.WriteAllText(Path.Combine(_folder.File(Folder1), "REF_SSID.csv"), "SSID\n1234567\n");
        File.SetLastWriteTimeUtc(_folder.File(File1), DateTime.UtcNow - age);
        Directory.SetLastWriteTimeUtc(_folder.File(Folder1), DateTime.UtcNow - age);
    }

    /// <summary>Gives the process input until it has written some of it on: more than any buffer holds.</summary>
    private static void Feed(Process process, string command, string line)
    {
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var text = command == "collect" ? "<StudentPersonal RefId='1'><LocalId>1234567</LocalId></StudentPersonal>" : line;
        for (var i = 0; i < 20_000; i++)
        {
            process.StandardInput.WriteLine(text);
        }

        process.StandardInput.Flush();
    }
}
