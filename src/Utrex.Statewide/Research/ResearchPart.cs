using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>A table of the research file and where its rows come from.</summary>
internal abstract class ResearchPart
{
    /// <summary>The table.</summary>
    public abstract ResearchTable Table { get; }

    /// <summary>Writes the rows that a submission has in the table.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="scoped">The submission.</param>
    /// <param name="rows">Where they are written.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>How many they are.</returns>
    public abstract long Write(IStoreReader reader, ScopedSubmission scoped, IResearchWriter rows, CancellationToken cancellationToken);
}
