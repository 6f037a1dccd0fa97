using System.Globalization;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>
/// A year's records as they are on a day before its end: what begins later is not there yet, what ends later is open, days are counted until
/// then, and what is only known at year end is blank.
/// </summary>
/// <param name="day">The day of the extract.</param>
/// <param name="options">How the year was made.</param>
internal sealed class YearAtDay(DateOnly day, SampleOptions options)
{
    private static readonly Span[] Spans =
    [
        Span.Of<StudentRecord>(nameof(StudentRecord.EntryDate), nameof(StudentRecord.ExitDate), nameof(StudentRecord.SchoolMembership), [nameof(StudentRecord.ExitCode), nameof(StudentRecord.HighSchoolCompletionStatus)]),
        Span.Of<ScramRecord>(nameof(ScramRecord.ScramEntryDate), nameof(ScramRecord.ScramExitDate), nameof(ScramRecord.ScramMembership), [nameof(ScramRecord.ScramExitReason)]),
        Span.Of<YouthInCareRecord>(nameof(YouthInCareRecord.YicEntryDate), nameof(YouthInCareRecord.YicExitDate), nameof(YouthInCareRecord.YicMembership), [nameof(YouthInCareRecord.YicExitReason)]),
        Span.Of<Section504Record>(nameof(Section504Record.Section504EntryDate), nameof(Section504Record.Section504ExitDate), days: null, [nameof(Section504Record.Section504ExitReason)]),
        Span.Of<CourseMembershipRecord>(nameof(CourseMembershipRecord.CourseEntryDate), nameof(CourseMembershipRecord.CourseExitDate), days: null, [nameof(CourseMembershipRecord.CreditsAttempted), nameof(CourseMembershipRecord.CreditsEarned), nameof(CourseMembershipRecord.GradeEarned)]),
    ];

    // What is only known when the year is over; the days that a student was there or absent are counted then too.
    private static readonly (RecordInfo Record, string[] Fields)[] AtYearEnd =
    [
        (StudentRecord.Info, [nameof(StudentRecord.DaysAttended), nameof(StudentRecord.ExcusedAbsences), nameof(StudentRecord.UnexcusedAbsences), nameof(StudentRecord.AbsencesDueToSuspension), nameof(StudentRecord.HighSchoolCompletionStatus)]),
        (ScramRecord.Info, [nameof(ScramRecord.ExtendedSchoolYear)]),
    ];

    private readonly SampleCalendar _calendar = new(options with { AsOf = day });
    private readonly string _day = Text(day);

    /// <summary>The records of the year as they are on the day, of some types.</summary>
    public EditableBatch Of(EditableBatch year, IReadOnlyList<string> types)
    {
        var incidents = year.Records.Where(record => record.Info == IncidentRecord.Info && IsLater(record[IncidentRecord.Info.FindProperty(nameof(IncidentRecord.IncidentDate))]))
            .Select(record => record[IncidentRecord.Info.FindProperty(nameof(IncidentRecord.IncidentId))]).ToHashSet(StringComparer.Ordinal);
        var there = year.Records.Where(record => record.Info == StudentRecord.Info && !IsLater(record[Field<StudentRecord>(nameof(StudentRecord.EntryDate))])).Select(StudentIn).ToHashSet();
        var records = new List<EditableRecord>();
        var school = "";
        foreach (var record in year.Records)
        {
            school = record.Info == SchoolRecord.Info ? Value(record, FieldKey.School) : school;
            if (types.Contains(record.Info.Id, StringComparer.Ordinal) && IsThere(record, school, incidents, there))
            {
                var copy = record.Copy();
                Change(copy);
                records.Add(copy);
            }
        }

        // A class in which nobody is yet is not reported.
        var classes = records.Where(record => record.Info == CourseMembershipRecord.Info).Select(ClassOf).ToHashSet();
        records.RemoveAll(record => record.Info == CourseMasterRecord.Info && !classes.Contains(ClassOf(record)));
        return new EditableBatch(records);
    }

    private static FieldInfo Field<TRecord>(string property)
        where TRecord : struct, IRecord<TRecord> => TRecord.Info.FindProperty(property);

    private static (string School, string Student) StudentIn(EditableRecord record) => (Value(record, FieldKey.School), Value(record, FieldKey.Student));

    private static (string School, string Course, string Period) ClassOf(EditableRecord record) => (Value(record, FieldKey.School), Value(record, FieldKey.Course), Value(record, FieldKey.Distinction));

    private static string Value(EditableRecord record, FieldKey key) => record.Info.FindKey(key) is { } field ? record[field] : "";

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private bool IsLater(string date) => string.CompareOrdinal(date, _day) > 0;

    private bool IsThere(EditableRecord record, string school, HashSet<string> incidents, HashSet<(string School, string Student)> there)
    {
        if (Value(record, FieldKey.Incident) is { Length: > 0 } incident && incidents.Contains(incident))
        {
            return false;
        }

        if (record.Info == SummerEbtRecord.Info)
        {
            // It says no school: it belongs to the one that it follows.
            return !IsLater(record[Field<SummerEbtRecord>(nameof(SummerEbtRecord.EligibilityDate))]) && there.Contains((school, Value(record, FieldKey.Student)));
        }

        return (Array.Find(Spans, span => span.Record == record.Info) is not { } own || !IsLater(record[own.Entry]))
            && (record.Info.FindKey(FieldKey.Student) is null || record.Info.FindKey(FieldKey.School) is null || there.Contains(StudentIn(record)));
    }

    private void Change(EditableRecord record)
    {
        if (record.Info == DistrictRecord.Info)
        {
            record[Field<DistrictRecord>(nameof(DistrictRecord.SisAsOfDate))] = day.ToDateTime(TimeOnly.MinValue).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
            record[Field<DistrictRecord>(nameof(DistrictRecord.WhichMonth))] = Month.All[day.Month - 1].Code;
            return;
        }

        if (_calendar.IsYearEnd)
        {
            return;
        }

        if (Array.Find(Spans, span => span.Record == record.Info) is { } own)
        {
            Reopen(record, own);
        }

        foreach (var property in AtYearEnd.Where(entry => entry.Record == record.Info).SelectMany(entry => entry.Fields))
        {
            record[record.Info.FindProperty(property)] = "";
        }
    }

    private void Reopen(EditableRecord record, Span own)
    {
        var isOpen = record[own.Exit].Length == 0 || IsLater(record[own.Exit]);
        if (isOpen)
        {
            record[own.Exit] = "";
            foreach (var field in own.WithExit)
            {
                record[field] = "";
            }
        }

        // A membership of no days is one that counts elsewhere, and some are codes.
        if (own.Days is { } days && int.TryParse(record[days], NumberStyles.None, CultureInfo.InvariantCulture, out var counted) && counted > 0
            && DateOnly.TryParseExact(record[own.Entry], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var entry))
        {
            DateOnly? exit = DateOnly.TryParseExact(record[own.Exit], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var left) ? left : null;
            record[days] = _calendar.Membership(entry, exit).ToString("000", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Where a record says from when to when something is so.</summary>
    private sealed record Span(RecordInfo Record, FieldInfo Entry, FieldInfo Exit, FieldInfo? Days, FieldInfo[] WithExit)
    {
        public static Span Of<TRecord>(string entry, string exit, string? days, string[] withExit)
            where TRecord : struct, IRecord<TRecord> =>
            new(TRecord.Info, Field<TRecord>(entry), Field<TRecord>(exit), days is null ? null : Field<TRecord>(days), [.. withExit.Select(Field<TRecord>)]);
    }
}
