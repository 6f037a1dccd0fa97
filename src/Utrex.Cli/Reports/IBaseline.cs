namespace Utrex.Cli.Reports;

/// <summary>The findings of an earlier run, ours or the state's, that those of this one are compared with.</summary>
internal interface IBaseline
{
    /// <summary>How many findings of this run are surely new.</summary>
    int NewOnes { get; }

    /// <summary>Takes a finding of this run; all of them, before anything is asked.</summary>
    void See(ReportRow row);

    /// <summary>Whether a finding of this run was there.</summary>
    FindingStatus StatusOf(ReportRow row);

    /// <summary>The earlier findings that are gone, by file and line.</summary>
    IEnumerable<ReportRow> Resolved();

    /// <summary>Of findings alike, how many there are more than before (or, below 0, less) without anybody being able to say which; one of them stands for all.</summary>
    IEnumerable<(ReportRow Row, int More)> Untold();
}
