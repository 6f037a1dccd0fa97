using System.Globalization;
using Npgsql;
using Utrex.Statewide.Store;
using Utrex.Statewide.Tests.Research;
using Utrex.Tests;

namespace Utrex.Statewide.Tests;

/// <summary>What only a server has: roles, addresses, and a connection that may be lost.</summary>
public sealed class PostgresTests
{
    [PostgresFact]
    public void A_database_without_a_store_is_said()
    {
        using var file = new StoreFile(StoreFile.Postgres);

        Should.Throw<StoreException>(() => SubmissionStore.Open(file.Path)).Message.ShouldContain("holds no store");
    }

    [PostgresFact]
    public void A_store_of_a_later_version_is_refused()
    {
        using var file = new StoreFile(StoreFile.Postgres);
        file.Open().Dispose();
        file.Execute("UPDATE utrex.store SET version = 99");

        Should.Throw<StoreException>(() => file.Open()).Message.ShouldContain("has version 99");
    }

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres://secret@host")]
    [InlineData("postgres://secret@host/db?sslmode=perhaps")]
    public void An_address_that_is_none_is_said_without_its_password(string address) =>
        Should.Throw<StoreException>(() => SubmissionStore.Open(address)).Message.ShouldNotContain("secret");

    [Fact]
    public void A_server_that_is_not_there_is_said() =>
        Should.Throw<StoreException>(() => SubmissionStore.Open("postgres://utrex@127.0.0.1:1/state")).Message.ShouldContain("cannot be made");

    [PostgresFact]
    public void A_connection_that_is_lost_leaves_the_old_state()
    {
        using var file = new StoreFile(StoreFile.Postgres);
        using var store = file.Open();
        TwoLeas().Load(store);
        var table = RecordTable.Of(UtrexSpecification.Current);
        using (var load = store.BeginLoad(table))
        {
            load.Remove(load.Find("01", 2026)!);
            file.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

            Should.Throw<StoreException>(() => load.Find("02", 2026)).Message.ShouldContain("changed nothing");
        }

        using var reader = store.Read();
        reader.Submissions.Select(submission => submission.Lea).ShouldBe(["01", "02"]);
    }

