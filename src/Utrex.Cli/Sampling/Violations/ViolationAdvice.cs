using System.Globalization;
using Utrex.Cli.Rules;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>Why rules cannot be broken in one batch of some options, and which other option would do.</summary>
internal sealed class ViolationAdvice(CleanSample sample)
{
    private readonly SampleOptions _options = sample.Options;

    /// <summary>Says it for the person who typed the options.</summary>
    public CommandException Explain(IReadOnlyList<RuleInfo> rules, ViolationFailure failure)
    {
        foreach (var rule in rules)
        {
            if (Try(sample, rule) is { } alone)
            {
                return new CommandException(OfOne(rule, alone, rules));
            }
        }

        // Of the pairs, first those of the rule that failed.
        var pairs = rules.SelectMany((first, i) => rules.Skip(i + 1).Select(second => (First: first, Second: second))).OrderBy(pair => pair.First != failure.Rule && pair.Second != failure.Rule);
        foreach (var (first, second) in pairs)
        {
            if (Try(sample, first, second) is { } together)
            {
                return new CommandException(OfTwo(first, second, together));
            }
        }

        return new CommandException($"rules {string.Join(", ", rules.Select(RuleArgument.Of))} cannot be broken in one batch, though any two of them can: {Why(failure)}. Take fewer of them.");
    }

    private string OfOne(RuleInfo rule, ViolationFailure failure, IReadOnlyList<RuleInfo> rules)
    {
        var name = RuleArgument.Of(rule);
        var why = string.Create(CultureInfo.InvariantCulture, $"rule {name} cannot be broken in a batch of LEA {_options.Lea} on {_options.AsOf:yyyy-MM-dd}: {Why(failure)}.");
        if (rules.Count > 1 && Find(rules) is var (_, good))
        {
            return $"{why} Take {good}.";
        }

        if (Find(rule) is not var (options, argument))
        {
            return $"{why} No other day and no other LEA would do.";
        }

        return rules.FirstOrDefault(other => other != rule && Try(CleanSample.Of(options), other) is not null) is { } rival
            ? $"rules {name} and {RuleArgument.Of(rival)} cannot be broken in one batch: {name} takes {argument}, with which {RuleArgument.Of(rival)} cannot be broken."
            : $"{why} Take {argument}.";
    }

    private string OfTwo(RuleInfo first, RuleInfo second, ViolationFailure failure)
    {
        var why = $"rules {RuleArgument.Of(first)} and {RuleArgument.Of(second)} cannot be broken in one batch: {Sweep(first) ?? Sweep(second) ?? Why(failure, failure.Rule == first ? second : first)}.";
        return Find(first, second) is var (_, argument) ? $"{why} Take {argument}." : why;
    }

    /// <summary>What went wrong, alone or after another rule was broken.</summary>
    private static string Why(ViolationFailure failure, RuleInfo? other = null)
    {
        var after = other is null ? "" : $"where {RuleArgument.Of(other)} is, ";
        return failure switch
        {
            { Obstacle: ViolationObstacle.Day } => $"{after}it needs the end of the year",
            { Others.Count: > 0 } => $"{after}{string.Join(", ", failure.Others)} would break too",
            { Obstacle: ViolationObstacle.NothingFits } => $"{after}no record fits what {failure.Rule!.Id} needs",
            _ => $"{after}nothing that was tried breaks {(failure.Rule is null ? "them" : RuleArgument.Of(failure.Rule))} as it should",
        };
    }

    /// <summary>What a violation leaves nothing of, or <see langword="null"/>.</summary>
    private static string? Sweep(RuleInfo rule)
    {
        var removed = Violation.Of(rule).Edits.Where(edit => edit.Verb == EditVerb.Remove && edit.Where.Count == 0).Select(edit => edit.Record).ToList();
        return removed.Count == 0 ? null : $"{RuleArgument.Of(rule)} takes all {string.Join(", ", removed.OfType<string>())}{(removed.Contains(null) ? "" : " ")}records out of it";
    }

    /// <summary>Other options with which rules can be broken, and how they are typed.</summary>
    private (SampleOptions Options, string Argument)? Find(params IReadOnlyList<RuleInfo> rules)
    {
        var others = SampleOptions.Deadlines.Select(day => (Options: _options with { AsOf = day }, Argument: string.Create(CultureInfo.InvariantCulture, $"--as-of {day:yyyy-MM-dd}")))
            .Append((Options: _options with { Lea = new SampleOptions().Lea }, Argument: $"--lea {new SampleOptions().Lea}"));
        return others.Where(other => other.Options != _options && Try(CleanSample.Of(other.Options), rules) is null).Select(other => ((SampleOptions, string)?)other).FirstOrDefault();
    }

    private static ViolationFailure? Try(CleanSample sample, params IReadOnlyList<RuleInfo> rules) => new ViolationSet(rules).Compose(sample).Failure;
}
