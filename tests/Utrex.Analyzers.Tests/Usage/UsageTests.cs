namespace Utrex.Analyzers.Tests.Usage;

/// <summary>Results that nobody looks at, and fields that do not exist.</summary>
public class UsageTests
{
    [Theory]
    [InlineData("validator.Validate(student);")]
    [InlineData("batch.Validate(reader, _ => { });")]
    [InlineData("batch.Validate(reader, finding => { return; });")]
    [InlineData("StudentRecord.TryRead(reader.Current, out var record, out _);")]
    [InlineData("new StudentView(reader.Current).TryGetRecord(out var record, out _);")]
    public void A_result_thrown_away_is_found(string statement) => Run(statement).ShouldHaveSingleItem().ShouldStartWith("UTREX3002 ");

    [Theory]
    [InlineData("_ = validator.Validate(student);")]
    [InlineData("if (validator.Validate(student).Count > 0) { }")]
    [InlineData("batch.Validate(reader, finding => Console.WriteLine(finding));")]
    [InlineData("var summary = batch.Validate(reader, _ => { });")]
    [InlineData("StudentRecord.TryRead(reader.Current, out var record, out var error); Console.WriteLine(error);")]
    [InlineData("if (StudentRecord.TryRead(reader.Current, out var record, out _)) { }")]
    public void One_that_is_looked_at_is_not(string statement) => Run(statement).ShouldBeEmpty();

    [Fact]
    public void A_field_that_does_not_exist_is_found() => Run("""_ = new StudentView(reader.Current)["LASTNAME"].Length;""").ShouldBe(["UTREX3006 \"LASTNAME\""]);

    [Theory]
    [InlineData("LAST NAME")]
    [InlineData("RECORD ID")]
    public void One_that_exists_is_not(string name) => Run($"""_ = new StudentView(reader.Current)["{name}"].Length;""").ShouldBeEmpty();

    private static IReadOnlyList<string> Run(string statement) => AnalyzerRun.Underlined($$"""
        static class Using
        {
            static void Run(BatchReader reader, BatchValidator batch, RecordValidator validator, StudentRecord student) { {{statement}} }
            static void Main() { }
        }
        """);
}
