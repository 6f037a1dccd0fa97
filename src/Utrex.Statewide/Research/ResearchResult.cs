using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>What was written into a research file.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record ResearchResult
{
    /// <summary>The submission of the LEA and the school year that were asked for.</summary>
    public required Submission Submission { get; init; }

    /// <summary>The other submissions that records are from: the LEA's earlier ones, and those of other LEAs that its students have been in.</summary>
    public required IReadOnlyList<Submission> Earlier { get; init; }

    /// <summary>How many students the LEA has in the school year.</summary>
    public required int Students { get; init; }

    /// <summary>How many records were written.</summary>
    public required long Records { get; init; }

    /// <summary>How many rows the table of students by year has.</summary>
    public required long StudentYears { get; init; }
}
