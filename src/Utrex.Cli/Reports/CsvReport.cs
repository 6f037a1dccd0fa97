using System.Globalization;
using System.Text;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports;

/// <summary>
/// The columns of the state's own report and the file, for spreadsheets and for comparing with it. No column tells a finding that is gone from one that
/// is there, so the resolved ones are left out.
/// </summary>
internal sealed class CsvReport : IFindingReport
{
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    /// <summary>A report.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="hasByteOrderMark">Whether it begins with the mark by which Excel knows UTF-8.</param>
    public CsvReport(Stream stream, bool hasByteOrderMark = false)
    {
        _text = new StreamWriter(stream, new UTF8Encoding(hasByteOrderMark), bufferSize: 1 << 14, leaveOpen: true);
        _csv = new CsvWriter(_text);
        _csv.WriteRow(StateColumns.Names);
    }

    public bool ListsResolved => false;

    public void BeginFile(string file)
    {
    }

    public void Write(ReportRow row)
    {
        if (row.Status == FindingStatus.Resolved)
        {
            return;
        }

        foreach (var value in StateColumns.Of(row))
        {
            _csv.Write(Harmless(value));
        }

        _csv.EndRow();
    }

    public void Complete(RunSummary summary) => _text.Flush();

    public void Dispose() => _text.Dispose();

    /// <summary>A spreadsheet must not take a value for a formula, not even one that it finds behind a tab or a line break.</summary>
    private static string? Harmless(string? value) =>
        value?.TrimStart('\t', '\r', '\n') is ['=' or '+' or '-' or '@', ..] && !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + value : value;
}
