namespace Utrex.Cli.Reports;

/// <summary>Writes findings in one of the formats, as they come.</summary>
internal interface IFindingReport : IDisposable
{
    /// <summary>Whether the format has a place for findings that are resolved.</summary>
    bool ListsResolved => true;

    /// <summary>Says which file the next findings are about, as given on the command line.</summary>
    void BeginFile(string file);

    /// <summary>Writes a finding; the resolved ones come last, after those of all files.</summary>
    void Write(ReportRow row);

    /// <summary>Writes what only the end of the run allows to write, and hands everything to the stream.</summary>
    /// <param name="summary">The sums over all files.</param>
    void Complete(RunSummary summary);
}
