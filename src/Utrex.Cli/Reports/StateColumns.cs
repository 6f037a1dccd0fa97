using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Reports;

/// <summary>The columns of the state's own report, and the file.</summary>
internal static class StateColumns
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "ErrorCode", "ErrorMessage", "ExtendedDescription", "SeverityCode", "LEANumber", "SchoolNumber", "StudentNumber", "StatewideStudentID",
        "EntryDate", "ScramEntryDate", "YICEntryDate", "IncidentID", "CourseRecordID", "RecordType", "FieldName", "Value", "LineNumber", "file",
    ];

    /// <summary>The values of a finding.</summary>
    public static string?[] Of(ReportRow row)
    {
        // The state has a column for the first day of each kind of record.
        var (isScram, isYic) = (IsOf(row, ScramRecord.Info), IsOf(row, YouthInCareRecord.Info));
        return
        [
            row.Rule.Id, row.Message, row.ExtendedDescription, row.IsError ? "Error" : "Warning", row.Lea, row.School, row.Student, row.StatewideStudentId,
            isScram || isYic ? null : row.EntryDate, isScram ? row.EntryDate : null, isYic ? row.EntryDate : null, row.Incident, row.Course,
            row.Record, row.Field, row.Value, row.Line.ToString(CultureInfo.InvariantCulture), row.File,
        ];
    }

    private static bool IsOf(ReportRow row, RecordInfo record) => string.Equals(row.Record, record.Id, StringComparison.Ordinal);
}
