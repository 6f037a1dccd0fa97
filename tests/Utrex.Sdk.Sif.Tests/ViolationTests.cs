using System.Buffers;
using System.Text;
using Utrex.Cli.Commands;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Tests;

/// <summary>Mistakes go through SIF as clean records do: they come back as they were, or the report says what did not.</summary>
public sealed class ViolationTests
{
    public static TheoryData<string> Rules() =>
        [.. UtrexSpecification.Current.Rules.Where(rule => rule.Status == RuleStatus.Implemented && rule.Record != "FILE").Select(rule => rule.Field is null ? rule.Id : $"{rule.Id}@{rule.Field}").Distinct()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_breaks_a_rule_comes_back_or_is_named(string argument)
    {
        var rule = Violation.Find(argument)!;
        var options = new SampleOptions();
        options = Violation.Of(rule).NeedsYearEnd ? options with { AsOf = options.YearEnd } : options;
        var batch = Break(options with { Schools = 2, Students = 60 }, rule) ?? Break(options, rule)!;

        var (xml, report) = SifRun.ToSif(batch);

        report.Losses.Count.ShouldBe(report.LossCount, "more losses than the report lists could not be compared");
        SifRun.ShouldComeBack(batch, SifRun.Collect(xml), report);
    }

    /// <summary>A batch that breaks the rule, or <see langword="null"/> if it has too few students for it.</summary>
    private static string? Break(SampleOptions options, RuleInfo rule)
    {
        try
        {
            var output = new ArrayBufferWriter<byte>();
            ViolationWriter.Create(options, [rule]).Batch.Write(new BatchWriter(output, RecordLayout.Delimited));
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
        catch (CommandException)
        {
            return null;
        }
    }
}
