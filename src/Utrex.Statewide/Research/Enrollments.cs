using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>Which student records (S1) enroll a student: all but those that only change what was submitted of an earlier year (S1-X).</summary>
internal static class Enrollments
{
    /// <summary>The column that tells.</summary>
    public static string Column { get; } = StoreColumn.NameOf(nameof(StudentRecord.ResidentStatus));

    /// <summary>Whether a record enrolls, by its value in that column.</summary>
    public static bool Enrolls(ReadOnlySpan<byte> residentStatus) => !ResidentStatus.TryParse(residentStatus, out var status) || status != ResidentStatus.ChangeRecord;
}
