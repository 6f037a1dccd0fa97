using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>A record of another submission that has a part in a finding.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record OtherRecord
{
    /// <summary>The LEA's number.</summary>
    public required string Lea { get; init; }

    /// <summary>The school's number.</summary>
    public string? School { get; init; }

    /// <summary>The LEA's number for the student.</summary>
    public string? Student { get; init; }

    /// <summary>The statewide student identifier.</summary>
    public string? StatewideStudentId { get; init; }

    /// <summary>The first day of the enrollment, as it stands in the file.</summary>
    public string? EntryDate { get; init; }

    /// <summary>The first day of the SCRAM record, as it stands in the file.</summary>
    public string? ScramEntryDate { get; init; }

    /// <summary>The school year, by the year in which it ends.</summary>
    public required int SchoolYear { get; init; }

    /// <summary>The file that it stands in, as it was named when it was loaded.</summary>
    public required string File { get; init; }

    /// <summary>Its line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>A record, as others are told of it.</summary>
    internal static OtherRecord Of(HistoryRecord record, StudentHistory history) => new()
    {
        Lea = record.Lea,
        School = record.School,
        Student = record.Student,
        StatewideStudentId = history.SsidOf(record),
        EntryDate = record is Enrollment { IsChange: false } ? record.EntryText : null,
        ScramEntryDate = record is Scram ? record.EntryText : null,
        SchoolYear = record.SchoolYear,
        File = record.Submission.File,
        Line = record.Line,
    };
}
