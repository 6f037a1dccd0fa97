using System.Collections.Concurrent;
using Utrex.Cli.Rules;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Tests;

/// <summary>Clean samples, each made once for all tests that break rules in it, and the rules that can be broken.</summary>
internal static class CleanSamples
{
    private static readonly ConcurrentDictionary<SampleOptions, Lazy<CleanSample>> Samples = [];

    /// <summary>Every row of the error tables that is evaluated in a batch, by its argument.</summary>
    public static IEnumerable<string> Rows => UtrexSpecification.Current.Rules
        .Where(rule => rule.Status == RuleStatus.Implemented && rule.Kind != RuleKind.Level2 && rule.Implementation != nameof(SifCollector))
        .Select(rule => rule.Field is null ? rule.Id : $"{rule.Id}@{rule.Field}").Distinct(StringComparer.Ordinal);

    /// <summary>The clean sample of some options.</summary>
    public static CleanSample Of(SampleOptions options) => Samples.GetOrAdd(options, static options => new Lazy<CleanSample>(() => CleanSample.Of(options))).Value;

    /// <summary>The clean sample of the day that rules need.</summary>
    public static CleanSample For(SampleOptions options, params IEnumerable<RuleInfo> rules) =>
        Of(rules.Any(rule => Violation.Of(rule).NeedsYearEnd) ? options with { AsOf = options.YearEnd } : options);

    /// <summary>Breaks rules in a sample, validates the whole batch, and asserts that they break, with those that cannot but break with them, and no other.</summary>
    public static List<Finding> ShouldBreak(CleanSample sample, params IReadOnlyList<RuleInfo> rules)
    {
        var writer = ViolationWriter.Create(sample, rules);

        var findings = writer.Batch.Validate(sample.Context, writer.ReferenceData, includesCascades: true);

        var name = string.Join(" ", rules.Select(RuleArgument.Of));
        findings.FindAll(finding => finding.CausedBy is null || rules.Contains(finding.Rule)).Select(finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(rules.SelectMany(rule => Violation.Of(rule).With.Append(rule.Id)).Distinct().Order(StringComparer.Ordinal), name);
        rules.Except(findings.Select(finding => finding.Rule)).ShouldBeEmpty(name);
        return findings;
    }
}
