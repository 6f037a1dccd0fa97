using System.Globalization;
using System.Text;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>
/// The columns of the state's own report, for spreadsheets and for comparing with it. No column tells a finding that is gone from one that
/// is there, so the resolved ones are left out.
/// </summary>
internal sealed class CsvReport : IFindingReport
{
    private static readonly string[] Columns =
    [
        "ErrorCode", "ErrorMessage", "ExtendedDescription", "SeverityCode", "LEANumber", "SchoolNumber", "StudentNumber", "StatewideStudentID",
        "EntryDate", "ScramEntryDate", "YICEntryDate", "IncidentID", "CourseRecordID", "RecordType", "FieldName", "Value", "LineNumber",
    ];

    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    public CsvReport(Stream stream)
    {
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true);
        _csv = new CsvWriter(_text);
        _csv.WriteRow(Columns);
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

        // The state has a column for the first day of each kind of record.
        var (isScram, isYic) = (IsOf(row, ScramRecord.Info), IsOf(row, YouthInCareRecord.Info));
        string?[] values =
        [
            row.Rule.Id, row.Message, row.ExtendedDescription, row.IsError ? "Error" : "Warning", row.Lea, row.School, row.Student, row.StatewideStudentId,
            isScram || isYic ? null : row.EntryDate, isScram ? row.EntryDate : null, isYic ? row.EntryDate : null, row.Incident, row.Course,
            row.Record, row.Field, row.Value, row.Line.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var value in values)
        {
            _csv.Write(Harmless(value));
        }

        _csv.EndRow();
    }

    public void Complete(RunSummary summary) => _text.Flush();

    public void Dispose() => _text.Dispose();

    private static bool IsOf(ReportRow row, RecordInfo record) => string.Equals(row.Record, record.Id, StringComparison.Ordinal);

    /// <summary>A spreadsheet must not take a value for a formula, not even one that it finds behind a tab or a line break.</summary>
    private static string? Harmless(string? value) =>
        value?.TrimStart('\t', '\r', '\n') is ['=' or '+' or '-' or '@', ..] && !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + value : value;
}
