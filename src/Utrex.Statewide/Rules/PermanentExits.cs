using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>A student who has left for good is not enrolled again.</summary>
internal sealed class PermanentExits(RuleClaims claims) : HistoryRule(claims)
{
    private RuleInfo Left { get; } = claims.Rule("L2.01");

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        var exits = Exits(history, scope.SchoolYear);
        if (exits.Count == 0)
        {
            return;
        }

        foreach (var enrollment in history.EnrollmentsOf(scope.SchoolYear))
        {
            var isInCare = history.YouthInCare.Exists(care => care.SchoolYear == scope.SchoolYear && care.Time == YicTime.SelfContained && care.Overlap(enrollment) is not null);
            foreach (var exit in exits)
            {
                if (exit.Record != enrollment && enrollment.Entry >= exit.Day && !(isInCare && !exit.HoldsInCare))
                {
                    findings.Add(Left, history, enrollment, nameof(StudentRecord.EntryDate), enrollment.EntryText, others: exit.Record);
                }
            }
        }
    }

    /// <summary>The permanent exits, the earliest first.</summary>
    private static List<PermanentExit> Exits(StudentHistory history, int schoolYear)
    {
        var changes = ChangesByRecord(history);
        List<PermanentExit> exits = [];
        foreach (var enrollment in history.Enrollments)
        {
            // Seniors who graduate at the end of the year have no exit date; the year is over for them.
            var day = enrollment.Exit ?? (enrollment.SchoolYear < schoolYear ? new SubmissionContext(enrollment.SchoolYear, DateOnly.MaxValue).LastDay.AddDays(1) : null);
            Add(enrollment, changes.GetValueOrDefault(enrollment, enrollment), day);
        }

        foreach (var change in history.Changes.Where(change => LastBefore(history, change) is null))
        {
            Add(change, change, new SubmissionContext(change.SchoolYear, DateOnly.MaxValue).FirstDay);
        }

        exits.Sort(static (one, other) => one.Day != other.Day ? one.Day.CompareTo(other.Day) : HistoryRecord.CompareByPlace(one.Record, other.Record));
        return exits;

        void Add(Enrollment record, Enrollment says, DateOnly? day)
        {
            if (day is { } end && IsPermanent(says, history, record.SchoolYear))
            {
                exits.Add(new PermanentExit(record, end, says.ExitCode == ExitCode.Death || says.Completion == HighSchoolCompletionStatus.AgedOutOfSpecialEducation));
            }
        }
    }

    /// <summary>Whose exit code and completion status count for a record that an S1-X changes; the last one speaks.</summary>
    private static Dictionary<Enrollment, Enrollment> ChangesByRecord(StudentHistory history)
    {
        var changes = new Dictionary<Enrollment, Enrollment>();
        foreach (var change in history.Changes)
        {
            if (LastBefore(history, change) is { } changed)
            {
                changes[changed] = change;
            }
        }

        return changes;
    }

    /// <summary>The last record that the LEA of an S1-X has of the student in an earlier year.</summary>
    private static Enrollment? LastBefore(StudentHistory history, Enrollment change)
    {
        Enrollment? last = null;
        foreach (var enrollment in history.Enrollments)
        {
            if (enrollment.SchoolYear < change.SchoolYear && string.Equals(enrollment.Lea, change.Lea, StringComparison.Ordinal)
                && (last is null || enrollment.SchoolYear > last.SchoolYear || (enrollment.SchoolYear == last.SchoolYear && HistoryRecord.CompareByEntry(enrollment, last) > 0)))
            {
                last = enrollment;
            }
        }

        return last;
    }

    private static bool IsPermanent(Enrollment record, StudentHistory history, int schoolYear) =>
        record.ExitCode == ExitCode.Death
        || IsDiploma(record.Completion)
        || (IsCertificate(record.Completion) && !history.Scrams.Exists(scram => scram.SchoolYear == schoolYear));

    private static bool IsDiploma(HighSchoolCompletionStatus status) =>
        status == HighSchoolCompletionStatus.BasicDiploma
        || status == HighSchoolCompletionStatus.BasicDiplomaWithMathematicsCompetency
        || status == HighSchoolCompletionStatus.FormerBasicDiploma
        || status == HighSchoolCompletionStatus.BasicDiplomaMilitary
        || status == HighSchoolCompletionStatus.AdultEducationDiploma
        || status == HighSchoolCompletionStatus.AgedOutOfSpecialEducation;

    /// <summary>What ends school outside special education only.</summary>
    private static bool IsCertificate(HighSchoolCompletionStatus status) =>
        status == HighSchoolCompletionStatus.UtahHighSchoolCompletionDiploma || status == HighSchoolCompletionStatus.CertificateOfCompletion;

    /// <summary>A permanent exit.</summary>
    /// <param name="Record">The record that says so.</param>
    /// <param name="Day">The first day on which the student is gone.</param>
    /// <param name="HoldsInCare">Whether it holds for students in self-contained care too.</param>
    private sealed record PermanentExit(Enrollment Record, DateOnly Day, bool HoldsInCare);
}
