using System.Globalization;
using Microsoft.CodeAnalysis;
using Utrex.Tests;

namespace Utrex.Analyzers.Tests.Documentation;

/// <summary>The table of the README says what the analyzers say.</summary>
public class ReadmeTests
{
    [Theory]
    [InlineData("`[\"02\"] = \"td\"` in a `Dictionary<string, ExitCode>`", "_ = new Dictionary<string, ExitCode> { [\"02\"] = \"td\" };", "UTREX1001", "'td' is no code of ExitCode; did you mean 'TD' (Transferred within the LEA)")]
    [InlineData("`new StudentRecord { ExitCode = \"WP\", GradeLevel = \"12\" }`", "_ = new StudentRecord { ExitCode = \"WP\", GradeLevel = \"12\" };", "UTREX2001", "S1.325 (Exit Code 'WP', student not Pre-K")]
    [InlineData("`StatewideStudentId = \"999999\"`", "_ = new StudentRecord { StatewideStudentId = \"999999\" };", "UTREX1009", "breaks S1.012")]
    [InlineData("`record.ExitCode.Code == \"XY\"`", "_ = new StudentRecord().ExitCode.Code == \"XY\";", "UTREX1010", "no code is ever equal to it")]
    public void Each_line_is_true(string shown, string statement, string id, string message)
    {
        var row = File.ReadLines(Repository.PathOf("README.md")).Single(line => line.StartsWith("| " + shown, StringComparison.Ordinal));

        row.ShouldContain($"{id}: ");
        row.ShouldContain(message);
        var diagnostic = AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, statement)).ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(id);
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldContain(message);
    }
}
