using Utrex.Cli.SchoolYears;

namespace Utrex.Cli.Sif;

/// <summary>The school year of SIF objects: one that the tool judges by.</summary>
internal static class SifYear
{
    /// <summary>Refuses another.</summary>
    /// <param name="endingYear">The year, or <see langword="null"/> where nobody named one.</param>
    /// <exception cref="Terminal.CommandException">It is another one.</exception>
    public static void Demand(int? endingYear) => Years.Demand(endingYear, "SIF objects are read");
}
