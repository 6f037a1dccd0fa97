using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Utrex.Generators.Tests;

/// <summary>The pipeline does no work that a change does not ask for.</summary>
public class CachingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("sif")]
    public void An_edit_of_code_runs_no_step(string? map)
    {
        var run = new GeneratorRun(GeneratorRun.Library(), map);

        run.EditUnrelatedCode();

        foreach (var step in map is not null ? [SpecificationGenerator.FilesStep, SpecificationGenerator.LinkStep, SpecificationGenerator.MapsStep] : GeneratorRun.Steps)
        {
            run.Result.TrackedSteps.ShouldContainKey(step);
            foreach (var (_, reason) in run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs))
            {
                reason.ShouldBe(IncrementalStepRunReason.Cached, step);
            }
        }

        foreach (var (_, reason) in run.Result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(tracked => tracked.Outputs))
        {
            reason.ShouldBe(IncrementalStepRunReason.Cached);
        }
    }

    [Theory]
    [InlineData("records/LN.json", "The first day.", "The very first day.", "Library.Records.LoanRecord.g.cs")]
    [InlineData("rules/LN.json", "\"level\": \"error\"", "\"level\": \"warning\"", "Library.Records.LoanRecord.g.cs")]
    [InlineData("codes/RatingCode.json", "Not rated", "Not yet rated", "Library.Codes.RatingCode.g.cs")]
    [InlineData("rules/ALL.json", "A catalogue is complete.", "A catalogue is whole.", "Library.CatalogueRules.g.cs")]
    public void A_change_of_one_file_changes_just_the_generated_file_that_it_is_about(string file, string before, string after, string changed)
    {
        var run = new GeneratorRun(GeneratorRun.Library());
        var sources = run.Sources;

        run.EditFile(file, text => text.Replace(before, after, StringComparison.Ordinal));

        run.Sources.Where(pair => !string.Equals(pair.Value, sources[pair.Key], StringComparison.Ordinal)).Select(pair => pair.Key).ShouldBe([changed]);
        run.Emitted.ShouldBe(1);
    }

    [Theory]
    [InlineData("maps/sif.json", "\"By!\"", "\"By\"", "Library.Sif.Mapping.BookInfoRatingShape.g.cs")]
    [InlineData("maps/sif.json", "\"AWAY\"", "\"OUT\"", "Library.Sif.Mapping.SifMap.g.cs")]
    public void A_change_of_a_map_changes_just_the_element_or_the_map(string file, string before, string after, string changed)
    {
        var run = new GeneratorRun(GeneratorRun.Library(), map: "sif");
        var sources = run.Sources;

        run.EditFile(file, text => text.Replace(before, after, StringComparison.Ordinal));

        run.Sources.Where(pair => !string.Equals(pair.Value, sources[pair.Key], StringComparison.Ordinal)).Select(pair => pair.Key).ShouldBe([changed]);
        run.Emitted.ShouldBe(1);
    }

    [Fact]
    public void A_new_code_of_the_same_length_changes_just_its_table()
    {
        var run = new GeneratorRun(GeneratorRun.Library());
        var sources = run.Sources;

        run.EditFile("codes/RatingCode.json", text => text.Replace("\"codes\": [", "\"codes\": [{ \"code\": \"XX\", \"meaning\": \"Banned\", \"member\": \"Banned\" }, ", StringComparison.Ordinal));

        run.Sources.Where(pair => !string.Equals(pair.Value, sources[pair.Key], StringComparison.Ordinal)).Select(pair => pair.Key).ShouldBe(["Library.Codes.RatingCode.g.cs"]);
    }

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var run = new GeneratorRun(GeneratorRun.Library());
        var sif = new GeneratorRun(GeneratorRun.Library(), map: "sif");
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);

        foreach (var value in GeneratorRun.Steps.SelectMany(step => run.Result.TrackedSteps[step]).Concat(sif.Result.TrackedSteps[SpecificationGenerator.MapsStep]).Concat(sif.Result.TrackedSteps[SpecificationGenerator.ShapesStep]).SelectMany(step => step.Outputs).Select(output => output.Value))
        {
            Visit(value, seen);
        }

        seen.Count.ShouldBeGreaterThan(100);
    }

    private static void Visit(object? value, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || value is decimal || !seen.Add(value))
        {
            return;
        }

        value.GetType().Assembly.GetName().Name.ShouldNotStartWith("Microsoft.CodeAnalysis", Case.Sensitive);
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Visit(item, seen);
            }
        }

        foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            Visit(field.GetValue(value), seen);
        }
    }
}
