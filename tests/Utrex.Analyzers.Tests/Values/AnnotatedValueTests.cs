namespace Utrex.Analyzers.Tests.Values;

/// <summary>Texts of the user's own that say what they hold.</summary>
public class AnnotatedValueTests
{
    [Theory]
    [InlineData("""Take("ZZ"); static void Take([UtrexValue(typeof(ExitCode))] string code) { }""")]
    [InlineData("""class Exits { static void Take([UtrexValue(typeof(ExitCode))] string code = "ZZ") { } static void Main() { } }""")]
    [InlineData("""_ = new Enrollment { Exit = "ZZ" }; class Enrollment { [UtrexValue(typeof(ExitCode))] public string? Exit { get; set; } }""")]
    [InlineData("""_ = new Enrollment("ZZ"); record Enrollment([UtrexValue(typeof(ExitCode))] string Exit);""")]
    [InlineData("""class Enrollment { [UtrexValue(typeof(ExitCode))] public string Exit = "ZZ"; static void Main() { } }""")]
    [InlineData("""class Enrollment { [UtrexValue(typeof(ExitCode))] public string Exit { get; set; } = "ZZ"; static void Main() { } }""")]
    [InlineData("""class Enrollment { [UtrexValue(typeof(ExitCode))] public string Exit => "ZZ"; static void Main() { } }""")]
    [InlineData("""class Enrollment { [return: UtrexValue(typeof(ExitCode))] public string Exit() => "ZZ"; static void Main() { } }""")]
    [InlineData("""class Map { [UtrexValue(typeof(ExitCode))] static readonly Dictionary<string, string> Codes = new() { ["01"] = "TD", ["02"] = "ZZ" }; static void Main() { } }""")]
    [InlineData("""class Map { [UtrexValue(typeof(ExitCode))] static readonly string[] Codes = ["TD", "ZZ"]; static void Main() { } }""")]
    public void A_constant_that_is_no_code_is_found(string code) => AnalyzerRun.Underlined(code).ShouldBe(["UTREX1001 \"ZZ\""]);

    [Theory]
    [InlineData("nameof(StudentRecord.StatewideStudentId)", "999999", "UTREX1009")]
    [InlineData("nameof(StudentRecord.EntryDate)", "08/18/2025", "UTREX1007")]
    [InlineData("nameof(StudentRecord.EntryDate)", "20250230", "UTREX1007")]
    [InlineData("nameof(StudentRecord.ExitCode)", "ZZ", "UTREX1001")]
    [InlineData("nameof(StudentRecord.ExcusedAbsences)", "181", "UTREX1008")]
    public void The_value_of_a_field_is_checked_as_it_stands_in_a_file(string property, string text, string id) =>
        AnalyzerRun.Underlined($"Take(\"{text}\"); static void Take([UtrexValue(typeof(StudentRecord), {property})] string value) {{ }}")
            .ShouldContain($"{id} \"{text}\"");

    [Theory]
    [InlineData("""Take("TD"); static void Take([UtrexValue(typeof(ExitCode))] string code) { }""")]
    [InlineData("""Take(""); static void Take([UtrexValue(typeof(ExitCode))] string code) { }""")]
    [InlineData("""Take("20250818"); static void Take([UtrexValue(typeof(StudentRecord), nameof(StudentRecord.EntryDate))] string value) { }""")]
    [InlineData("""Take("ZZ"); static void Take(string code) { }""")]
    public void Others_are_left_alone(string code) => AnalyzerRun.Underlined(code).ShouldBeEmpty();
}
