namespace Utrex.Statewide.Store;

/// <summary>
/// The columns that the histories of students are read from, by record type. A store keeps them together in the order of the students, so that a history is
/// read without a look at the records themselves.
/// </summary>
internal static class HistoryColumns
{
    /// <summary>Those of S1.</summary>
    public static IReadOnlyList<string> Enrollment { get; } =
    [
        .. new[]
        {
            nameof(StudentRecord.SchoolNumber), nameof(StudentRecord.StudentNumber), nameof(StudentRecord.StatewideStudentId), nameof(StudentRecord.EntryDate), nameof(StudentRecord.ExitDate),
            nameof(StudentRecord.ExitCode), nameof(StudentRecord.HighSchoolCompletionStatus), nameof(StudentRecord.SchoolMembership), nameof(StudentRecord.GradeLevel), nameof(StudentRecord.BirthDate),
            nameof(StudentRecord.FirstEnrollInUS), nameof(StudentRecord.ResidentStatus), nameof(StudentRecord.EarlyGraduate),
        }.Select(StoreColumn.NameOf),
    ];

    /// <summary>Those of S2.</summary>
    public static IReadOnlyList<string> Scram { get; } =
        [.. new[] { nameof(ScramRecord.SchoolNumber), nameof(ScramRecord.StudentNumber), nameof(ScramRecord.ScramEntryDate), nameof(ScramRecord.ScramExitDate), nameof(ScramRecord.IsOnePercent) }.Select(StoreColumn.NameOf)];

    /// <summary>Those of S3.</summary>
    public static IReadOnlyList<string> YouthInCare { get; } =
        [.. new[] { nameof(YouthInCareRecord.Time), nameof(YouthInCareRecord.YicEntryDate), nameof(YouthInCareRecord.YicExitDate) }.Select(StoreColumn.NameOf)];

    /// <summary>Those of a table; none of one that no history needs.</summary>
    /// <param name="table">The name of the table.</param>
    public static IReadOnlyList<string> Of(string table) =>
        IsOf(table, StudentRecord.Info.Id) ? Enrollment : IsOf(table, ScramRecord.Info.Id) ? Scram : IsOf(table, YouthInCareRecord.Info.Id) ? YouthInCare : [];

    private static bool IsOf(string table, string record) => string.Equals(table, RecordTable.NameOf(record), StringComparison.Ordinal);
}
