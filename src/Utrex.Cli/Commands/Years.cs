using System.CommandLine;
using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary>The school years whose batches the tool can read and judge: the one place that knows them.</summary>
internal static class Years
{
    /// <summary>The specifications, the newest first.</summary>
    public static IReadOnlyList<SpecificationInfo> All { get; } = [UtrexSpecification.Current];

    /// <summary>The newest one.</summary>
    public static SpecificationInfo Newest => All[0];

    /// <summary>The option that chooses one.</summary>
    public static Option<int> Option() => Numbers.Option("--school-year", "The year in which the school year ends.", Newest.EndingYear, 2000, 2999);

    /// <summary>The specification of a school year.</summary>
    /// <param name="endingYear">The year in which it ends.</param>
    /// <exception cref="CommandException">The tool does not hold it.</exception>
    public static SpecificationInfo Of(int endingYear) => All.FirstOrDefault(specification => specification.EndingYear == endingYear)
        ?? throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"no batch of a school year that ends in {endingYear} can be judged; the tool holds the rules of {string.Join(", ", All.Select(held => $"{held.SchoolYear} (--school-year {held.EndingYear})"))}."));
}
