using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Tests.Values;

/// <summary>Constants that a field cannot have.</summary>
public class FieldValueTests
{
    [Theory]
    [InlineData("StudentRecord", "StudentNumber = \"12345678901234567890123456\"", "UTREX1004", "S1.005")]
    [InlineData("StudentRecord", "StudentPhysicalZipCode = \"8401\"", "UTREX1005", "S1.006")]
    [InlineData("SchoolRecord", "SchoolNumber = \"4\"", "UTREX1005", "SC.006")]
    [InlineData("StudentRecord", "SchoolNumber = \"4\"", "UTREX1005", "SC.006")]
    [InlineData("StudentRecord", "LeaNumber = \"001\"", "UTREX1005", "DI.006")]
    [InlineData("StudentRecord", "LastName = \"Jensen 2\"", "UTREX1006", "S1.022")]
    [InlineData("StudentRecord", "EntryDate = new DateOnly(2025, 2, 30)", "UTREX1007", "the calendar")]
    [InlineData("SchoolRecord", "LastDayOfSchool = new MonthDay(5, 32)", "UTREX1007", "the calendar")]
    [InlineData("DistrictRecord", "SisAsOfDate = new DateTime(2025, 13, 1)", "UTREX1007", "the calendar")]
    [InlineData("StudentRecord", "ExcusedAbsences = 181", "UTREX1008", "S1.007")]
    [InlineData("StudentRecord", "ExcusedAbsences = -1", "UTREX1008", "its type")]
    [InlineData("StudentRecord", "CumulativeGpa = 4.5m", "UTREX1008", "S1.345")]
    [InlineData("StudentRecord", "CumulativeGpa = 3.12345m", "UTREX1008", "its type")]
    [InlineData("StudentRecord", "StatewideStudentId = \"999999\"", "UTREX1009", "S1.012")]
    [InlineData("StudentRecord", "StatewideStudentId = \"12345AB\"", "UTREX1009", "S1.012")]
    [InlineData("StudentRecord", "StudentNumber = \"0000\"", "UTREX1009", "S1.024")]
    [InlineData("StudentRecord", "PhoneNumber = \"1015551234\"", "UTREX1009", "S1.335")]
    [InlineData("TranscriptCourseRecord", "GradeLevel = \"05\"", "UTREX1003", "'07', '08'")]
    [InlineData("TranscriptCourseRecord", "GradeLevel = Utrex.Sdk.Y2026.Codes.GradeLevel.Grade5", "UTREX1003", "'07', '08'")]
    [InlineData("StudentRecord", "GradeLevel = default", "UTREX3004", "S1.001")]
    [InlineData("StudentRecord", "GradeLevel = \"\"", "UTREX3004", "S1.001")]
    [InlineData("StudentRecord", "LastName = null", "UTREX3004", "S1.001")]
    [InlineData("StudentRecord", "LastName = \"   \"", "UTREX3004", "S1.001")]
    public void It_is_found_where_it_stands(string record, string assignment, string id, string message)
    {
        var diagnostic = Diagnose(record, assignment).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe(id);
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldContain(message);
        AnalyzerRun.TextOf(diagnostic).ShouldBe(assignment.Split(" = ")[1]);
    }

    [Theory]
    [InlineData("LastName = \"a\\tb\"")]
    [InlineData("LastName = \"a\\0\"")]
    [InlineData("StudentPhysicalAddress1 = \"a\\nb\"")]
    [InlineData("StudentPhysicalAddress1 = \"\\ud800\"")]
    public void A_text_that_no_writer_takes_is_found(string assignment)
    {
        var diagnostic = Diagnose("StudentRecord", assignment).ShouldHaveSingleItem();

        diagnostic.Id.ShouldBe("UTREX1006");
        diagnostic.GetMessage(CultureInfo.InvariantCulture).ShouldAllBe(c => !char.IsControl(c));
    }

    [Theory]
    [InlineData("LastName = \"O'Neil-Smith Jr\"")]
    [InlineData("StatewideStudentId = \"1000000\"")]
    [InlineData("PhoneNumber = \"8015551234\"")]
    [InlineData("PhoneNumber = null")]
    [InlineData("ExcusedAbsences = 180")]
    [InlineData("SchoolMembership = \"PVT\"")]
    [InlineData("EntryDate = new DateOnly(2025, 8, 18)")]
    [InlineData("BirthDate = new DateOnly(2012, 2, 29)")]
    [InlineData("EntryDate = DateOnly.FromDateTime(DateTime.Today)")]
    [InlineData("LastName = Console.ReadLine()")]
    [InlineData("GradeLevel = Console.ReadLine() is { } grade ? grade : default")]
    [InlineData("DaysAttended = 190, EarlyGraduate = \"Y\"")]
    [InlineData("DaysAttended = 190")]
    [InlineData("ResidentStatus = \"X\", ExcusedAbsences = 181")]
    public void What_the_state_takes_is_not(string assignment) => Diagnose("StudentRecord", assignment).ShouldBeEmpty();

    [Fact]
    public void What_the_state_only_questions_is_a_suggestion() =>
        Diagnose("StudentRecord", "StudentNumber = \"A12\"").ShouldHaveSingleItem().Severity.ShouldBe(DiagnosticSeverity.Info);

    [Fact]
    public void An_exception_counts_once_the_record_is_complete() =>
        AnalyzerRun.Underlined("void Run(RecordValidator validator, StudentRecord old) { _ = validator.Validate(new StudentRecord { DaysAttended = 190 }); }")
            .ShouldContain("UTREX1008 190");

    [Theory]
    [InlineData("_ = old with { LastName = null } == other with { LastName = null };")]
    [InlineData("_ = (old with { LastName = null }).Equals(other);")]
    [InlineData("_ = EqualityComparer<StudentRecord>.Default.Equals(old with { LastName = null }, other);")]
    public void A_field_is_blanked_to_compare_the_others(string statement) =>
        AnalyzerRun.Underlined("var old = new StudentRecord(); var other = new StudentRecord(); " + statement).ShouldBeEmpty();

    [Fact]
    public void Both_sides_of_a_choice_are_looked_at() =>
        AnalyzerRun.Underlined("_ = new StudentRecord { StatewideStudentId = args.Length > 0 ? \"1234567\" : \"12\" };").ShouldBe(["UTREX1009 \"12\""]);

    private static IReadOnlyList<Diagnostic> Diagnose(string record, string assignment) =>
        AnalyzerRun.Diagnose(AnalyzerRun.Compile(OutputKind.ConsoleApplication, $"_ = new {record} {{ {assignment} }};"));
}
