using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.SchoolYears;

/// <summary>The school years of which the tool has the specification: the one place that knows which there are.</summary>
internal static class Years
{
    // A specification is a lot to load: only those that are asked for are.
    private static readonly Dictionary<string, Func<CompiledSpecification>> Compiled = new(StringComparer.Ordinal)
    {
        ["2025-26"] = () => UtrexSpecification.Current,
        ["2024-25"] = () => Utrex.Sdk.Y2025.UtrexSpecification.Current,
    };

    /// <summary>Every year, the earliest first.</summary>
    public static IReadOnlyList<HeldYear> All { get; } =
        [.. HeldYear.Folders.Select(name => new HeldYear(name, Compiled.GetValueOrDefault(name)))];

    /// <summary>Those that batches are read and judged by, the newest first; the others are there to be compared with.</summary>
    public static IReadOnlyList<HeldYear> Judged { get; } = [.. All.Where(year => year.IsJudged).Reverse()];

    /// <summary>The newest of them.</summary>
    public static CompiledSpecification Newest => Judged[0].Specification;

    /// <summary>Those of <see cref="Judged"/> for people, with the option that chooses them.</summary>
    public static string Names => string.Join(" and ", Judged.Select(NameOf));

    /// <summary>What batches are judged by, the newest first.</summary>
    public static IReadOnlyList<CompiledSpecification> Specifications => [.. Judged.Select(year => year.Specification)];

    /// <summary>The fields of all records of all years, those of the newest first.</summary>
    public static IEnumerable<FieldInfo> Fields => Judged.SelectMany(year => year.Specification.Records).SelectMany(record => record.Fields);

    /// <summary>The option that chooses one, by the year in which it ends or by its name.</summary>
    public static Option<CompiledSpecification?> Option(string description) => Option(description, Judged);

    /// <summary>The same where nothing but the newest is of use: the others are known, and refused with the reason.</summary>
    public static Option<CompiledSpecification?> NewestOption(string description) => Option(description, [Judged[0]]);

    /// <summary>The same for a batch, which else says its year itself.</summary>
    public static Option<CompiledSpecification?> OfBatchOption() => Option("The school year, by the year in which it ends or as 2025-26; by default that of the batch's district record, or else the newest.");

    /// <summary>The specification that a rule stands in; the newest for a rule of none.</summary>
    public static CompiledSpecification Of(RuleInfo rule) => (Judged.FirstOrDefault(year => year.Has(rule)) ?? Judged[0]).Specification;

    /// <summary>The name of a year, and what was made of another year's text instead of being the state's own.</summary>
    public static string Describe(SpecificationInfo year) =>
        year.SchoolYear + (year.Reconstruction is { } made ? $" (made of the text of {made.From} and its history of revisions)" : "");

    /// <summary>Refuses another year than the newest.</summary>
    /// <param name="endingYear">The year, or <see langword="null"/> where nobody named one.</param>
    /// <param name="what">What is done for the newest only.</param>
    /// <exception cref="CommandException">It is another one.</exception>
    public static void DemandNewest(int? endingYear, string what) => Demand(endingYear, what, [Judged[0]]);

    /// <summary>Refuses a year that batches are not judged by.</summary>
    /// <param name="endingYear">The year, or <see langword="null"/> where nobody named one.</param>
    /// <param name="what">What is done for the others.</param>
    /// <exception cref="CommandException">It is none of them.</exception>
    public static void Demand(int? endingYear, string what) => Demand(endingYear, what, Judged);

    private static void Demand(int? endingYear, string what, IReadOnlyList<HeldYear> possible)
    {
        if (endingYear is { } year && possible.All(held => held.EndingYear != year))
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"{what} for {string.Join(" and ", possible.Select(NameOf))} only, not for the school year that ends in {year}."));
        }
    }

    private static Option<CompiledSpecification?> Option(string description, IReadOnlyList<HeldYear> offered)
    {
        var option = new Option<CompiledSpecification?>("--school-year", "--year")
        {
            Description = description,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Judged.FirstOrDefault(year => year.IsCalled(text)) is { } year)
                {
                    return year.Specification;
                }

                result.AddError($"the tool holds {Names}.");
                return null;
            },
        };
        option.CompletionSources.Add(_ => offered.Select(year => new System.CommandLine.Completions.CompletionItem(year.Number)));
        return option;
    }

    private static string NameOf(HeldYear year) => $"{year.Name} (--school-year {year.Number})";
}
