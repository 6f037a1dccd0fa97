using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;
using Utrex.Tests;

namespace Utrex.Generators.Tests;

/// <summary>The walk to next year's document, step by step as it is printed.</summary>
public class NewYearTests
{
    // What the project of a year has beside its JSON, Year.props says.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using Utrex.Sdk.Codes;
        global using Utrex.Sdk.Validation;
        global using Utrex.Sdk.Y2027;
        global using Utrex.Sdk.Y2027.Codes;
        global using Utrex.Sdk.Y2027.Records;
        """;

    private static readonly List<InMemoryText> Folder =
        [.. GeneratorRun.FilesOf(NewYearPage.Copied.Split('/')).Select(text => "spec-schema/" + text.Path.Replace("2025-26", "2026-27", StringComparison.Ordinal)).Select(path => new InMemoryText(path, NewYearPage.TextOf(path)))];

    private static readonly Lazy<CompiledSpecification> NewYear = new(Load);

    [Fact]
    public void Every_step_fits_the_files_as_they_are() =>
        NewYearPage.Changed.Where(path => NewYearPage.TextOf(path).Length > 0).ShouldBe(
        [
            "spec-schema/utah/2026-27/specification.json",
            "spec-schema/utah/2026-27/codes/ScramExitReason.json",
            "spec-schema/utah/2026-27/records/I1.json",
            "spec-schema/utah/2026-27/rules/I1.json",
            "spec-schema/utah/2026-27/maps/sif.json",
            "spec-schema/utah/2026-27/rules/I2.json",
            "src/Utrex.Sdk.Utah/Rules/Incidents.cs",
            "src/Utrex.Cli/SchoolYears/Years.cs",
        ]);

    [Fact]
    public void The_project_is_made_like_those_of_the_other_years() =>
        NewYearPage.NewFile("src/Utrex.Sdk.Y2027/Utrex.Sdk.Y2027.csproj").ShouldBe(
            File.ReadAllText(Repository.PathOf("src", "Utrex.Sdk.Y2025", "Utrex.Sdk.Y2025.csproj")).ReplaceLineEndings("\n").Replace("2024-25", "2026-27", StringComparison.Ordinal));

    [Fact]
    public void The_year_has_the_code_the_field_and_the_rules_and_not_the_one_that_is_gone()
    {
        var year = NewYear.Value;

        (year.SchoolYear, year.EndingYear).ShouldBe(("2026-27", 2027));
        year.FindCodeTable("ScramExitReason")!.Find("T")!.Meaning.ShouldBe("Transferred to a state program");
        year.FindRecord("I1")!.Fields[^1].Name.ShouldBe("INCIDENT COST");
        year.FindRules("I2.X02").ShouldBeEmpty();
        foreach (var id in new[] { "I1.1002", "I1.1003" })
        {
            year.Evaluates(year.FindRules(id).ShouldHaveSingleItem()).ShouldBeTrue(id);
        }
    }

    [Theory]
    [InlineData("I1=\t7\tN\t20261001\tA fight\t01\t100\tfree", "I1.002")]
    [InlineData("I1=\t7\tY\t20261001\tA fight\t01\t100\t", "I1.1002")]
    public void A_rule_over_a_record_fires(string line, string rule)
    {
        string[] all = ["I1.002", "I1.1002", "I1.1003"];

        Validate(line + "\n").Intersect(all).ShouldBe([rule]);
        Validate("I1=\t7\tY\t20261001\tA fight\t01\t100\t000250\n").Intersect(all).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_across_records_fires()
    {
        Validate(Incident(students: 30)).ShouldNotContain("I1.1003");
        Validate(Incident(students: 31)).ShouldContain("I1.1003");
    }

    [Fact]
    public void The_field_has_its_place_in_SIF()
    {
        var run = new GeneratorRun(Folder, map: "sif");

        run.Result.Diagnostics.ShouldBeEmpty();
        run.Sources.Values.ShouldContain(source => source.Contains("IncidentCost", StringComparison.Ordinal));
    }

    private static string Incident(int students) =>
        "I1=\t7\tN\t20261001\tA crowd\t01\t100\t\n" + string.Concat(Enumerable.Range(1, students).Select(student => $"I2=\t7\t{student}\n"));

    private static List<string> Validate(string batch)
    {
        var rules = new List<string>();
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(batch), NewYear.Value);
        new BatchValidator(NewYear.Value, new SubmissionContext(2027, new DateOnly(2026, 11, 1))) { JudgesShape = false }.Validate(reader, finding => rules.Add(finding.Rule.Id));
        return rules;
    }

    /// <summary>Compiles the folder with the families of rules that all years share.</summary>
    private static CompiledSpecification Load()
    {
        var run = new GeneratorRun(Folder.Where(text => !text.Path.Contains("/maps/", StringComparison.Ordinal) && !text.Path.Contains("/samples/", StringComparison.Ordinal)), code: Usings);
        run.AddCode(
            new[] { "Index", "Rules" }.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf("src", "Utrex.Sdk.Utah", folder), "*.cs"))
                .Select(file => NewYearPage.TextOf(Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))));

        run.Result.Diagnostics.ShouldBeEmpty();
        return run.Load("Utrex.Sdk.Y2027.UtrexSpecification");
    }
}
