using System.Globalization;
using System.Text;
using CsvHelper;

namespace Utrex.Cli.Reports;

/// <summary>The columns of the state's own report, for spreadsheets and for comparing with it.</summary>
internal sealed class CsvReport : IFindingReport
{
    private static readonly string[] Columns =
    [
        "ErrorCode", "ErrorMessage", "ExtendedDescription", "SeverityCode", "LEANumber", "SchoolNumber", "StudentNumber", "StatewideStudentID",
        "EntryDate", "ScramEntryDate", "YICEntryDate", "IncidentID", "CourseRecordID", "RecordType", "FieldName", "Value", "LineNumber",
    ];

    private readonly CsvWriter _csv;

    public CsvReport(Stream stream)
    {
        var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true);
        _csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var column in Columns)
        {
            _csv.WriteField(column);
        }

        _csv.NextRecord();
    }

    public void BeginFile(string file)
    {
    }

    public void Write(ReportRow row)
    {
        // The state has a column for the first day of each kind of record.
        var entry = row.Record switch { "S2" => 1, "S3" => 2, _ => 0 };
        string?[] values =
        [
            row.Rule.Id, row.Message, row.ExtendedDescription, row.IsError ? "Error" : "Warning", row.Lea, row.School, row.Student, row.StatewideStudentId,
            entry == 0 ? row.EntryDate : null, entry == 1 ? row.EntryDate : null, entry == 2 ? row.EntryDate : null, row.Incident, row.Course,
            row.Record, row.Field, row.Value, row.Line.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var value in values)
        {
            _csv.WriteField(Harmless(value));
        }

        _csv.NextRecord();
    }

    public void Complete(RunSummary summary) => _csv.Flush();

    public void Dispose() => _csv.Dispose();

    /// <summary>A spreadsheet must not take a value for a formula.</summary>
    private static string? Harmless(string? value) => value is ['=' or '+' or '-' or '@', ..] && !decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + value : value;
}
