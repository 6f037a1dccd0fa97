using System.CommandLine;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Codes;

namespace Utrex.Cli.Commands;

/// <summary>The options that say which findings are shown; each takes several values, with commas between them or one after another.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string[]> _rules = new("--rule") { HelpName = "RULE,...", Description = "Shows the findings of these rules: ids (S1.022), rows of a rule (S1.009@EXIT CODE) or record types (S1). Totals and the exit code are those of all findings." };
    private readonly Option<string?> _level = new Option<string?>("--level") { Description = "Shows errors, or warnings." }.AcceptOnlyFromAmong("error", "warning");
    private readonly Option<string[]> _schools = new("--school") { HelpName = "N,...", Description = "Shows the findings of these schools." };
    private readonly Option<string[]> _students = new("--student") { HelpName = "N,...", Description = "Shows the findings of these students, by the LEA's number or the statewide one." };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_rules, _level, _schools, _students];

    /// <summary>What they say.</summary>
    /// <exception cref="CommandException">There is no such rule.</exception>
    public FindingFilter Of(ParseResult parsed)
    {
        var rules = Values(parsed, _rules);
        foreach (var rule in rules)
        {
            Demand(rule);
        }

        return new FindingFilter { Rules = rules, Level = parsed.GetValue(_level), Schools = Values(parsed, _schools), Students = Values(parsed, _students) };
    }

    /// <summary>The values of an option, whether with commas between them or one after another.</summary>
    public static List<string> Values(ParseResult parsed, Option<string[]> option) =>
        [.. (parsed.GetValue(option) ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>A misspelt rule would show nothing, as if all were well.</summary>
    private static void Demand(string text)
    {
        var years = Years.Judged.Select(year => year.Specification).ToList();
        if (years.TrueForAll(year => RuleArgument.Find(year, text) is null && !year.EveryRule.Any(rule => string.Equals(rule.Record, text, StringComparison.OrdinalIgnoreCase))))
        {
            var near = NearCodes.Of(text, [.. years[0].EveryRule.Select(rule => rule.Id).Distinct(StringComparer.Ordinal)], id => id);
            throw new CommandException($"'{text}' is no rule and no record type.{(!near.Any() ? "" : $" Did you mean {string.Join(", ", near.Select(id => $"'{id}'"))}?")}");
        }
    }
}
