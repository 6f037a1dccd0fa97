using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>A student in a school: the enrolments there and the sums of membership that several rules compare with. It is a place in the index.</summary>
internal readonly record struct Placement(BatchIndex Index, int Number)
{
    /// <summary>The enrolments, by entry date.</summary>
    public Rows<Enrollment>.Range Enrollments => Index.Enrollments.Between(Row.Start, Row.End);

    /// <summary>The most recent enrolment.</summary>
    public ref readonly Enrollment Latest => ref Index.Enrollments[Row.End - 1];

    /// <summary>Student and school.</summary>
    public RecordKey Key => Latest.Key;

    /// <summary>The earliest entry date.</summary>
    public DateOnly? FirstEntry => Row.FirstEntry;

    /// <summary>The earliest entry date, where each can be read: one that cannot may be earlier than all others.</summary>
    public DateOnly? SureFirstEntry => Row.HasUnsureEntry ? null : FirstEntry;

    /// <summary>The latest exit date, where each can be read; none while an enrolment is open.</summary>
    public DateOnly? SureLastExit => Row.HasUnsureExit ? null : Row.LastExit;

    /// <summary>The exit date of the most recent enrolment, which may be blank or unreadable; none where it is not sure which is the most recent.</summary>
    public FieldValue<DateOnly>? SureLatestExit => !Row.HasUnsureEntry || Row.End - Row.Start == 1 ? Latest.Exit : null;

    /// <summary>Whether an enrolment has no exit date.</summary>
    public bool IsOpen => Row.IsOpen;

    /// <summary>Whether an enrolment has a completion status, be it no code.</summary>
    public bool HasCompletion => Row.HasCompletion;

    /// <summary>The sum of School Membership (S1).</summary>
    public DaySum SchoolDays => Row.SchoolDays;

    /// <summary>The sum of self-contained SCRAM membership (S2).</summary>
    public DaySum SelfContainedScramDays => Row.SelfContainedScramDays;

    /// <summary>The sum of SCRAM membership under resource times.</summary>
    public DaySum ResourceScramDays => Row.ResourceScramDays;

    /// <summary>The sum of self-contained YIC membership (S3) that is not excluded.</summary>
    public DaySum SelfContainedCareDays => Row.SelfContainedCareDays;

    /// <summary>The sum of YIC membership under resource times.</summary>
    public DaySum ResourceCareDays => Row.ResourceCareDays;

    /// <summary>The whole membership: S1 and self-contained S2 and S3.</summary>
    public DaySum TotalDays => SchoolDays + SelfContainedScramDays + SelfContainedCareDays;

    /// <summary>The SCRAM records, by entry date.</summary>
    public ReadOnlySpan<Scram> Scrams => Index.ScramTable.Of(Key.Student, Key.School);

    /// <summary>The YIC records, by entry date.</summary>
    public ReadOnlySpan<YouthInCare> Care => Index.CareTable.Of(Key.Student, Key.School);

    /// <summary>Whether the student is in pre-kindergarten.</summary>
    public bool IsPreKindergarten => Latest.Grade == GradeLevel.PreKindergarten;

    /// <summary>Whether the student is in grade 9 or above.</summary>
    public bool IsHighSchool => Latest.Grade.IsHighSchool;

    private ref readonly PlacementRow Row => ref Index.PlacementRows[Number];

    /// <summary>Whether an enrolment has one of these completion statuses.</summary>
    public bool HasCompletionIn(IReadOnlyList<string> codes) => Row.Completions.HasAnyOf(codes);

    /// <summary>Whether a SCRAM record takes the place of the membership in the school; in pre-kindergarten one without a time does too.</summary>
    public bool IsSelfContained(in Scram scram) => scram.Time == ScramTime.SelfContained || (IsPreKindergarten && !scram.HasTime);

    /// <summary>Whether a SCRAM record adds to the membership in the school. A time that is no code is neither.</summary>
    public static bool IsResource(in Scram scram) => !scram.Time.IsBlank && scram.Time != ScramTime.SelfContained;
}
