using System.Diagnostics;
using System.Globalization;
using Utrex.Cli.Tests;

namespace Utrex.Scale.Tests;

/// <summary>A folder of a test's own in which a shell runs examples: <c>utrex</c> is the tool that was built with the tests. It goes away with the test.</summary>
internal sealed class ShellFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("utrex-scale-");
    private readonly string _programs;

    public ShellFolder()
    {
        _programs = Path.Combine(_folder.FullName, "bin");
        Directory.CreateDirectory(_programs);
        Directory.CreateDirectory(File("work"));
        var tool = Path.Combine(_programs, "utrex");
        System.IO.File.WriteAllText(tool, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "utrex.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>A file beside the one that the shell is in.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A file in the folder that the shell is in.</summary>
    public string Work(string name) => Path.Combine(_folder.FullName, "work", name);

    /// <summary>Starts a script.</summary>
    public Process Start(string script, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash", ["-c", script]) { UseShellExecute = false, WorkingDirectory = File("work"), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_programs}:{start.Environment["PATH"]}:/usr/sbin:/sbin";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end.</summary>
    public (int ExitCode, string Output) Run(string script, params (string Name, string Value)[] variables)
    {
        using var process = Start(script, variables);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>Batches of many LEAs; every third breaks a rule.</summary>
    public async Task WriteBatches(string folder, int count, int students)
    {
        Directory.CreateDirectory(Work(folder));
        for (var lea = 1; lea <= count; lea++)
        {
            var number = lea.ToString("00", CultureInfo.InvariantCulture);
            string[] broken = lea % 3 == 0 ? ["--violate", "S1.324"] : [];
            var run = await CommandRun.Of(["sample", "--lea", number, "--schools", "1", "--students", (students + lea).ToString(CultureInfo.InvariantCulture), "--seed", number, "--output", Work($"{folder}/lea-{number}.utrex"), .. broken]);
            run.ExitCode.ShouldBe(0, run.Error);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
