using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Utrex.Statewide;
using Utrex.Statewide.Store;
using Utrex.Tests;

namespace Utrex.Cli.Tests;

/// <summary>What ends a load from outside, and what a store may be found as: it is what it was, or what it was to become, and nothing between, and one line says what to do.</summary>
public sealed class StatewideFaultTests : IDisposable
{
    private const int Kills = 50;
    private const int PageSize = 8192;

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("state.db");

    private string Log => Store + "-wal";

    public static TheoryData<string> Commands => ["validate", "membership", "load"];

    public void Dispose() => _folder.Dispose();

    /// <summary>Half of them some time after the load has begun, and half of them when some part of its log is written, which is at its end.</summary>
    [Fact]
    public async Task A_load_that_is_killed_leaves_the_old_state_or_the_new()
    {
        string[] files = [await Sample(students: 500, seed: 1), await Sample(students: 600, seed: 2)];
        (await Run("load", files[0])).ExitCode.ShouldBe(0);
        var (length, logged) = LetRun(files[1]);
        var random = new Random(3);
        var killed = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Always the one that the store does not hold.
            var before = Loaded().File;
            using var process = Begin(files.Single(file => file != before));
            var (delay, size) = kill % 2 == 0 ? (length * random.NextDouble(), long.MaxValue) : (length * 2, (long)(logged * random.NextDouble()));
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < delay && Logged() < size && !process.HasExited)
            {
                Thread.Yield();
            }

