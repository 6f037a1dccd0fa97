namespace Utrex.Cli.Reports;

/// <summary>Findings that are kept instead of written.</summary>
internal sealed class KeptRows : IFindingReport
{
    private readonly List<ReportRow> _rows = [];

    /// <summary>The findings, in their order.</summary>
    public IReadOnlyList<ReportRow> Rows => _rows;

    /// <summary>The sums, once all is read.</summary>
    public RunSummary Summary { get; private set; } = new();

    public void BeginFile(string file)
    {
    }

    public void Write(ReportRow row) => _rows.Add(row);

    public void Complete(RunSummary summary) => Summary = summary;

    public void Dispose()
    {
    }
}
