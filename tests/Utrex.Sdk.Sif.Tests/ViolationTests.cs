using System.Buffers;
using System.Text;
using Utrex.Cli.Rules;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Mistakes go through SIF as clean records do: they come back as they were, or the report says what did not.</summary>
public sealed class ViolationTests
{
    private static readonly SampleOptions District = new() { Schools = 2, Students = 12 };

    private static readonly Lazy<CleanSample> October = new(() => CleanSample.Of(District));

    private static readonly Lazy<CleanSample> YearEnd = new(() => CleanSample.Of(District with { AsOf = District.YearEnd }));

    public static TheoryData<string> Rules() =>
        [.. UtrexSpecification.Current.Rules.Where(rule => rule.Status == RuleStatus.Implemented && rule.Kind != RuleKind.Level2 && rule.Record != "FILE").Select(rule => rule.Field is null ? rule.Id : $"{rule.Id}@{rule.Field}").Distinct()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_breaks_a_rule_comes_back_or_is_named(string argument)
    {
        var rule = RuleArgument.Find(argument)!;
        var output = new ArrayBufferWriter<byte>();
        ViolationWriter.Create(Violation.Of(rule).NeedsYearEnd ? YearEnd.Value : October.Value, [rule]).Batch.Write(new BatchWriter(output, RecordLayout.Delimited));
        var batch = Encoding.UTF8.GetString(output.WrittenSpan);

        var (xml, report) = SifRun.ToSif(batch);

        report.Losses.Count.ShouldBe(report.LossCount, "more losses than the report lists could not be compared");
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }
}
