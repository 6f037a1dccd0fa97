using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>Takes a research file, a table after another; of a row a value for each column, one after another.</summary>
public interface IResearchWriter : IRowWriter
{
    /// <summary>Begins a table.</summary>
    /// <param name="table">The table; rows of it follow, or none.</param>
    void BeginTable(ResearchTable table);

    /// <summary>Ends a row, of which every column has had its value.</summary>
    void EndRow();

    /// <summary>Ends the table.</summary>
    void EndTable();
}
