using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Distributing;

/// <summary>Names a rule so that another machine finds the very same: by the school year of its specification, its id, and its place among the rules of its record, since rows of a table may share an id.</summary>
internal static class RuleKeys
{
    private static readonly Lazy<Dictionary<(int Year, string Id, int Order), RuleInfo>>[] ByYear =
        [.. Years.Judged.Select(year => new Lazy<Dictionary<(int, string, int), RuleInfo>>(() => year.Specification.EveryRule.ToDictionary(rule => (year.EndingYear, rule.Id, rule.Order))))];

    /// <summary>The school year of a rule, by the year in which it ends.</summary>
    public static int YearOf(RuleInfo rule) => Years.Of(rule).EndingYear;

    /// <summary>The rule.</summary>
    /// <exception cref="FormatException">There is none; the message says so, without the end of a sentence.</exception>
    public static RuleInfo Find(int year, string id, int order)
    {
        for (var i = 0; i < ByYear.Length; i++)
        {
            if (Years.Judged[i].EndingYear == year)
            {
                return ByYear[i].Value.GetValueOrDefault((year, id, order)) ?? throw Unknown(id);
            }
        }

        throw Unknown(id);
    }

    private static FormatException Unknown(string id) => new($"'{id}' is no rule of a specification that the tool holds");
}
