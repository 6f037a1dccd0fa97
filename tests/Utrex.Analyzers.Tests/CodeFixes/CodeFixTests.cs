using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Tests.CodeFixes;

/// <summary>What the code fixes offer, and what they write.</summary>
public class CodeFixTests
{
    [Theory]
    [InlineData("UTREX1001", """ExitCode code = "td";""", """ExitCode code = "TD";""")]
    [InlineData("UTREX1001", """_ = ExitCode.TryParse("td"u8, out _);""", """_ = ExitCode.TryParse("TD"u8, out _);""")]
    [InlineData("UTREX1001", """ExitCode code = $"t{"d"}";""", """ExitCode code = "TD";""")]
    [InlineData("UTREX1010", """_ = new StudentRecord().ExitCode.Code == "td"; // why""", """_ = new StudentRecord().ExitCode.Code == "TD"; // why""")]
    [InlineData("UTREX1011", """ExitCode code = "TD";""", """ExitCode code = ExitCode.TransferredWithinLea;""")]
    [InlineData("UTREX1011", """_ = new StudentRecord { ExitCode = "TD" };""", """_ = new StudentRecord { ExitCode = ExitCode.TransferredWithinLea };""")]
    [InlineData("UTREX1012", """_ = new StudentRecord { ExitCode = ExitCode.TransferredWithinLea };""", """_ = new StudentRecord { ExitCode = "TD" };""")]
    [InlineData("UTREX1005", """_ = new SchoolRecord { SchoolNumber = "4" };""", """_ = new SchoolRecord { SchoolNumber = "004" };""")]
    [InlineData("UTREX1007", """Take("8/18/2025"); static void Take([UtrexValue(typeof(StudentRecord), "EntryDate")] string day) { }""", """Take("20250818"); static void Take([UtrexValue(typeof(StudentRecord), "EntryDate")] string day) { }""")]
    [InlineData("UTREX3006", """_ = new StudentView(default)["LASTNAME"].Length;""", """_ = new StudentView(default)["LAST NAME"].Length;""")]
    [InlineData("UTREX3001", """void Run(BatchWriter writer) => writer.Write(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026 });""", """void Run(BatchWriter writer) => writer.Write(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, SisAsOfDate = default });""")]
    [InlineData("UTREX3001", """void Run(BatchWriter writer) => writer.Write(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, });""", """void Run(BatchWriter writer) => writer.Write(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, SisAsOfDate = default, });""")]
    [InlineData("UTREX3001", """void Run(BatchWriter writer) => writer.Write<DistrictRecord>(new());""", """void Run(BatchWriter writer) => writer.Write<DistrictRecord>(new() { LeaNumber = default, SchoolYear = default, SisAsOfDate = default });""")]
    public async Task The_first_fix_writes_what_was_meant(string id, string before, string after)
    {
        using var run = new FixRun(before);

        (await run.FixAsync(id)).ShouldBe(after);
    }

