using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Tests.Records;

/// <summary>Fields that are never set, of records that are complete.</summary>
public class RequiredFieldTests
{
    [Theory]
    [InlineData("void Run(BatchWriter writer) => writer.Write(new StudentRecord());")]
    [InlineData("void Run(RecordValidator validator) => _ = validator.Validate(new StudentRecord());")]
    [InlineData("void Run(BatchWriter writer) { var record = new StudentRecord(); writer.Write(record); }")]
    [InlineData("void Run(BatchWriter writer) { var record = new StudentRecord(); Console.WriteLine(record.LastName); writer.Write(record); }")]
    [InlineData("void Run(BatchWriter writer, bool b) { writer.Write(b ? new StudentRecord() : default(StudentRecord) with { LastName = \"A\" }); }")]
    [InlineData("static StudentRecord Map() => new StudentRecord();")]
    [InlineData("static IEnumerable<StudentRecord> Map() { yield return new StudentRecord(); }")]
    [InlineData("static IEnumerable<StudentRecord> Map(IEnumerable<string> rows) => rows.Select(row => new StudentRecord { LastName = row });")]
    [InlineData("static void Map(List<StudentRecord> records) => records.Add(new StudentRecord());")]
    [InlineData("static StudentRecord[] Map() => [new StudentRecord()];")]
    public void It_is_found_where_the_record_is_complete(string member)
    {
        var diagnostics = Diagnose(OutputKind.ConsoleApplication, member);

        diagnostics.ShouldNotBeEmpty();
        diagnostics.ShouldAllBe(diagnostic => diagnostic.Id == "UTREX3001");
        diagnostics[0].GetMessage(CultureInfo.InvariantCulture).ShouldContain("FirstName");
    }

    [Theory]
    [InlineData("void Run() { var record = new StudentRecord(); }")]
    [InlineData("StudentRecord Run(string name) { var record = new StudentRecord { FirstName = name }; return record with { LastName = name }; }", "LastName", "FirstName")]
    [InlineData("void Run(BatchWriter writer, bool b) { var record = new StudentRecord(); if (b) { record = record with { LastName = \"A\" }; } writer.Write(record); }")]
    [InlineData("void Run(BatchWriter writer, StudentRecord record) { writer.Write(record); writer.Write(record with { LastName = \"A\" }); }")]
    [InlineData("void Run(BatchWriter writer) { StudentRecord record = default; Fill(ref record); writer.Write(record); } static void Fill(ref StudentRecord r) { }")]
    public void A_record_that_may_be_completed_is_left_alone(string member, params string[] set)
    {
        var diagnostics = Diagnose(OutputKind.ConsoleApplication, member);

        diagnostics.ShouldAllBe(diagnostic => set.Length > 0);
        foreach (var diagnostic in diagnostics)
        {
            diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldNotContain($", {set[0]},");
        }
    }

    [Fact]
    public void What_the_project_completes_elsewhere_is_not_missing()
    {
        const string Map = """static StudentRecord Map() => new StudentRecord { FirstName = "Emma" };""";

        var before = Diagnose(OutputKind.ConsoleApplication, Map).ShouldHaveSingleItem().GetMessage(CultureInfo.InvariantCulture);
        before.ShouldContain(", LastName,");
        var after = Diagnose(OutputKind.ConsoleApplication, Map + """static StudentRecord Complete(StudentRecord record) => record with { LastName = Console.ReadLine() };""");
        after.ShouldHaveSingleItem().GetMessage(CultureInfo.InvariantCulture).ShouldNotContain(", LastName,");
    }

    [Fact]
    public void What_the_project_copies_from_part_to_part_is_not_missing()
    {
        const string Merge = """
            static StudentRecord Name(string name) => new() { LastName = name };
            static StudentRecord Merge(StudentRecord left, StudentRecord right) => new() { LastName = left.LastName ?? right.LastName, FirstName = left.FirstName ?? right.FirstName };
            """;

        Diagnose(OutputKind.ConsoleApplication, Merge).ShouldAllBe(diagnostic => !diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains(", FirstName,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("static void Run(StudentRecord record) => Console.WriteLine(Equals(record, new StudentRecord()));")]
    [InlineData("static bool Run(StudentRecord record) => record == new StudentRecord();")]
    [InlineData("static bool Run(StudentRecord record) => EqualityComparer<StudentRecord>.Default.Equals(record, new StudentRecord { LastName = \"A\" });")]
    public void What_is_only_compared_may_be_incomplete(string member) =>
        Diagnose(OutputKind.ConsoleApplication, member).Where(diagnostic => diagnostic.Id is "UTREX3001").ShouldBeEmpty();

    [Fact]
    public void What_a_library_shows_to_others_they_may_complete()
    {
        Diagnose(OutputKind.DynamicallyLinkedLibrary, "public static StudentRecord Map() => new StudentRecord();").ShouldBeEmpty();
        Diagnose(OutputKind.DynamicallyLinkedLibrary, "internal static StudentRecord Map() => new StudentRecord();").ShouldNotBeEmpty();
        Diagnose(OutputKind.DynamicallyLinkedLibrary, "public static void Run(BatchWriter writer) => writer.Write(new StudentRecord());").ShouldNotBeEmpty();
    }

    [Fact]
    public void A_complete_record_is_clean() => Diagnose(OutputKind.ConsoleApplication, """
        static SchoolRecord Map() => new() { SchoolNumber = "104", DaysInSchoolYear = 180, LastDayOfSchool = new MonthDay(5, 29), ScheduleYearType = "S", ScheduleDayType = "E", LeaNumber = "01" };
        """).ShouldBeEmpty();

    [Fact]
    public void A_field_that_a_rule_requires_is_found()
    {
        var diagnostic = Diagnose(OutputKind.ConsoleApplication, """void Run(RecordValidator validator) => _ = validator.Validate(new StudentRecord { ExitDate = new DateOnly(2025, 10, 1) });""")
            .ShouldHaveSingleItem(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture).StartsWith("S1.323", StringComparison.Ordinal));

        diagnostic.Id.ShouldBe("UTREX2003");
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldEndWith("Here ExitDate is '20251001'; not set: ExitCode.");
        AnalyzerRun.TextOf(diagnostic).ShouldBe("new StudentRecord");
    }

    [Fact]
    public void A_rule_on_what_nobody_knows_is_left_alone() =>
        Diagnose(OutputKind.ConsoleApplication, """void Run(RecordValidator validator, DateOnly? exit) => _ = validator.Validate(new StudentRecord { ExitDate = exit });""")
            .ShouldNotContain(diagnostic => diagnostic.Id == "UTREX2003" && diagnostic.GetMessage(CultureInfo.InvariantCulture).StartsWith("S1.323", StringComparison.Ordinal));

    private static IReadOnlyList<Diagnostic> Diagnose(OutputKind output, string members) =>
        AnalyzerRun.Diagnose(AnalyzerRun.Compile(output, $"public class Exporter {{ {members} static void Main() {{ }} }}"));
}

internal static class SingleItem
{
    /// <summary>The only one of the items that fits.</summary>
    public static Diagnostic ShouldHaveSingleItem(this IReadOnlyList<Diagnostic> diagnostics, Func<Diagnostic, bool> fits) => diagnostics.Where(fits).ToList().ShouldHaveSingleItem();
}
