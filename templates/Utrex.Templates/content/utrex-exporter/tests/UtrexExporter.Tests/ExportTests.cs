using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Sdk.Y2026;
using Utrex.Sdk.Y2026.Records;

namespace UtrexExporter.Tests;

/// <summary>What is exported, the state would take.</summary>
public class ExportTests
{
    private static readonly DateOnly AsOf = new(2025, 10, 1);

    [Fact]
    public void The_export_keeps_the_rules_of_the_state()
    {
        using var database = ExampleDatabase.Open(":memory:");

        var result = UtrexSpecification.Current.Validate(new Export(database, lea: "01", AsOf).Records(), new SubmissionContext(2026, AsOf));

        Assert.Empty(result.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.Rule.Id} {result.MessageOf(finding)}"));
    }

    [Fact]
    public void A_wrong_row_is_found()
    {
        using var database = ExampleDatabase.Open(":memory:");
        using var command = database.CreateCommand();
        command.CommandText = "update student set left_school = '2025-09-29' where number = '1234567'";
        command.ExecuteNonQuery();

        var result = UtrexSpecification.Current.Validate(new Export(database, lea: "01", AsOf).Records(), new SubmissionContext(2026, AsOf));

        Assert.Contains(result.Findings, finding => finding.Rule.Id == "S1.323");
    }

    [Fact]
    public void Every_student_is_exported()
    {
        using var database = ExampleDatabase.Open(":memory:");

        Assert.Equal(["1234567", "1234568"], new Export(database, lea: "01", AsOf).Records().OfType<StudentRecord>().Select(student => student.StudentNumber));
    }
}
