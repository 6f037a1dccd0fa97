using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Tests.Records;

/// <summary>Combinations of constants that break a rule over several fields.</summary>
public class RecordRuleTests
{
    private const string Old = "var old = new StudentRecord(); ";

    [Theory]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP", GradeLevel = "12" };""", "S1.325", "ExitCode = \"WP\"")]
    [InlineData("""_ = old with { ExitCode = "WP", GradeLevel = "12" };""", "S1.325", "ExitCode = \"WP\"")]
    [InlineData("""_ = old with { GradeLevel = GradeLevel.Grade12, ExitCode = ExitCode.WithdrawnFromPreschool };""", "S1.325", "ExitCode = ExitCode.WithdrawnFromPreschool")]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP" } with { GradeLevel = "12" };""", "S1.325", "GradeLevel = \"12\"")]
    [InlineData("""var base1 = old with { ExitCode = "WP" }; _ = base1 with { GradeLevel = "12" };""", "S1.325", "GradeLevel = \"12\"")]
    [InlineData("""_ = old with { EntryDate = new DateOnly(2025, 9, 1), ExitDate = new DateOnly(2025, 8, 31) };""", "S1.320", "ExitDate = new DateOnly(2025, 8, 31)")]
    [InlineData("""_ = old with { ExitDate = new DateOnly(2025, 8, 31), ExitCode = default };""", "S1.323", "ExitCode = default")]
    public void It_is_found_with_the_states_id_and_message(string statements, string rule, string underlined)
    {
        var diagnostic = AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, Old + statements)).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe("UTREX2001");
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldStartWith(rule + " (");
        AnalyzerRun.TextOf(diagnostic).ShouldBe(underlined);
    }

    [Theory]
    [InlineData("""var grade = "12"; _ = new StudentRecord { ExitCode = "WP", GradeLevel = grade };""", true)]
    [InlineData("""GradeLevel grade = "12"; var same = grade; _ = new StudentRecord { ExitCode = "WP", GradeLevel = same };""", true)]
    [InlineData("""var left = new DateOnly(2025, 8, 31); _ = old with { EntryDate = new DateOnly(2025, 9, 1), ExitDate = left };""", true)]
    [InlineData("""var grade = "12"; if (args.Length > 0) { grade = "PK"; } _ = new StudentRecord { ExitCode = "WP", GradeLevel = grade };""", false)]
    [InlineData("""var grade = "12"; (var x, (grade, var y)) = (1, ("PK", 2)); _ = new StudentRecord { ExitCode = "WP", GradeLevel = grade };""", false)]
    [InlineData("""var grade = "12"; Take(ref grade); _ = new StudentRecord { ExitCode = "WP", GradeLevel = grade }; static void Take(ref string text) { }""", false)]
    [InlineData("""var grade = args.Length > 0 ? "12" : "PK"; _ = new StudentRecord { ExitCode = "WP", GradeLevel = grade };""", false)]
    public void A_local_variable_that_is_assigned_once_is_followed(string statements, bool isFound) =>
        AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, Old + statements)).Any(diagnostic => diagnostic.Id == "UTREX2001").ShouldBe(isFound);

    [Fact]
    public void The_message_says_what_the_state_says_and_what_stands_here() =>
        AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, """_ = new StudentRecord { ExitCode = "WP", GradeLevel = "12" };"""))
            .ShouldHaveSingleItem().GetMessage(CultureInfo.InvariantCulture)
            .ShouldBe("S1.325 (Exit Code 'WP', student not Pre-K - Student Record): Exit Code WP is for grade PK. Here GradeLevel is '12', ExitCode is 'WP'.");

    [Theory]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP", GradeLevel = "PK" };""")]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP" };""")]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP", GradeLevel = Console.ReadLine() };""")]
    [InlineData("""_ = old with { ExitCode = args.Length > 0 ? "WP" : "TD", GradeLevel = "12" };""")]
    [InlineData("""_ = new StudentRecord { ExitCode = "WP", GradeLevel = "12", ResidentStatus = "X" };""")]
    [InlineData("""var part = old with { ExitCode = "WP" }; if (args.Length > 0) { part = old; } _ = part with { GradeLevel = "12" };""")]
    [InlineData("""_ = new StudentRecord { ExitDate = new DateOnly(2025, 10, 1) };""")]
    public void What_may_be_right_is_not(string statements) => AnalyzerRun.Underlined(Old + statements).ShouldBeEmpty();

    [Fact]
    public void Rules_with_days_need_to_know_them()
    {
        const string TooOld = """var old = new StudentRecord(); _ = old with { BirthDate = new DateOnly(2000, 1, 1) };""";

        AnalyzerRun.Underlined(TooOld).ShouldBeEmpty();
        AnalyzerRun.Underlined(TooOld, new Dictionary<string, string>(StringComparer.Ordinal) { ["utrex_school_year"] = "2026" }).ShouldContain("UTREX2001 BirthDate = new DateOnly(2000, 1, 1)");
    }

    [Fact]
    public void What_the_state_only_questions_is_a_suggestion() =>
        AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, """
            _ = new StudentRecord { Ethnicity = "Y", AmericanIndianOrAlaskaNative = default, Asian = default, BlackOrAfricanAmerican = default, NativeHawaiianOrPacificIslander = default, White = default };
            """)).ShouldContain(diagnostic => diagnostic.Id == "UTREX2002" && diagnostic.Severity == DiagnosticSeverity.Info);
}
