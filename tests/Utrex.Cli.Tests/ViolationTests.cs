using Utrex.Cli.Commands;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Tests;

/// <summary>For each row of the error tables: a batch that breaks it, and no more than the specification's JSON says must break with it.</summary>
public class ViolationTests
{
    public static TheoryData<string> Rows() =>
        [.. UtrexSpecification.Current.Rules.Where(rule => rule.Status == RuleStatus.Implemented && rule.Implementation != nameof(SifCollector)).Select(Argument).Distinct()];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_sample_breaks_exactly_the_rule(string argument)
    {
        var rule = Violation.Find(argument)!;
        var violation = Violation.Of(rule);
        var options = new SampleOptions();
        options = violation.NeedsYearEnd ? options with { AsOf = options.YearEnd } : options;

        var sample = ViolationWriter.Create(options, [rule]);
        var findings = sample.WithReference(reference => sample.Batch.Validate(new SubmissionContext(options.SchoolYear, options.AsOf), reference, includesCascades: true));

        findings.FindAll(finding => finding.CausedBy is null || finding.Rule == rule).Select(finding => finding.Rule.Id).Distinct().Order().ShouldBe(violation.With.Append(rule.Id).Distinct().Order());
        findings.ShouldContain(finding => finding.Rule == rule);
        var context = new SubmissionContext(options.SchoolYear, options.AsOf);
        foreach (var finding in findings.Where(finding => finding.Rule == rule))
        {
            // Every placeholder of the state's templates has its value.
            finding.FormatMessage(context).ShouldNotMatch(@"[\[(]Col\w+[\])]", finding.Rule.Message);
            finding.FormatExtendedDescription(context).ShouldNotMatch(@"[\[(]Col\w+[\])]", finding.Rule.ExtendedDescription);
        }
    }

    /// <summary>A row may be about one field and its message about another.</summary>
    [Fact]
    public void A_message_names_the_field_that_it_speaks_of()
    {
        var rule = Violation.Find("S1.319")!;
        var options = new SampleOptions();

        var finding = ViolationWriter.Create(options, [rule]).Batch.Validate(new SubmissionContext(options.SchoolYear, options.AsOf), reference: null).Single();

        finding.Field!.Name.ShouldBe("EXIT DATE");
        finding.FormatExtendedDescription(new SubmissionContext(options.SchoolYear, options.AsOf)).ShouldStartWith("Invalid because Exit Code is present (value= ");
    }

    private static string Argument(RuleInfo rule) => rule.Field is null ? rule.Id : $"{rule.Id}@{rule.Field}";
}
