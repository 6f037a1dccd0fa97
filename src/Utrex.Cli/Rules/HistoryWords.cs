using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Rules;

/// <summary>Since when things are as they are, and what they were before, in words.</summary>
internal static class HistoryWords
{
    /// <summary>The school years or days between which the specification has something; <see langword="null"/> where it does not say.</summary>
    public static string? Period(string? since, string? until) => (since, until) switch
    {
        (null, null) => null,
        (not null, null) => "since " + Date(since),
        (null, not null) => "until " + Date(until),
        _ => $"since {Date(since)}, until {Date(until)}",
    };

    /// <summary>What a rule was before; <see langword="null"/> where it was always as it is.</summary>
    public static string? Earlier(RuleInfo rule) => rule.Earlier.Count == 0 ? null : string.Join(" ", rule.Earlier.Select(earlier =>
        string.Create(CultureInfo.InvariantCulture, $"Until {earlier.Until:yyyy-MM-dd} {What(rule, earlier)}. {earlier.Note}").TrimEnd()));

    private static string What(RuleInfo rule, EarlierRule earlier)
    {
        var level = earlier.Severity == rule.Severity ? null : earlier.Severity == Severity.Error ? "an error" : "a warning";
        var limit = earlier.Limit is { } number ? string.Create(CultureInfo.InvariantCulture, $"the limit was {number}") : null;
        return string.Join(", and ", new[] { level, limit }.OfType<string>());
    }

    private static string Date(string text) => text.Length == 4 ? "school year " + text : text;
}
