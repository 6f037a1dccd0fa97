namespace Utrex.Cli.Reports;

/// <summary>Writes findings in one of the formats, as they come.</summary>
internal interface IFindingReport : IDisposable
{
    /// <summary>Says which file the next findings are about, as given on the command line.</summary>
    void BeginFile(string file);

    /// <summary>Writes a finding.</summary>
    void Write(ReportRow row);

    /// <summary>Hands everything to the stream.</summary>
    void Flush();
}