    /// <summary>The fix makes room for values and invents none: each of them is asked for until somebody gives it.</summary>
    [Theory]
    [InlineData("DistrictRecord")]
    [InlineData("StudentRecord")]
    [InlineData("SummerEbtRecord")]
    public async Task After_the_fix_of_missing_fields_each_fault_is_still_seen(string record)
    {
        using var run = new FixRun($"void Run(BatchWriter writer) => writer.Write(new {record}());");

        var fixedCode = await run.FixAsync("UTREX3001");

        var added = fixedCode.Split("= default").Length - 1;
        added.ShouldBeGreaterThan(1);
        AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, fixedCode)).Count(diagnostic => diagnostic.Id == "UTREX3004").ShouldBe(added);
    }

    /// <summary>One value that keeps the rule and breaks no other is offered; where there are several, nobody knows which was meant.</summary>
    [Theory]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP", GradeLevel = "12" };""", "Leave ExitCode blank; Set GradeLevel to \"PK\"")]
    [InlineData("""var old = new StudentRecord(); _ = old with { GradeLevel = "12", ExitCode = ExitCode.WithdrawnFromPreschool };""", "Set GradeLevel to \"PK\"; Leave ExitCode blank")]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP" } with { GradeLevel = "12" };""", "Set GradeLevel to \"PK\"")]
    [InlineData("""_ = new StudentRecord { ExitDate = new DateOnly(2025, 10, 1), ExitCode = default };""", "Leave ExitDate blank")]
    [InlineData("""_ = new StudentRecord { EntryDate = new DateOnly(2025, 9, 1), ExitDate = new DateOnly(2025, 8, 31), ExitCode = "TD" };""", "")]
    public async Task A_broken_rule_is_mended_where_one_value_is_possible(string statements, string titles)
    {
        using var run = new FixRun(statements);

        string.Join("; ", await run.TitlesAsync("UTREX2001")).ShouldBe(titles);
    }

    [Theory]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP", GradeLevel = "12" }; // why""", """_ = new StudentRecord { ExitCode = default, GradeLevel = "12" }; // why""")]
    [InlineData("""var grade = "12"; _ = new StudentRecord { ExitCode = "WP" } with { GradeLevel = grade };""", """var grade = "12"; _ = new StudentRecord { ExitCode = "WP" } with { GradeLevel = "PK" };""")]
    public async Task A_mended_record_keeps_the_rules(string before, string after)
    {
        using var run = new FixRun(before);

        var mended = await run.FixAsync("UTREX2001");

        mended.ShouldBe(after);
        AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, mended)).ShouldNotContain(diagnostic => diagnostic.Id == "UTREX2001");
    }

    [Fact]
    public async Task Several_near_codes_are_offered_the_nearest_first()
    {
        using var run = new FixRun("""ExitCode code = "TX";""");

        var titles = await run.TitlesAsync("UTREX1001");
        titles.Count.ShouldBe(3);
        titles.ShouldBeUnique();
        titles.ShouldAllBe(title => title.StartsWith("Use \"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fix_All_takes_the_nearest_code_everywhere()
    {
        using var run = new FixRun("""
            var map = new Dictionary<string, ExitCode> { ["01"] = "td", ["02"] = "wp" };
            ExitCode other = "ae";
            """);

        (await run.FixAllAsync("UTREX1001")).ShouldBe("""
            var map = new Dictionary<string, ExitCode> { ["01"] = "TD", ["02"] = "WP" };
            ExitCode other = "AE";
            """);
    }

    [Fact]
    public async Task Fix_All_turns_literals_into_members()
    {
        using var run = new FixRun("""_ = new StudentRecord { ExitCode = "TD", GradeLevel = "12" };""");

        (await run.FixAllAsync("UTREX1011")).ShouldBe("""_ = new StudentRecord { ExitCode = ExitCode.TransferredWithinLea, GradeLevel = GradeLevel.Grade12 };""");
    }

    [Theory]
    [InlineData("UTREX1001", """const string Code = "td"; ExitCode code = Code;""")]
    [InlineData("UTREX1002", """ExitCode code = "TN";""")]
    [InlineData("UTREX1007", """Take("20250230"); static void Take([UtrexValue(typeof(StudentRecord), "EntryDate")] string day) { }""")]
    [InlineData("UTREX1007", """Take("18.08.2025"); static void Take([UtrexValue(typeof(StudentRecord), "EntryDate")] string day) { }""")]
    [InlineData("UTREX1009", """_ = new StudentRecord { StatewideStudentId = "12" };""")]
    public async Task Nothing_is_offered_where_nobody_knows_what_was_meant(string id, string statements)
    {
        using var run = new FixRun(statements);

        (await run.TitlesAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_retired_code_becomes_its_replacement()
    {
        // No retired code of the state has a replacement; one of a specification of the user's own may.
        const string Table = """
            [Utrex.Sdk.Generated.CodeTable("State", "State")]
            readonly struct State
            {
                [Utrex.Sdk.Generated.Code("N", "New")] public static State New => default;
                [Utrex.Sdk.Generated.Code("G", "Good", RetiredSince = "2029", Replacement = "N")] public static State Good => default;
                public static implicit operator State(string? text) => default;
            }
            """;
        using var literal = new FixRun("""State state = "G";""" + Table);
        using var member = new FixRun("""State state = State.Good;""" + Table);

        (await literal.FixAsync("UTREX1002")).ShouldStartWith("""State state = "N";""");
        (await member.FixAsync("UTREX1002")).ShouldStartWith("""State state = State.New;""");
    }
}
