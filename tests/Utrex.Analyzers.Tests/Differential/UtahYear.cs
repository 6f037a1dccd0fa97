using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>A school year of the state's, as its package has it: what the analyzers read of it and what the run time does by it must agree.</summary>
internal sealed class UtahYear
{
    private UtahYear(CompiledSpecification specification)
    {
        Specification = specification;
        October = new(specification, new DateOnly(specification.EndingYear - 1, 10, 1));
        YearEnd = new(specification, new DateOnly(specification.EndingYear, 6, 30));
    }

    private static CompiledSpecification[] All { get; } = [Sdk.Y2026.UtrexSpecification.Current, Sdk.Y2025.UtrexSpecification.Current];

    public CompiledSpecification Specification { get; }

    public int EndingYear => Specification.EndingYear;

    /// <summary>The extract of October 1.</summary>
    public RuntimeVerdict October { get; }

    /// <summary>The extract of the year's end.</summary>
    public RuntimeVerdict YearEnd { get; }

    /// <summary>The year that ends in a year.</summary>
    public static UtahYear Of(int endingYear) => new(All.Single(year => year.EndingYear == endingYear));

    /// <summary>The table of the code type of a field.</summary>
    public CodeTableInfo TypeTable(FieldInfo field) =>
        (CodeTableInfo)Type.GetType($"Utrex.Sdk.Y{EndingYear}.Codes.{field.Codes!.TypeName}, Utrex.Sdk.Y{EndingYear}", throwOnError: true)!.GetProperty("Table")!.GetValue(null)!;
}
