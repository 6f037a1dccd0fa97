using System.Globalization;
using Npgsql;
using Utrex.Cli.Tests;
using Utrex.Statewide;
using Utrex.Statewide.Store;
using Utrex.Tests;

namespace Utrex.Scale.Tests;

/// <summary>A store of which half the ranges lie on a second server, moved there by the page's SQL: it finds what one file does.</summary>
public sealed class StoreOnServersTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ShellFolder _shell = new();

    public void Dispose() => _shell.Dispose();

    [PostgresFact]
    public async Task Two_servers_find_what_one_file_does()
    {
        await _shell.WriteBatches("october", 4, students: 40);
        await WriteTwin("lea-01", "lea-02");
        using var first = new PostgresServer();
        using var second = new PostgresServer();
        Create(first);
        Create(second);
        var store = AddressOf(first);

        // Tables come with the first load, and with them what is moved.
        await Load(store, "october/lea-01.utrex");
        MoveRanges(first, second);
        await Load(store, "october/lea-02.utrex", "october/lea-03.utrex", "october/lea-04.utrex");

        // As if the next year brought a field: its column is needed on the second server too, and until then a load changes nothing.
        Execute(first, "ALTER TABLE utrex.s1 DROP COLUMN homeless");
        Execute(second, string.Concat(Enumerable.Range(5, 4).Select(range => string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE utrex.s1_{range} DROP COLUMN homeless;"))));
        await File.AppendAllTextAsync(_shell.Work("october/lea-02.utrex"), "\n");
        (await TryLoad(store, "october/lea-02.utrex")).ShouldFailWith("the server refuses");
        MoveRanges(first, second);
        await Load(store, "october/lea-02.utrex");
        await Load(_shell.Work("state.db"), "october/lea-01.utrex", "october/lea-02.utrex", "october/lea-03.utrex", "october/lea-04.utrex");

        Count(second, "SELECT count(*) FROM utrex.s1_5").ShouldBeGreaterThan(0);
        Count(first, "SELECT count(*) FROM utrex.s1_4").ShouldBeGreaterThan(0);
        var expected = await Findings(_shell.Work("state.db"));
        (await Findings(store)).ShouldBe(expected);
        expected.ShouldContain("L2.0");
        var (exitCode, output) = _shell.Run(ScalePage.Example("parts"), ("STORE", store));
        exitCode.ShouldBe(0, output);
        Sorted(await File.ReadAllTextAsync(_shell.Work("findings.jsonl"))).ShouldBe(Sorted(expected));
        LoadWaitsForReader(store, first);
    }

    /// <summary>No server knows a moment of the other: while somebody reads, nobody loads.</summary>
    private void LoadWaitsForReader(string address, PostgresServer server)
    {
        using var store = SubmissionStore.Open(address);
        var reader = store.Read();
        var load = Task.Run(() => store.BeginLoad(RecordTable.Of(UtrexSpecification.Current)));
        SpinWait.SpinUntil(() => load.IsCompleted || Count(server, "SELECT count(*) FROM pg_locks WHERE relation = 'utrex.store'::regclass AND NOT granted") > 0, Patience).ShouldBeTrue();
        load.IsCompleted.ShouldBeFalse();

        reader.Dispose();

        load.Wait(Patience).ShouldBeTrue();
        load.Result.Dispose();
    }

    /// <summary>A student of the one LEA who is in the other too, all year in both.</summary>
    private async Task WriteTwin(string from, string to)
    {
        var lines = await File.ReadAllLinesAsync(_shell.Work($"october/{from}.utrex"));
        var twin = lines.First(line => line.StartsWith("S1=", StringComparison.Ordinal));
        var others = (await File.ReadAllLinesAsync(_shell.Work($"october/{to}.utrex"))).ToList();
        var at = others.FindIndex(line => line.StartsWith("S1=", StringComparison.Ordinal));
        var (own, ssid) = (others[at].Split('\t'), StudentRecord.Info.Fields.First(field => field.Property == nameof(StudentRecord.StatewideStudentId)).Number);
        own[ssid] = twin.Split('\t')[ssid];
        others[at] = string.Join('\t', own);
        await File.WriteAllLinesAsync(_shell.Work($"october/{to}.utrex"), others);
    }

    private void MoveRanges(PostgresServer first, PostgresServer second)
    {
        foreach (var name in new[] { "tables.sql", "ranges.sql" })
        {
            File.WriteAllText(_shell.Work(name), ScalePage.Example(name));
        }

        var (exitCode, output) = _shell.Run("set -e -o pipefail\n" + ScalePage.Example("servers"), ("FIRST", AddressOf(first)), ("SECOND", AddressOf(second)), ("SECOND_HOST", "127.0.0.1"), ("SECOND_PORT", second.Port.ToString(CultureInfo.InvariantCulture)), ("SECOND_PASSWORD", "x"));
        exitCode.ShouldBe(0, output);
    }

    private async Task Load(string store, params string[] files)
    {
        var run = await TryLoad(store, files);
        run.ExitCode.ShouldBe(0, run.Error);
    }

    private Task<CommandRun> TryLoad(string store, params string[] files) =>
        CommandRun.Of(["statewide", "load", .. files.Select(_shell.Work), "--store", store, "--today", "2025-10-15", "--all"]);

    private static async Task<string> Findings(string store)
    {
        var run = await CommandRun.Of("statewide", "validate", "--store", store, "--today", "2026-06-01", "--format", "jsonl", "--fail-on", "never");
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Output;
    }

    private static IEnumerable<string> Sorted(string lines) => lines.Split('\n').Order(StringComparer.Ordinal);

    private static string AddressOf(PostgresServer server) => string.Create(CultureInfo.InvariantCulture, $"postgres://utrex@127.0.0.1:{server.Port}/state");

    private static void Create(PostgresServer server)
    {
        using var connection = server.Open();
        using var command = new NpgsqlCommand("CREATE DATABASE state", connection);
        command.ExecuteNonQuery();
    }

    private static void Execute(PostgresServer server, string sql)
    {
        using var connection = Connect(server);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static long Count(PostgresServer server, string sql)
    {
        using var connection = Connect(server);
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }

    private static NpgsqlConnection Connect(PostgresServer server)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "state" }.ConnectionString);
        connection.Open();
        return connection;
    }
}
