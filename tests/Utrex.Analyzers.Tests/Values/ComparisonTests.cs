namespace Utrex.Analyzers.Tests.Values;

/// <summary>Comparisons with constants that are no codes.</summary>
public class ComparisonTests
{
    private const string Record = "var record = new StudentRecord(); ";

    [Theory]
    [InlineData("""_ = record.ExitCode == "ZZ";""")]
    [InlineData("""_ = "ZZ" != record.ExitCode;""")]
    [InlineData("""_ = record.ExitCode.Code == "ZZ";""")]
    [InlineData("""_ = record.ExitCode.ToString() == "ZZ";""")]
    [InlineData("""_ = record.ExitCode.Code is "ZZ";""")]
    [InlineData("""_ = record.ExitCode.Code is "TD" or "ZZ";""")]
    [InlineData("""_ = record.ExitCode.Code is not "ZZ";""")]
    [InlineData("""_ = record is { ExitCode.Code: "ZZ" };""")]
    [InlineData("""_ = record.ExitCode.Code switch { "TD" => 1, "ZZ" => 2, _ => 3 };""")]
    [InlineData("""switch (record.ExitCode.Code) { case "TD": case "ZZ": break; }""")]
    [InlineData("""_ = string.Equals(record.ExitCode.Code, "ZZ", StringComparison.Ordinal);""")]
    [InlineData("""_ = record.ExitCode.Code.Equals("ZZ");""")]
    [InlineData("""_ = "ZZ".Equals(record.ExitCode.Code, StringComparison.OrdinalIgnoreCase);""")]
    [InlineData("""Is("TD"); static bool Is([UtrexValue(typeof(ExitCode))] string code) => code == "ZZ";""")]
    public void One_that_can_never_be_true_is_found(string statements) => AnalyzerRun.Underlined(Record + statements).ShouldBe(["UTREX1010 \"ZZ\""]);

    [Theory]
    [InlineData("""_ = record.ExitCode == "TD";""")]
    [InlineData("""_ = record.ExitCode == "";""")]
    [InlineData("""_ = record.ExitCode.Code == "";""")]
    [InlineData("""_ = record.ExitCode.Code is "TD" or "TN";""")]
    [InlineData("""_ = string.Equals(record.ExitCode.Code, "td", StringComparison.OrdinalIgnoreCase);""")]
    [InlineData("""_ = record.LastName == "ZZ";""")]
    [InlineData("""_ = record.ExitCode.Meaning == "ZZ";""")]
    [InlineData("""_ = record.LastName switch { "ZZ" => 1, _ => 2 };""")]
    public void One_that_can_be_true_is_not(string statements) => AnalyzerRun.Underlined(Record + statements).ShouldBeEmpty();

    [Fact]
    public void What_a_code_spells_is_compared_exactly()
    {
        // An alias is read as its code, and a code is always spelled the same way.
        AnalyzerRun.Underlined(Record + """_ = record.GradeLevel.Code == "-1";""").ShouldBe(["UTREX1010 \"-1\""]);
        AnalyzerRun.Underlined(Record + """_ = record.GradeLevel == "-1";""").ShouldBeEmpty();
    }
}