            killed += process.HasExited ? 0 : 1;
            process.Kill();
            await process.WaitForExitAsync();
            Check();
        }

        killed.ShouldBeGreaterThan(Kills / 2);
    }

    /// <summary>A disk of less and less room: sometimes the store cannot even be opened, sometimes the log has no room, sometimes only the file that it is brought into.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(300)]
    [InlineData(700)]
    [InlineData(1000)]
    [InlineData(1400)]
    [InlineData(2500)]
    public async Task A_disk_that_is_full_leaves_the_old_state_or_the_new(int kilobytes)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var old = await Sample(students: 50, seed: 1);
        (await Run("load", old)).ExitCode.ShouldBe(0);
        var next = await Sample(students: 600, seed: 2);
        var size = (new FileInfo(Store).Length / 1024) + kilobytes;
        var disk = Directory.CreateDirectory(_folder.File("disk")).FullName;

        // A disk of its own where that is allowed, which goes away with the process; elsewhere a limit on the size of files is the same to who writes.
        var load = $"{ToolProcess.Command} statewide load '{next}' --store '{disk}/state.db' --today 2025-10-01; code=$?";
        var onDisk = $"mount -t tmpfs -o size={size}k none '{disk}' && cp '{Store}' '{disk}/state.db' && {{ {load}; cp '{disk}'/state.db* '{_folder.Path}'; exit $code; }}";
        var mayMount = ProgramRun.Of("unshare", Repository.Root, $"--user --map-root-user --mount mount -t tmpfs none \"{disk}\"").ExitCode == 0;
        var (exitCode, output) = mayMount ? ProgramRun.Of("unshare", Repository.Root, $"--user --map-root-user --mount /bin/sh -c \"{onDisk}\"")
            : ProgramRun.Of("/bin/sh", Repository.Root, $"-c \"cp '{Store}' '{disk}/state.db'; trap '' XFSZ; ulimit -f {size * 2}; {load}; ulimit -f unlimited; cp '{disk}'/state.db* '{_folder.Path}'; exit $code\"");

        output.Trim().Split('\n').ShouldHaveSingleItem();
        var after = Loaded();
        if (exitCode == 0)
        {
            after.File.ShouldBe(next);
        }
        else
        {
            exitCode.ShouldBe(2, output);
            output.ShouldStartWith("utrex: ");
            output.ShouldContain("full");
            after.File.ShouldBe(old);
        }

        Check();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_folder_is_no_store(string command) =>
        (await Run(command, Path.Combine("samples", "clean.utrex"), _folder.Path)).ShouldFailWith("is a folder; name a file in it");

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_store_of_a_later_version_is_refused_and_left_alone(string command)
    {
        var file = await Sample(students: 20, seed: 1);
        await Run("load", file);
        SetVersion(99);

        (await Run(command, file)).ShouldFailWith("has version 99, and this program knows version 1: use the program that made it, or a newer one.");

        SetVersion(1);
        Check();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_store_that_is_cut_off_is_said_to_be_damaged(string command)
    {
        await Run("load", await Sample(students: 20, seed: 1));
        var next = await Sample(students: 30, seed: 2);
        var whole = await File.ReadAllBytesAsync(Store);
        foreach (var length in new[] { 512, PageSize, whole.Length / 2, whole.Length - PageSize })
        {
            await File.WriteAllBytesAsync(Store, whole[..length]);

            (await Run(command, next)).ShouldFailWith("is damaged; put back a copy, or load the submissions into a new one");

            new FileInfo(Store).Length.ShouldBe(length);
            NothingIsBesideTheStore();
        }
    }

    /// <summary>Each page in turn: what a command does not read it cannot see, and what it does is said.</summary>
    [Fact]
    public async Task A_page_that_is_spoilt_is_said_by_those_who_read_it()
    {
        await Run("load", await Sample(students: 20, seed: 1));
        var next = await Sample(students: 30, seed: 2);
        var whole = await File.ReadAllBytesAsync(Store);
        var (validated, loaded) = (0, 0);
        for (var page = 0; page < whole.Length / PageSize; page++)
        {
            foreach (var command in new[] { "validate", "load" })
            {
                var spoilt = whole.ToArray();
                spoilt.AsSpan(page * PageSize, PageSize).Fill(0xFF);
                await File.WriteAllBytesAsync(Store, spoilt);

                var run = await Run(command, next);

                if (run.ExitCode == 2)
                {
                    run.ShouldFailWith(page == 0 ? "is no store of submissions" : "is damaged");
                    (await File.ReadAllBytesAsync(Store)).ShouldBe(spoilt);
                    (validated, loaded) = command is "validate" ? (validated + 1, loaded) : (validated, loaded + 1);
                }

                NothingIsBesideTheStore();
            }
        }

        validated.ShouldBeGreaterThan(5);
        loaded.ShouldBeGreaterThan(20);
    }

    /// <summary>Only who may write the folder can read a store, since readers and loads find each other by files beside it.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_store_that_may_not_be_written_is_said(string command)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = await Sample(students: 20, seed: 1);
        await Run("load", file);
        var next = await Sample(students: 30, seed: 2);
        File.SetUnixFileMode(Store, UnixFileMode.UserRead);
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            // Root may write everything, unless it is taken away.
            var asAnybody = Environment.UserName == "root" ? "setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search " : "";
            var (exitCode, output) = ProgramRun.Of("/bin/sh", Repository.Root, $"-c \"{asAnybody}{ToolProcess.Command} statewide {Arguments(command, next)}\"");

            exitCode.ShouldBe(2, output);
            output.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("utrex: ");
            output.ShouldContain("may not be written: permission denied");
            NothingIsBesideTheStore();
        }
        finally
        {
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private Process Begin(string file)
    {
        var process = ToolProcess.Start("statewide", "load", file, "--store", Store, "--today", "2025-10-01");

        // Before it has opened the store there is nothing to break.
        while (!File.Exists(Log) && !process.HasExited)
        {
            Thread.Yield();
        }

        return process;
    }

    /// <summary>How long a load takes from when it has opened the store, and how much log it writes, when nobody kills it.</summary>
    private (TimeSpan Length, long Logged) LetRun(string file)
    {
        using var process = Begin(file);
        var (start, most) = (Stopwatch.GetTimestamp(), 0L);
        while (!process.HasExited)
        {
            most = Math.Max(most, Logged());
        }

        return (Stopwatch.GetElapsedTime(start), most);
    }

    private long Logged() => new FileInfo(Log) is { Exists: true } log ? log.Length : 0;

    private void NothingIsBesideTheStore() => Directory.GetFiles(_folder.Path, "state.db*").ShouldBe([Store]);

    private void SetVersion(int version)
    {
        using var connection = new SqliteConnection($"Data Source={Store};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA user_version = {version}");
        command.ExecuteNonQuery();
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

    private Submission Loaded()
    {
        using var store = SubmissionStore.Open(Store);
        using var reader = store.Read();
        return reader.Submissions.Single();
    }

    private Task<CommandRun> Run(string command, string file, string? store = null) => CommandRun.Of(["statewide", .. Arguments(command, file, store).Split(' ')]);

    private string Arguments(string command, string file, string? store = null) =>
        $"{command} --store {store ?? Store}{(command is "load" ? $" {file}" : "")}{(command is "membership" ? "" : " --today 2025-10-01")}";

    private async Task<string> Sample(int students, int seed)
    {
        var path = _folder.File($"{seed}.utrex");
        (await CommandRun.Of("sample", "--schools", "2", "--students", $"{students}", "--seed", $"{seed}", "--output", path)).ExitCode.ShouldBe(0);
        return path;
    }
}
