using Utrex.Sdk.Specification;

namespace Utrex.Cli.Sampling.Violations;

/// <summary>What a record shares with others; blank is shared with nobody.</summary>
/// <param name="Student">The student's number.</param>
/// <param name="Incident">The incident, of a record of incidents.</param>
/// <param name="Class">The class, of a record of courses.</param>
internal readonly record struct RecordLinks(string? Student, (string Id, string School)? Incident, (string Section, string Period, string School)? Class)
{
    private static readonly FieldInfo Section = CourseMasterRecord.Info.FindProperty(nameof(CourseMasterRecord.CourseSection));
    private static readonly FieldInfo Period = CourseMasterRecord.Info.FindProperty(nameof(CourseMasterRecord.Period));
    private static readonly FieldInfo Attended = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.CourseNumber));
    private static readonly FieldInfo AttendedPeriod = CourseMembershipRecord.Info.FindProperty(nameof(CourseMembershipRecord.Period));

    /// <summary>The links of a record.</summary>
    public static RecordLinks Of(EditableRecord record)
    {
        var info = record.Info;
        var school = KeyOf(record, FieldKey.School) ?? "";
        return new RecordLinks(
            KeyOf(record, FieldKey.Student),
            KeyOf(record, FieldKey.Incident) is { } incident ? (incident, school) : null,
            info == CourseMasterRecord.Info ? (record[Section], record[Period], school)
            : info == CourseMembershipRecord.Info ? (record[Attended], record[AttendedPeriod], school)
            : null);
    }

    /// <summary>The school's number, or <see langword="null"/>.</summary>
    public static string? SchoolOf(EditableRecord record) => KeyOf(record, FieldKey.School);

    private static string? KeyOf(EditableRecord record, FieldKey key) => record.Info.FindKey(key) is { } field && record[field] is { Length: > 0 } value ? value : null;
}
