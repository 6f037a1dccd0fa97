using System.Text;
using Utrex.Sdk.Codes;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>Makes records of rows. A code that the newest year does not know is as a blank: no rule asks for it.</summary>
internal static class RecordRows
{
    /// <summary>A student record, of which the row begins with <see cref="HistoryColumns.Enrollment"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="submission">Its submission.</param>
    /// <param name="residence">Where the student lives, if somebody asks.</param>
    public static Enrollment Enrollment(IRowCursor row, Submission submission, Residence? residence = null) => new()
    {
        Submission = submission,
        Line = row.Line,
        School = Text(row.Text(0)),
        Student = Text(row.Text(1)),
        Ssid = Text(row.Text(2)),
        SsidNumber = row.Student is { } key ? StudentKey.NumberOf(key) : null,
        Entry = row.Day(3),
        Exit = row.Day(4),
        ExitCode = Code<ExitCode>(row.Text(5)),
        Completion = Code<HighSchoolCompletionStatus>(row.Text(6)),
        Membership = row.Number(7),
        Grade = Code<GradeLevel>(row.Text(8)),
        BirthDate = row.Day(9),
        FirstEnrollInUS = row.Day(10),
        Resident = Code<ResidentStatus>(row.Text(11)),
        IsEarlyGraduate = IsYes(row.Text(12)),
        Residence = residence,
    };

    /// <summary>A SCRAM record.</summary>
    public static Scram Scram(IRowCursor row, Submission submission) => new()
    {
        Submission = submission,
        Line = row.Line,
        School = Text(row.Text(0)),
        Student = Text(row.Text(1)),
        Entry = row.Day(2),
        Exit = row.Day(3),
        IsOnePercent = IsYes(row.Text(4)),
    };

    /// <summary>A YIC record.</summary>
    public static YouthInCare YouthInCare(IRowCursor row, Submission submission) => new()
    {
        Submission = submission,
        Line = row.Line,
        Time = Code<YicTime>(row.Text(0)),
        Entry = row.Day(1),
        Exit = row.Day(2),
    };

    /// <summary>A text, or <see langword="null"/> for a blank.</summary>
    public static string? Text(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    private static bool IsYes(ReadOnlySpan<byte> text) => !Code<YesFlag>(text).IsBlank;

    private static TCode Code<TCode>(ReadOnlySpan<byte> text)
        where TCode : struct, ICode<TCode> => TCode.TryParse(text, out var code) ? code : default;
}
