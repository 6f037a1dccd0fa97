using Utrex.Statewide.Store;
using Utrex.Tests;

namespace Utrex.Statewide.Tests;

/// <summary>A server that goes away, or is full, at any moment of a load and of a reading: one sentence, and the store is what it was.</summary>
public sealed class PostgresFaultTests
{
    private const string EndConnections = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    // More than is sent at once, so that the server has some of the rows when it goes away.
    private const int Many = 20_000;

    [PostgresTheory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void A_connection_that_is_lost_while_rows_are_copied_leaves_the_old_state(double part)
    {
        using var file = new StoreFile(StoreFile.Postgres);
        using var store = file.Open();
        Loaded(store, students: 3);

        Should.Throw<StoreException>(() => Load(store, Many, at: (int)(part * Many), () => file.Execute(EndConnections))).Message.ShouldContain("changed nothing");

        Students(store).ShouldBe(3);
    }

    [PostgresFact]
    public void A_server_that_is_stopped_at_once_and_started_again_has_the_old_state()
    {
        using var server = new PostgresServer();
        server.Open().Dispose();
        using var file = new StoreFile(StoreFile.Postgres, server);
        using var store = file.Open();
        Loaded(store, students: 3);

        Should.Throw<StoreException>(() => Load(store, Many, at: Many / 2, server.Restart)).Message.ShouldContain("changed nothing");
        server.Open().Dispose();

        Students(store).ShouldBe(3);
        Loaded(store, students: 4);
        Students(store).ShouldBe(4);
    }

    [PostgresFact]
    public void A_connection_that_is_lost_while_rows_are_read_is_said()
    {
        using var file = new StoreFile(StoreFile.Postgres);
        using var store = file.Open();
        Loaded(store, Many);

        Should.Throw<StoreException>(() =>
        {
            using var reader = store.Read();

            // More than the connection holds of what is not read yet.
            using var rows = reader.Read(new RowQuery { Record = "S1", Columns = [.. Enumerable.Repeat("last_name", 200)], Order = RowOrder.Student });
            rows.Read().ShouldBeTrue();
            file.Execute(EndConnections);
            while (rows.Read())
            {
            }
        }).Message.ShouldContain("is lost");
    }

    [PostgresFact]
    public void A_connection_that_is_lost_between_two_readings_is_said()
    {
        using var file = new StoreFile(StoreFile.Postgres);
        using var store = file.Open();
        Loaded(store, students: 3);
        using var reader = store.Read();
        using (var rows = reader.Read(new RowQuery { Record = "S1" }))
        {
            rows.Read().ShouldBeTrue();
        }

        file.Execute(EndConnections);

        Should.Throw<StoreException>(() => reader.Read(new RowQuery { Record = "S2" })).Message.ShouldContain("is lost");
    }

    /// <summary>What a server without room says, it says here for another reason: its disk is that of all tests.</summary>
    [PostgresTheory]
    [InlineData("s1")]
    [InlineData("submission")]
    public void A_full_disk_of_the_server_leaves_the_old_state(string table)
    {
        using var file = new StoreFile(StoreFile.Postgres);
        using var store = file.Open();
        Loaded(store, students: 3);
        file.Execute($"CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$ LANGUAGE plpgsql; CREATE TRIGGER full_disk BEFORE INSERT ON utrex.{table} FOR EACH ROW EXECUTE FUNCTION full_disk()");

        Should.Throw<StoreException>(() => Loaded(store, Many)).Message.ShouldBe("the disk of the server is full: the store is as it was before.");

        Students(store).ShouldBe(3);
    }

    /// <summary>Loads a batch with student records, and does something to the server before one of them is written, or the load is completed.</summary>
    private static void Load(ISubmissionStore store, int students, int at, Action fault)
    {
        var table = RecordTable.Of(UtrexSpecification.Current).Single(table => table.Name == "s1");
        using var load = store.BeginLoad([table]);
        load.Remove(load.Find("01", 2026)!);
        for (var line = 1; line <= students; line++)
        {
            if (line == at + 1)
            {
                fault();
            }

            load.BeginRow(table, line, line, person: null);
            foreach (var column in table.Columns)
            {
                if (column.Kind == ColumnKind.Text)
                {
                    load.Write("text"u8);
                }
                else
                {
                    load.WriteNull();
                }
            }

            load.EndRow();
        }

        if (at == students)
        {
            fault();
        }

        load.Complete(new Submission { Id = 0, Lea = "01", SchoolYear = 2026, File = "f", Digest = "d", LeftOutDigest = "l", Loaded = DateTime.UtcNow, Records = students, LeftOut = 0 });
    }

    private static void Loaded(ISubmissionStore store, int students)
    {
        var world = new World();
        for (var i = 1; i <= students; i++)
        {
            world.S1("01", 2026, FormattableString.Invariant($"{1_000_000 + i}"), "20250820");
        }

        world.Load(store);
    }

    private static int Students(ISubmissionStore store)
    {
        using var reader = store.Read();
        reader.Submissions.ShouldHaveSingleItem();
        using var rows = reader.Read(new RowQuery { Record = "S1" });
        var count = 0;
        while (rows.Read())
        {
            count++;
        }

        return count;
    }
}