    [PostgresFact]
    public void A_reader_sees_the_own_LEA_and_of_others_what_a_finding_names()
    {
        using var file = WithRoles();
        using var reader = file.Connect("reader_01");

        Rows(reader, "SELECT lea FROM utrex.submission").ShouldBe(["01"]);
        Rows(reader, "SELECT statewide_student_id FROM utrex.s1 ORDER BY 1").ShouldBe(["1000001", "1000002"]);

        // The student that both LEAs have, and nobody else's, without names.
        Rows(reader, "SELECT statewide_student_id FROM utrex.other_s1 WHERE lea = '02'").ShouldBe(["1000001"]);
        Should.Throw<PostgresException>(() => Rows(reader, "SELECT last_name FROM utrex.other_s1")).SqlState.ShouldBe(PostgresErrorCodes.UndefinedColumn);
        foreach (var sql in new[] { "DELETE FROM utrex.s1", "UPDATE utrex.s1 SET last_name = 'x'", "INSERT INTO utrex.reader VALUES ('reader_01', '02')", "SELECT * FROM utrex.reader" })
        {
            Should.Throw<PostgresException>(() => Rows(reader, sql)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }

        // The parts of a table are no way around it.
        foreach (var part in Enumerable.Range(0, 9))
        {
            Should.Throw<PostgresException>(() => Rows(reader, string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM utrex.s1_{part}"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [PostgresFact]
    public void A_reader_of_no_LEA_sees_nothing()
    {
        using var file = WithRoles();
        file.Execute("DELETE FROM utrex.reader");
        using var reader = file.Connect("reader_01");

        Rows(reader, "SELECT lea FROM utrex.submission").ShouldBeEmpty();
        Rows(reader, "SELECT statewide_student_id FROM utrex.s1").ShouldBeEmpty();
        Rows(reader, "SELECT statewide_student_id FROM utrex.other_s1").ShouldBeEmpty();
    }

    [PostgresFact]
    public void An_analyst_sees_every_LEA_without_names()
    {
        using var file = WithRoles();
        using var analyst = file.Connect("analyst");

        Rows(analyst, "SELECT grade_level FROM utrex.s1").Count.ShouldBe(4);
        foreach (var column in new[] { "last_name", "birth_date", "statewide_student_id", "student_number", "student_physical_address1", "student", "person", "line" })
        {
            Should.Throw<PostgresException>(() => Rows(analyst, $"SELECT {column} FROM utrex.s1")).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [PostgresFact]
    public void A_loader_loads_and_validates()
    {
        using var file = WithRoles();
        using var store = SubmissionStore.Open(file.AddressOf("loader"));

        var world = TwoLeas();
        world.S1("01", 2026, "1000009", "20250820");
        world.Load(store);

        World.Validate(store, "2026-06-01", registers: null, KeyRange.All).Count(line => line.StartsWith("L2.03", StringComparison.Ordinal)).ShouldBe(2);
    }

    [PostgresFact]
    public void A_reader_may_not_load()
    {
        using var file = WithRoles();
        using var store = SubmissionStore.Open(file.AddressOf("reader_01"));

        Should.Throw<StoreException>(() => TwoLeas().Load(store)).Message.ShouldContain("the server refuses");
    }

    /// <summary>An administrator may make the roles after the store: who made it still loads.</summary>
    [PostgresFact]
    public void Roles_that_come_later_leave_the_store_with_who_made_it()
    {
        using var roles = WithRoles();
        using var file = new StoreFile(StoreFile.Postgres);
        using var store = file.Open();
        file.Execute("REASSIGN OWNED BY utrex_loader TO utrex");

        TwoLeas().Load(store);

        using var reader = store.Read();
        reader.Submissions.Count.ShouldBe(2);
    }

    /// <summary>What other LEAs submitted is nothing that a reader may take along; the loader gives it out without names.</summary>
    [PostgresFact]
    public void A_reader_exports_the_own_LEA_and_no_other()
    {
        using var file = WithRoles();
        var world = TwoLeas();
        world.S1("01", 2025, "1000002", "20240820");
        world.S1("02", 2025, "1000001", "20240820");
        using (var store = file.Open())
        {
            world.Load(store);
        }

        using var reader = SubmissionStore.Open(file.AddressOf("reader_01"));
        using var loader = SubmissionStore.Open(file.AddressOf("loader"));

        WrittenTables.Of(reader, "01")["s1", "lea", "submission_year", "ssid"].ShouldBe(["01|2025|1000002", "01|2026|1000001", "01|2026|1000002"]);
        WrittenTables.Of(loader, "01")["s1", "lea", "submission_year", "ssid", "last_name"].ShouldBe(
            ["01|2025|1000002|Name1000002", "02|2025|1000001|", "01|2026|1000001|Name1000001", "01|2026|1000002|Name1000002"]);
        Should.Throw<StoreException>(() => WrittenTables.Of(reader, "02")).Message.ShouldContain("no submission of LEA 02 that you may see; it has those of 01");
    }

    /// <summary>An analyst sees no student's number, and so no student's history.</summary>
    [PostgresFact]
    public void An_analyst_exports_nothing()
    {
        using var file = WithRoles();

        Should.Throw<StoreException>(() => SubmissionStore.Open(file.AddressOf("analyst"))).Message.ShouldContain("the server refuses");
    }

    /// <summary>A store with the roles that an administrator makes, and a user of each.</summary>
    private static StoreFile WithRoles()
    {
        var file = new StoreFile(StoreFile.Postgres);
        foreach (var (user, role) in new[] { ("loader", "utrex_loader"), ("reader_01", "utrex_reader"), ("analyst", "utrex_analyst") })
        {
            file.Execute($"DO $$ BEGIN IF to_regrole('{role}') IS NULL THEN CREATE ROLE {role}; END IF; IF to_regrole('{user}') IS NULL THEN CREATE ROLE {user} LOGIN IN ROLE {role}; END IF; END $$");
        }

        using var store = file.Open();
        TwoLeas().Load(store);
        file.Execute("INSERT INTO utrex.reader VALUES ('reader_01', '01')");
        return file;
    }

    /// <summary>A student in both LEAs, and one in each.</summary>
    private static World TwoLeas()
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820", values: ("SchoolMembership", "100"));
        world.S1("01", 2026, "1000002", "20250820");
        world.S1("02", 2026, "1000001", "20250820", values: ("SchoolMembership", "100"));
        world.S1("02", 2026, "1000003", "20250820");
        return world;
    }

    private static List<string> Rows(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }
}
