using System.Text;
using Microsoft.Data.Sqlite;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Tests;

/// <summary>A load is all or nothing, replaces one LEA's year and nothing else, and what is no store is refused.</summary>
public sealed class LoadTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private readonly StoreFile _file = new();

    public static TheoryData<string> Kinds => [.. StoreFile.Kinds];

    public void Dispose() => _file.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_load_replaces_its_LEAs_year_and_nothing_else(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        Load(store, "01", 2026, 3);
        Load(store, "01", 2025, 2);
        Load(store, "12", 2026, 1);

        Load(store, "01", 2026, 5).IsChanged.ShouldBeTrue();

        Contents(store).ShouldBe(["01 2025: 2", "01 2026: 5", "12 2026: 1"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_same_file_again_changes_nothing(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        var first = Load(store, "01", 2026, 3);

        var second = Load(store, "01", 2026, 3);

        (second.IsChanged, second.Submission).ShouldBe((false, first.Submission));
        Contents(store).ShouldBe(["01 2026: 3"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_load_that_is_not_completed_leaves_the_old_state(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        Load(store, "01", 2026, 3);

        Should.Throw<IOException>(() => new SubmissionLoader(store) { KeepsRefused = true }.Load(new SubmissionFile("broken", BreakingAfter(Batch("01", 2026, 500))), UtrexSpecification.Current, Today));

        Contents(store).ShouldBe(["01 2026: 3"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Who_reads_sees_the_state_in_which_the_reading_began(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        Load(store, "01", 2026, 3);
        using var reader = store.Read();

        Load(store, "01", 2026, 5);
        Load(store, "12", 2026, 1);

        Contents(reader).ShouldBe(["01 2026: 3"]);
        Contents(store).ShouldBe(["01 2026: 5", "12 2026: 1"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Loads_at_once_come_one_after_another(string kind)
    {
        using var file = new StoreFile(kind);
        using (var store = file.Open())
        {
            Load(store, "12", 2026, 1);
        }

        await Task.WhenAll(Enumerable.Range(1, 8).Select(students => Task.Run(() =>
        {
            using var store = file.Open();
            Load(store, students % 2 == 0 ? "01" : "12", 2026, students);
        })));

        using var after = file.Open();
        var contents = Contents(after);
        contents.Count.ShouldBe(2);
        contents[0].ShouldBeOneOf("01 2026: 2", "01 2026: 4", "01 2026: 6", "01 2026: 8");
        contents[1].ShouldBeOneOf("12 2026: 1", "12 2026: 3", "12 2026: 5", "12 2026: 7");
    }

    [Fact]
    public void A_file_that_is_something_else_is_refused_and_left_alone()
    {
        File.WriteAllText(_file.Path, new string('x', 5000));

        Should.Throw<StoreException>(() => _file.Open()).Message.ShouldContain("is no store");
        File.ReadAllText(_file.Path).ShouldBe(new string('x', 5000));
    }

    [Fact]
    public void A_database_of_somebody_else_is_refused_and_left_alone()
    {
        Execute("CREATE TABLE mine (id INTEGER); INSERT INTO mine VALUES (1)");

        Should.Throw<StoreException>(() => _file.Open()).Message.ShouldContain("is no store");
        Execute("INSERT INTO mine VALUES (2)");
    }

    [Fact]
    public void A_store_of_a_later_version_is_refused_and_left_alone()
    {
        using (_file.Open())
        {
            Execute("PRAGMA user_version = 99");
        }

        Should.Throw<StoreException>(() => _file.Open()).Message.ShouldContain("has version 99");
    }

    [Fact]
    public void There_must_be_a_store_to_be_read()
    {
        Should.Throw<StoreException>(() => SubmissionStore.Open(_file.Path)).Message.ShouldContain("does not exist");
        File.Exists(_file.Path).ShouldBeFalse();
        Should.Throw<StoreException>(() => SubmissionStore.Open(Path.Combine(_file.Path, "no", "folder.db"), StoreAccess.Create)).Message.ShouldContain("cannot be opened");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_year_that_the_store_does_not_hold_is_said(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        Load(store, "01", 2025, 1);

        Should.Throw<StoreException>(() => new StatewideValidation(store, UtrexSpecification.Current, Today).Run()).Message.ShouldContain("no submission of 2025-26; it has those of the school years that end in 2025");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_batch_without_an_LEA_or_a_record_is_refused(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        var loader = new SubmissionLoader(store) { KeepsRefused = true };

        Should.Throw<StoreException>(() => loader.Load(new SubmissionFile("none", () => new MemoryStream("S1=\t104\n"u8.ToArray())), UtrexSpecification.Current, Today)).Message.ShouldContain("names no LEA");
        Contents(store).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_Level_1_refuses_stays_out_and_is_counted_unless_all_is_loaded(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        var mistakes = new SubmissionFile("mistakes", () => new MemoryStream(Batch("01", 2026, 3)));

        // Of records without most of their fields the district record alone is good.
        var outcome = new SubmissionLoader(store).Load(mistakes, UtrexSpecification.Current, Today);
        (outcome.Submission.Records, outcome.Submission.LeftOut).ShouldBe((1, 4));
        new SubmissionLoader(store) { KeepsRefused = true }.Load(mistakes, UtrexSpecification.Current, Today).Submission.Records.ShouldBe(5);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_that_is_wrong_as_a_whole_does_not_replace_a_good_one(string kind)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        Load(store, "01", 2026, 3);
        var commas = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Batch("01", 2026, 50)).Replace('\t', ','));

        Should.Throw<StoreException>(() => new SubmissionLoader(store).Load(new SubmissionFile("commas", () => new MemoryStream(commas)), UtrexSpecification.Current, Today)).Message.ShouldContain("wrong as a whole");
        Contents(store).ShouldBe(["01 2026: 3"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_are_kept_by_their_types(string kind)
    {
        using var file = new StoreFile(kind);
        var world = new World();
        world.S1("01", 2026, "0001234", "20250820", values: [("SchoolMembership", "PVT"), ("LastName", "O'Neil \"Ñ\""), ("CumulativeGpa", "3.500"), ("BirthDate", "20101399")]);
        using var store = file.Open();
        world.Load(store);

        using var reader = store.Read();
        using var row = reader.Read(new RowQuery { Record = "S1", Columns = ["statewide_student_id", "entry_date", "school_membership", "school_membership_code", "last_name", "cumulative_gpa", "birth_date", "no_such_column"] });
        row.Read().ShouldBeTrue();
        Encoding.UTF8.GetString(row.Text(0)).ShouldBe("0001234");
        row.Day(1).ShouldBe(new DateOnly(2025, 8, 20));
        row.Number(2).ShouldBeNull();
        Encoding.UTF8.GetString(row.Text(3)).ShouldBe("PVT");
        Encoding.UTF8.GetString(row.Text(4)).ShouldBe("O'Neil \"Ñ\"");
        row.Number(5).ShouldBe(3.5m);
        row.Day(6).ShouldBeNull();
        row.Text(7).IsEmpty.ShouldBeTrue();
        StudentKey.NumberOf(row.Student!.Value).ShouldBe(1234UL);
        row.Read().ShouldBeFalse();
    }

    private static byte[] Batch(string lea, int year, int students)
    {
        var world = new World();
        for (var i = 1; i <= students; i++)
        {
            world.S1(lea, year, FormattableString.Invariant($"{i}"), "20250820");
        }

        return world.Batch(lea, year);
    }

    private static LoadOutcome Load(ISubmissionStore store, string lea, int year, int students)
    {
        var batch = Batch(lea, year, students);
        return new SubmissionLoader(store) { KeepsRefused = true }.Load(new SubmissionFile(World.FileOf(lea, year), () => new MemoryStream(batch)), World.SpecificationOf(year), Today);
    }

    private static List<string> Contents(ISubmissionStore store)
    {
        using var reader = store.Read();
        return Contents(reader);
    }

    /// <summary>How many students each submission has, counted in the rows.</summary>
    private static List<string> Contents(IStoreReader reader) => [.. reader.Submissions.Select(submission =>
    {
        using var rows = reader.Read(new RowQuery { Record = "S1", Submission = submission.Id });
        var count = 0;
        while (rows.Read())
        {
            count++;
        }

        return FormattableString.Invariant($"{submission.Lea} {submission.SchoolYear}: {count}");
    })];

    /// <summary>A file that can be looked through and then, when its rows are written, breaks off.</summary>
    private static Func<Stream> BreakingAfter(byte[] batch)
    {
        var opened = 0;
        return () => ++opened == 1 ? new MemoryStream(batch) : new BreakingStream(batch);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class BreakingStream(byte[] batch) : MemoryStream(batch)
    {
        public override int Read(byte[] buffer, int offset, int count) => Position > 0 ? throw new IOException("The network is gone.") : base.Read(buffer, offset, Math.Min(count, 20_000));
    }
}
