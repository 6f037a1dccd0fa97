using Utrex.Cli.SchoolYears;

namespace Utrex.Cli.Sif;

/// <summary>The school year of SIF objects: the mapping is compiled for one, and knows the objects and records of no other.</summary>
internal static class SifYear
{
    /// <summary>Refuses another year.</summary>
    /// <param name="endingYear">The year, or <see langword="null"/> where nobody named one.</param>
    /// <exception cref="Terminal.CommandException">It is another one.</exception>
    public static void Demand(int? endingYear) => Years.DemandNewest(endingYear, "SIF objects are read and written");
}
