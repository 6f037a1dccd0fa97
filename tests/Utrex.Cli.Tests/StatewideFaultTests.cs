using System.Diagnostics;
using Utrex.Statewide;
using Utrex.Statewide.Store;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>What ends a load from outside, in a process of its own: the store is what it was, or what it was to become, and nothing between.</summary>
public sealed class StatewideFaultTests : IDisposable
{
    private const int Kills = 12;

    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, "utrex.dll");

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("state.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_load_that_is_killed_leaves_the_old_state_or_the_new()
    {
        var old = await Sample(students: 20, seed: 1);
        var next = await Sample(students: 3000, seed: 2);
        (await CommandRun.Of("statewide", "load", old, "--store", Store, "--today", "2025-10-01")).ExitCode.ShouldBe(0);
        var random = new Random(3);
        var (length, killed) = (TimeSpan.FromSeconds(3), 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [Tool, "statewide", "load", kill % 2 == 0 ? next : old, "--store", Store, "--today", "2025-10-01"]) { UseShellExecute = false, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
            var start = Stopwatch.GetTimestamp();
            if (process.WaitForExit(length * random.NextDouble()))
            {
                length = Stopwatch.GetElapsedTime(start);
            }
            else
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
            Check();
        }

        killed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_disk_that_is_full_leaves_the_old_state()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var old = await Sample(students: 20, seed: 1);
        (await CommandRun.Of("statewide", "load", old, "--store", Store, "--today", "2025-10-01")).ExitCode.ShouldBe(0);
        var digest = Digest();
        var next = await Sample(students: 3000, seed: 2);

        // A limit on the size of files is what a disk without room is to who writes.
        var (exitCode, output) = ProgramRun.Of("/bin/sh", Repository.Root, $"-c \"trap '' XFSZ; ulimit -f 1000; DOTNET_EnableWriteXorExecute=0 dotnet '{Tool}' statewide load '{next}' --store '{Store}' --today 2025-10-01\"");

        exitCode.ShouldBe(2, output);
        output.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("utrex: ");
        Digest().ShouldBe(digest);
        Check();
    }

    /// <summary>Every row belongs to the one submission, and there are as many as it says.</summary>
    private void Check()
    {
        using var store = SubmissionStore.Open(Store);
        using var reader = store.Read();
        var submission = reader.Submissions.ShouldHaveSingleItem();
        var rows = 0;
        foreach (var record in UtrexSpecification.Current.Records.Where(record => record.Fields.Count > 0))
        {
            using var cursor = reader.Read(new RowQuery { Record = record.Id });
            while (cursor.Read())
            {
                cursor.Submission.ShouldBe(submission.Id);
                rows++;
            }
        }

        rows.ShouldBe(submission.Records);
    }

    private string Digest()
    {
        using var store = SubmissionStore.Open(Store);
        using var reader = store.Read();
        return reader.Submissions.Single().Digest;
    }

    private async Task<string> Sample(int students, int seed)
    {
        var path = _folder.File($"{seed}.utrex");
        (await CommandRun.Of("sample", "--schools", "2", "--students", $"{students}", "--seed", $"{seed}", "--output", path)).ExitCode.ShouldBe(0);
        return path;
    }
}
