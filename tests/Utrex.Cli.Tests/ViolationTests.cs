using Utrex.Cli.Rules;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;

namespace Utrex.Cli.Tests;

/// <summary>For each row of the error tables: a batch that breaks it, and no more than the specification's JSON says must break with it.</summary>
public class ViolationTests
{
    private static readonly SampleOptions District = new() { Schools = 2, Students = 60 };

    private static readonly SampleOptions OneStudent = new() { Schools = 1, Students = 1 };

    public static TheoryData<string> Rows() => [.. CleanSamples.Rows];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_sample_breaks_exactly_the_rule(string argument)
    {
        var rule = RuleArgument.Find(argument)!;
        var sample = CleanSamples.For(District, rule);

        var findings = CleanSamples.ShouldBreak(sample, rule);

        foreach (var finding in findings.Where(finding => finding.Rule == rule))
        {
            // Every placeholder of the state's templates has its value.
            finding.FormatMessage(sample.Context).ShouldNotMatch(@"[\[(]Col\w+[\])]", finding.Rule.Message);
            finding.FormatExtendedDescription(sample.Context).ShouldNotMatch(@"[\[(]Col\w+[\])]", finding.Rule.ExtendedDescription);
        }
    }

    /// <summary>Whatever a rule needs, another student, record, grade or school, comes along where the options leave it out.</summary>
    [Theory]
    [InlineData("2025-10-01")]
    [InlineData("2026-06-15")]
    public void One_student_is_enough_for_every_rule(string asOf)
    {
        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd");
        var rules = CleanSamples.Rows.Select(argument => RuleArgument.Find(argument)!).Where(rule => day == OneStudent.YearEnd || !Violation.Of(rule).NeedsYearEnd);

        rules.Select(rule => Record.Exception(() => CleanSamples.ShouldBreak(CleanSamples.Of(OneStudent with { AsOf = day }), rule))?.Message).OfType<string>().ShouldBeEmpty();
    }

    /// <summary>The students, schools and days of a district of another kind.</summary>
    [Theory]
    [InlineData(4, 400, 1, "40")]
    [InlineData(3, 5, 8, "A7")]
    public void Any_district_does(int schools, int students, int seed, string lea)
    {
        var options = new SampleOptions { Schools = schools, Students = students, Seed = seed, Lea = lea };

        foreach (var rule in CleanSamples.Rows.Select(argument => RuleArgument.Find(argument)!).Where((_, i) => i % 5 == 0))
        {
            CleanSamples.ShouldBreak(CleanSamples.For(options, rule), rule);
        }
    }

    /// <summary>What is asked for stays; what comes along is little.</summary>
    [Theory]
    [InlineData("S1.342w", 2)]
    [InlineData("S3.716", 1)]
    [InlineData("TG.1402", 1)]
    [InlineData("SL.501", 1)]
    public void Room_is_made_for_what_is_broken_and_for_no_more(string argument, int students)
    {
        var sample = CleanSamples.Of(OneStudent);
        var asked = Numbers(CleanBatch(sample));

        var writer = ViolationWriter.Create(sample, [RuleArgument.Find(argument)!]);

        var numbers = Numbers(writer.Batch);
        numbers.ShouldContain(asked.Single());
        numbers.Count.ShouldBeLessThanOrEqualTo(asked.Count + students + ExamplesOfSchool);
        writer.Batch.Records.Count(record => record.Info.Id == "SC").ShouldBeLessThanOrEqualTo(2);
    }

    /// <summary>Where the batch has what a rule needs, nobody comes along.</summary>
    [Theory]
    [InlineData("S1.324")]
    [InlineData("AM.903")]
    [InlineData("S1.022@LAST NAME")]
    public void Nobody_comes_along_without_need(string argument)
    {
        var sample = CleanSamples.Of(new SampleOptions());

        Numbers(ViolationWriter.Create(sample, [RuleArgument.Find(argument)!]).Batch).ShouldBe(Numbers(CleanBatch(sample)));
    }

    /// <summary>A row may be about one field and its message about another.</summary>
    [Fact]
    public void A_message_names_the_field_that_it_speaks_of()
    {
        var sample = CleanSamples.Of(District);

        var finding = CleanSamples.ShouldBreak(sample, RuleArgument.Find("S1.319")!).Single();

        finding.Field!.Name.ShouldBe("EXIT DATE");
        finding.FormatExtendedDescription(sample.Context).ShouldStartWith("Invalid because Exit Code is present (value= ");
    }

    private const int ExamplesOfSchool = 2;

    private static EditableBatch CleanBatch(CleanSample sample) => new BatchChanges().Apply(sample.Records, Enumerable.Range(0, sample.Records.FirstSpare));

    private static HashSet<string> Numbers(EditableBatch batch) => [.. batch.Records.Where(record => record.Info.Id == "S1").Select(record => record["STUDENT NUMBER"])];
}
