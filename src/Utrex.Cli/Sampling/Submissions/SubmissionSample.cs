using System.Globalization;
using Utrex.Cli.Sampling.Violations;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Submissions;

/// <summary>
/// A sample that breaks rules of Level 2: batches of the LEAs and years that it takes, with their registers. Level 1 has nothing to say of any
/// batch, and in a store of these batches the rules are broken, and no other.
/// </summary>
internal sealed class SubmissionSample
{
    // Where a store says no, another student rarely changes its mind.
    private const int MostTrials = 3;

    private readonly SampleOptions _options;
    private readonly IReadOnlyList<RuleInfo> _rules;
    private readonly StoreTrial _trial;
    private readonly List<string> _refusals = [];

    private SubmissionSample(CommandConsole console, SampleOptions options, IReadOnlyList<RuleInfo> rules, RecordLayout layout)
    {
        _options = options;
        _rules = rules;
        _trial = new StoreTrial(console, options.AsOf, layout);
    }

    /// <summary>The day of the extract.</summary>
    public DateOnly AsOf => _options.AsOf;

    /// <summary>The batches, the newest first.</summary>
    public IReadOnlyList<SampleSubmission> Submissions { get; private set; } = [];

    /// <summary>The registers that go with them.</summary>
    public IEnumerable<ReferenceTable> Tables { get; private set; } = [];

    /// <summary>A sample that breaks rules of Level 2, on the first of several days on which one can.</summary>
    /// <param name="console">Where leftovers of runs that were killed are told of.</param>
    /// <param name="options">What the sample is to look like.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="days">The days.</param>
    /// <param name="layout">The layout in which the batches are written.</param>
    /// <exception cref="CommandException">They cannot be broken in this sample; the message says why, and what would do.</exception>
    public static SubmissionSample Create(CommandConsole console, SampleOptions options, IReadOnlyList<RuleInfo> rules, IReadOnlyList<DateOnly> days, RecordLayout layout)
    {
        string? why = null;
        foreach (var day in days)
        {
            var sample = new SubmissionSample(console, options with { AsOf = day }, rules, layout);
            if (sample.Compose() is not { } obstacle)
            {
                return sample;
            }

            why ??= string.Create(CultureInfo.InvariantCulture, $"{Names(rules)} cannot be broken in samples of LEA {options.Lea} on {day:yyyy-MM-dd}: {obstacle}");
        }

        var others = SampleOptions.Deadlines.Except(days).Where(day => new SubmissionSample(console, options with { AsOf = day }, rules, layout).Compose() is null);
        throw new CommandException(others.FirstOrDefault() is var other && other != default
            ? string.Create(CultureInfo.InvariantCulture, $"{why}. Take --as-of {other:yyyy-MM-dd}.")
            : $"{why}.{(rules.Count > 1 ? " Take fewer of them." : "")}");
    }

    private static string Names(IReadOnlyList<RuleInfo> rules) => $"{(rules.Count == 1 ? "rule" : "rules")} {string.Join(", ", rules.Select(rule => rule.Id))}";

    /// <summary>Breaks the rules one after another.</summary>
    /// <returns>What is in the way; <see langword="null"/> where nothing was.</returns>
    private string? Compose()
    {
        if (!new SampleCalendar(_options).IsYearEnd && _rules.FirstOrDefault(rule => Violation.Of(rule).NeedsYearEnd) is { } late)
        {
            return $"{late.Id} needs the end of the year";
        }

        var set = SubmissionSet.Of(CleanSample.Of(_options));
        var claims = new Claims();
        for (var i = 0; i < _rules.Count; i++)
        {
            var broken = _rules.Take(i + 1).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
            var search = new SubmissionSearch(_rules[i], i, claims, next => Judge(next, broken));
            if (search.Break(set) is not { } next)
            {
                return search.Obstacle;
            }

            claims.Add(Extract.Of(next.Sample.Records, next.ChangesOf(next.Own), set.ChangesOf(set.Own)));
            set = next;
        }

        return null;
    }

    /// <summary>Whether batches break the rules and no other.</summary>
    /// <returns>What is wrong; <see langword="null"/> where nothing is.</returns>
    private string? Judge(SubmissionSet set, HashSet<string> rules)
    {
        var submissions = set.ToSubmissions();
        var registers = set.RegistersOf(submissions);
        var findings = submissions.Select(submission => submission.Key == set.Own ? set.OwnPart() : submission).SelectMany(submission => submission.Validate(AsOf, registers.ReferenceData));
        if (Listed(findings.Select(finding => finding.Rule.Id)) is { Length: > 0 } refused)
        {
            return $"{refused} of Level 1 would break too";
        }

        if (_refusals.Count == MostTrials)
        {
            return _refusals[0];
        }

        var broken = _trial.Broken(submissions, registers);
        if (!broken.SetEquals(rules))
        {
            _refusals.Add(Listed(broken.Except(rules, StringComparer.Ordinal)) is { Length: > 0 } others ? $"{others} would break too" : $"{Listed(rules.Except(broken, StringComparer.Ordinal))} would not break");
            return _refusals[^1];
        }

        (Submissions, Tables) = (submissions, registers.Tables);
        _refusals.Clear();
        return null;
    }

    private static string Listed(IEnumerable<string> rules) => string.Join(", ", rules.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
