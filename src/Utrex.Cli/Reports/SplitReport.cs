using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports;

/// <summary>A report for each school, in a folder; what is about no school of a batch stands in that of the LEA.</summary>
/// <param name="folder">Where the reports go.</param>
/// <param name="ending">How their names end.</param>
/// <param name="create">Makes one.</param>
internal sealed class SplitReport(string folder, string ending, Func<Stream, IFindingReport> create) : IFindingReport
{
    // Each has an open file; the largest district has a fifth as many schools.
    private const int Most = 500;
    private const int LongestNumber = 10;

    private readonly Dictionary<string, (FileStream Stream, IFindingReport Report)> _reports = new(StringComparer.Ordinal);
    private string _file = "";

    /// <summary>How many there are.</summary>
    public int Count => _reports.Count;

    public bool ListsResolved { get; } = ListsResolvedIn(create);

    public void BeginFile(string file)
    {
        _file = file;
        foreach (var (_, report) in _reports.Values)
        {
            report.BeginFile(file);
        }
    }

    public void Write(ReportRow row) => Of(NameOf(row)).Write(row);

    public void Complete(RunSummary summary)
    {
        foreach (var (stream, report) in _reports.Values)
        {
            report.Complete(summary);
            stream.Flush();
        }
    }

    public void Dispose()
    {
        foreach (var (stream, report) in _reports.Values)
        {
            report.Dispose();
            stream.Dispose();
        }
    }

    private static bool ListsResolvedIn(Func<Stream, IFindingReport> create)
    {
        using var report = create(Stream.Null);
        return report.ListsResolved;
    }

    /// <summary>The name of the report, which a number of a batch is part of only where it can be none of the file system's own words.</summary>
    private static string NameOf(ReportRow row) => (IsNumber(row.Lea), IsNumber(row.School)) switch
    {
        (true, true) => $"lea-{row.Lea}-school-{row.School}",
        (false, true) => $"school-{row.School}",
        (true, false) => $"lea-{row.Lea}",
        _ => "other",
    };

    private static bool IsNumber(string? text) => text is { Length: > 0 and <= LongestNumber } && text.All(char.IsAsciiLetterOrDigit) && !text.Any(char.IsAsciiLetterLower);

    private IFindingReport Of(string name)
    {
        if (!_reports.TryGetValue(name, out var report))
        {
            if (_reports.Count == Most)
            {
                throw new CommandException($"there are findings of more than {Most} schools, and no report is split into so many; --school names those that you mean.");
            }

            var stream = new FileStream(Path.Combine(folder, name + ending), FileMode.CreateNew, FileAccess.Write);
            _reports[name] = report = (stream, create(stream));
            report.Report.BeginFile(_file);
        }

        return report.Report;
    }
}
