using System.Runtime.InteropServices;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>A student in a school: the enrolments there and the sums of membership that several rules compare with.</summary>
internal sealed class Placement
{
    private readonly BatchIndex _index;
    private readonly int _start;
    private readonly int _end;
    private readonly HighSchoolCompletionStatus[] _completions = [];
    private readonly DateOnly? _lastExit;
    private readonly bool _hasUnsureEntry;
    private readonly bool _hasUnsureExit;

    /// <summary>The enrolments of a student in a school: those from a place to another.</summary>
    public Placement(BatchIndex index, int start, int end)
    {
        _index = index;
        _start = start;
        _end = end;
        foreach (ref readonly var enrollment in Enrollments)
        {
            SchoolDays += index.Membership(enrollment);
            if (!enrollment.Completion.IsBlank && !_completions.Contains(enrollment.Completion))
            {
                _completions = [.. _completions, enrollment.Completion];
            }

            IsOpen |= enrollment.Exit.IsBlank;
            HasCompletion |= enrollment.HasCompletion;
            _hasUnsureEntry |= !enrollment.Entry.HasValue;
            _hasUnsureExit |= !enrollment.Exit.HasValue;
            if (enrollment.Entry.HasValue && (FirstEntry is not { } first || enrollment.Entry.Value < first))
            {
                FirstEntry = enrollment.Entry.Value;
            }

            if (enrollment.Exit.HasValue && (_lastExit is not { } last || enrollment.Exit.Value > last))
            {
                _lastExit = enrollment.Exit.Value;
            }
        }

        foreach (ref readonly var scram in Scrams)
        {
            var days = index.Days(scram.Membership);
            var unknown = scram.HasUnreadableTime ? days.AsUnsure() : default;
            SelfContainedScramDays += IsSelfContained(scram) ? days : unknown;
            ResourceScramDays += IsResource(scram) ? days : unknown;
        }

        foreach (ref readonly var care in Care)
        {
            if (!care.IsExcluded)
            {
                var days = index.Days(care.Membership);
                var unknown = care.HasUnreadableTime ? days.AsUnsure() : default;
                SelfContainedCareDays += care.IsSelfContained ? days : unknown;
                ResourceCareDays += care.IsResource ? days : unknown;
            }
        }
    }

    /// <summary>The enrolments, by entry date.</summary>
    public ReadOnlySpan<Enrollment> Enrollments => CollectionsMarshal.AsSpan(_index.Enrollments)[_start.._end];

    /// <summary>The most recent enrolment.</summary>
    public ref readonly Enrollment Latest => ref Enrollments[^1];

    /// <summary>Student and school.</summary>
    public RecordKey Key => Latest.Key;

    /// <summary>The earliest entry date.</summary>
    public DateOnly? FirstEntry { get; }

    /// <summary>The earliest entry date, where each can be read: one that cannot may be earlier than all others.</summary>
    public DateOnly? SureFirstEntry => _hasUnsureEntry ? null : FirstEntry;

    /// <summary>The latest exit date, where each can be read; none while an enrolment is open.</summary>
    public DateOnly? SureLastExit => _hasUnsureExit ? null : _lastExit;

    /// <summary>The exit date of the most recent enrolment, which may be blank or unreadable; none where it is not sure which is the most recent.</summary>
    public FieldValue<DateOnly>? SureLatestExit => !_hasUnsureEntry || Enrollments.Length == 1 ? Latest.Exit : null;

    /// <summary>Whether an enrolment has no exit date.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether an enrolment has a completion status, be it no code.</summary>
    public bool HasCompletion { get; }

    /// <summary>The sum of School Membership (S1).</summary>
    public DaySum SchoolDays { get; }

    /// <summary>The sum of self-contained SCRAM membership (S2).</summary>
    public DaySum SelfContainedScramDays { get; }

    /// <summary>The sum of SCRAM membership under resource times.</summary>
    public DaySum ResourceScramDays { get; }

    /// <summary>The sum of self-contained YIC membership (S3) that is not excluded.</summary>
    public DaySum SelfContainedCareDays { get; }

    /// <summary>The sum of YIC membership under resource times.</summary>
    public DaySum ResourceCareDays { get; }

    /// <summary>The whole membership: S1 and self-contained S2 and S3.</summary>
    public DaySum TotalDays => SchoolDays + SelfContainedScramDays + SelfContainedCareDays;

    /// <summary>The SCRAM records, by entry date.</summary>
    public ReadOnlySpan<Scram> Scrams => _index.ScramTable.Of(Key.Student, Key.School);

    /// <summary>The YIC records, by entry date.</summary>
    public ReadOnlySpan<YouthInCare> Care => _index.CareTable.Of(Key.Student, Key.School);

    /// <summary>Whether the student is in pre-kindergarten.</summary>
    public bool IsPreKindergarten => Latest.Grade == GradeLevel.PreKindergarten;

    /// <summary>Whether the student is in grade 9 or above.</summary>
    public bool IsHighSchool => Latest.Grade.IsHighSchool;

    /// <summary>Whether an enrolment has one of these completion statuses.</summary>
    public bool HasCompletionIn(IReadOnlyList<string> codes) => _completions.Any(status => codes.Contains(status.Code, StringComparer.Ordinal));

    /// <summary>Whether a SCRAM record takes the place of the membership in the school; in pre-kindergarten one without a time does too.</summary>
    public bool IsSelfContained(in Scram scram) => scram.Time == ScramTime.SelfContained || (IsPreKindergarten && !scram.HasTime);

    /// <summary>Whether a SCRAM record adds to the membership in the school. A time that is no code is neither.</summary>
    public static bool IsResource(in Scram scram) => !scram.Time.IsBlank && scram.Time != ScramTime.SelfContained;
}
