using Utrex.Statewide.Research;
using Utrex.Statewide.Store;
using Utrex.Statewide.Tests.Plain;
using Utrex.Tests;

namespace Utrex.Statewide.Tests.Research;

/// <summary>Which records a research file holds, and what a student's year comes to.</summary>
public sealed class ResearchFileTests
{
    public static TheoryData<string> Kinds => [.. StoreFile.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_year_is_there_as_a_whole_and_earlier_years_of_its_students_only(string kind)
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        world.S1("01", 2026, "1000002", "20250820");
        world.S1("01", 2025, "1000001", "20240820", "20241101");
        world.S1("02", 2025, "1000001", "20241101");
        world.S2("02", 2025, "1000001", "20241101");

        // Nobody of LEA 01 in 2026: a former student, a student of others, and the student in another LEA of the same year.
        world.S1("01", 2025, "1000003", "20240820");
        world.S1("02", 2025, "1000004", "20240820");
        world.S2("02", 2025, "1000004", "20241101");
        world.S1("02", 2026, "1000001", "20260110");
        world.S1("12", 2025, "1000005", "20240820");

        var written = Write(world, kind, "01", out var result);

        written["s1", "lea", "submission_year", "ssid", "entry_date"].ShouldBe(
            ["01|2025|1000001|2024-08-20", "02|2025|1000001|2024-11-01", "01|2026|1000001|2025-08-20", "01|2026|1000002|2025-08-20"]);
        written["s2", "lea", "submission_year", "ssid"].ShouldBe(["02|2025|1000001"]);
        written["student_year", "lea", "submission_year", "ssid"].ShouldBe(["01|2025|1000001", "02|2025|1000001", "01|2026|1000001", "01|2026|1000002"], ignoreOrder: true);
        written["submission", "lea", "submission_year"].ShouldBe(["01|2025", "02|2025", "01|2026"]);
        (result.Students, result.StudentYears).ShouldBe((2, 4));
        result.Earlier.Select(submission => submission.Lea).ShouldBe(["01", "02"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_of_an_earlier_year_has_nothing_later(string kind)
    {
        var world = new World();
        world.S1("01", 2025, "1000001", "20240820");
        world.S1("01", 2026, "1000001", "20250820");

        Write(world, kind, "1", out _, year: 2025)["s1", "submission_year"].ShouldBe(["2025"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Records_about_no_student_are_the_LEAs_own(string kind)
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        world.S1("01", 2025, "1000009", "20240820");
        world.S1("02", 2025, "1000001", "20240820");
        world.Ac("01", 2026, "MATH-1", "11111111111");
        world.Ac("01", 2025, "MATH-2", "11111111111");
        world.Ac("02", 2025, "MATH-3", "11111111111");

        var written = Write(world, kind, "01", out _);

        written["ac", "lea", "course_section"].ShouldBe(["01|MATH-2", "01|MATH-1"]);
        written["di", "lea", "submission_year"].ShouldBe(["01|2025", "01|2026"]);
        written["sc", "lea", "submission_year"].ShouldBe(["01|2025", "01|2026"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Records_of_other_LEAs_come_without_personal_values(string kind)
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820", values: ("PhoneNumber", "8015551234"));
        world.S1("02", 2025, "1000001", "20240820", values: ("PhoneNumber", "8015551234"));

        var written = Write(world, kind, "01", out _);

        written["s1", "lea", "ssid", "last_name", "birth_date", "student_number", "statewide_student_id", "phone_number", "grade_level"].ShouldBe(
            ["02|1000001||||||08", "01|1000001|Name1000001|2010-01-01|1000001|1000001|8015551234|09"]);
        written["student_year", "lea", "birth_date", "student_number", "grade_level"].ShouldBe(["02|||08", "01|2010-01-01|1000001|09"]);
        foreach (var table in new ResearchFile(WrittenTables.Years(2026)).Tables)
        {
            foreach (var column in table.Columns.Where(column => column.Field is { IsPersonal: true } && column.Name != "ssid"))
            {
                written[table.Name, "lea", column.Name].Where(row => row.StartsWith("02|", StringComparison.Ordinal)).ShouldAllBe(row => row == "02|");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_students_year_brings_the_enrollments_together(string kind)
    {
        var world = new World();
        world.S1("01", 2026, "0001001", "20250820", "20251101", "104", "7", ("SchoolMembership", "50"), ("DaysAttended", "45"), ("GradeLevel", "08"), ("ExitCode", "PR"));
        world.S1("01", 2026, "1001", "20251101", "20260301", "108", "7", ("SchoolMembership", "70"), ("GradeLevel", "09"), ("ExitCode", "WD"), ("Homeless", "1"));
        world.S2("01", 2026, "7", "20250901", "20251001", "104", "Y");
        world.S2("01", 2026, "7", "20251102", null, "108");
        world.S3("01", 2026, "7", "A", "20251105", "20251201", "108");
        world.Am("01", 2026, "7", "MATH-1");
        world.Am("01", 2026, "7", "MATH-2");

        var written = Write(world, kind, "01", out _);

        written["student_year", "ssid", "enrollments", "school_number", "entry_date", "exit_date", "exit_code", "school_membership", "days_attended", "grade_level", "homeless"]
            .ShouldBe(["1001|2|108|2025-08-20|2026-03-01|WD|120|45|09|1"]);
        written["student_year", "s2_records", "s2_scram_entry_date", "s2_scram_exit_date", "s2_is_one_percent", "s3_records", "s3_time", "s3_yic_exit_date", "am_records", "tc_records"]
            .ShouldBe(["2|2025-09-01|||1|A|2025-12-01|2|0"]);
        written["s2", "ssid"].ShouldBe(["1001", "1001"]);
        written["s1", "statewide_student_id"].ShouldBe(["0001001", "1001"]);
    }

    [Theory]
    [InlineData(null, "20260301", "")]
    [InlineData("20251101", null, "")]
    [InlineData("20251101", "20260301", "2026-03-01")]
    public void An_exit_date_is_that_of_a_year_that_is_over(string? first, string? second, string exit)
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820", first, "104");
        world.S1("01", 2026, "1000001", "20251101", second, "108");

        Write(world, StoreFile.Sqlite, "01", out _)["student_year", "exit_date"].ShouldBe([exit]);
    }

    /// <summary>The last record is that of the last entry date, wherever it stands; of one day the last line.</summary>
    [Theory]
    [InlineData("20251101", "20250820", "104")]
    [InlineData("20250820", "20251101", "108")]
    [InlineData("20250820", "20250820", "108")]
    public void The_last_record_is_by_entry_date_and_then_by_line(string first, string second, string school)
    {
        var world = new World();
        world.S1("01", 2026, "1000001", first, school: "104");
        world.S1("01", 2026, "1000001", second, school: "108");

        Write(world, StoreFile.Sqlite, "01", out _)["student_year", "school_number"].ShouldBe([school]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Who_only_changes_an_earlier_year_is_no_student_of_the_year(string kind)
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        world.S1("01", 2026, "1000002", "20250820", values: ("ResidentStatus", "X"));
        world.S1("02", 2025, "1000002", "20240820");

        var written = Write(world, kind, "01", out var result);

        written["student_year", "ssid"].ShouldBe(["1000001"]);
        written["s1", "lea", "ssid"].ShouldBe(["01|1000001", "01|1000002"]);
        (result.Students, result.Earlier.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void A_number_a_code_and_a_day_keep_what_they_are()
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820", values: [("SchoolMembership", "PVT"), ("CumulativeGpa", "3.125"), ("WidaScreenerDate", "2025-09-01 10:00:00.000"), ("WidaScreenerScore", "4.5")]);

        Write(world, StoreFile.Sqlite, "01", out _)["s1", "school_membership", "school_membership_code", "cumulative_gpa", "wida_screener_date", "wida_screener_score"].ShouldBe(["|PVT|3.125|2025-09-01|4.5"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_LEA_without_students_has_its_schools(string kind)
    {
        var world = new World();
        world.Ac("01", 2026, "MATH-1", "11111111111");
        world.S1("02", 2025, "1000001", "20240820");

        var written = Write(world, kind, "01", out var result);

        (result.Students, result.StudentYears, result.Records).ShouldBe((0, 0, 3));
        written["s1", "ssid"].ShouldBeEmpty();
        written["ac", "lea"].ShouldBe(["01"]);
    }

    [Theory]
    [InlineData("99", 2026, "no submission of LEA 99 that you may see; it has those of 01, 02")]
    [InlineData("2", 2026, "no submission of LEA 02 of the school year that ends in 2026; it has those of 2025")]
    public void What_the_store_does_not_have_is_said(string lea, int year, string part)
    {
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        world.S1("02", 2025, "1000001", "20240820");
        using var file = new StoreFile();
        using var store = file.Open();
        world.Load(store);

        Should.Throw<StoreException>(() => WrittenTables.Of(store, lea, year)).Message.ShouldContain(part);
    }

    [Fact]
    public void An_empty_store_is_said()
    {
        using var file = new StoreFile();
        using var store = file.Open();

        Should.Throw<StoreException>(() => WrittenTables.Of(store, "01")).Message.ShouldContain("no submission");
    }

    [Fact]
    public void A_new_submission_takes_the_place_of_the_old_one()
    {
        using var file = new StoreFile();
        using var store = file.Open();
        var world = new World();
        world.S1("01", 2026, "1000001", "20250820");
        world.Load(store);
        world.S1("01", 2026, "1000002", "20250820");
        world.Load(store);

        WrittenTables.Of(store, "01")["s1", "ssid"].ShouldBe(["1000001", "1000002"]);
    }

    /// <summary>Both stores hold the same, so the file is the same, row by row, for every LEA and year of random states.</summary>
    [PostgresTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_stores_give_the_same_file(int seed)
    {
        var (world, _, _) = RandomWorld.Of(seed, scenarios: 20);
        using var sqlite = new StoreFile(StoreFile.Sqlite);
        using var postgres = new StoreFile(StoreFile.Postgres);
        using var one = sqlite.Open();
        using var other = postgres.Open();
        world.Load(one);
        world.Load(other);
        foreach (var (lea, year) in world.Submissions)
        {
            var written = WrittenTables.Of(one, lea, year);
            written["student_year", "ssid"].ShouldNotBeEmpty();
            WrittenTables.Of(other, lea, year).Text().ShouldBe(written.Text());
        }
    }

    private static WrittenTables Write(World world, string kind, string lea, out ResearchResult result, int year = 2026)
    {
        using var file = new StoreFile(kind);
        using var store = file.Open();
        world.Load(store);
        return WrittenTables.Of(store, lea, year, out result);
    }
}
