using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>What a student's membership in a school, S1 with self-contained S2 and S3, allows and asks for.</summary>
internal sealed class MembershipSums(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo NotTooYoung { get; } = claims.Rule("S1.376");
    private RuleInfo AttendedInMembership { get; } = claims.Rule("S1.365");
    private RuleInfo HasCourses { get; } = claims.Rule("S1.377");
    private RuleInfo OneYear { get; } = claims.Rule("S1.383w");
    private RuleInfo Attended { get; } = claims.Rule("S1.396");
    private RuleInfo AbsencesInMembership { get; } = claims.Rule("S1.402");
    private RuleInfo HasValidationType { get; } = claims.Rule("S1.403");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var student in index.Students)
        {
            var total = student.TotalDays.Least;
            CheckAttended(index, student, total, findings);
            foreach (var placement in student.Placements)
            {
                if (!placement.Key.School.IsBlank)
                {
                    CheckAttendance(index, placement, findings);
                    CheckAbsences(index, placement, findings);
                    CheckPresence(index, student, placement, findings);
                }

                foreach (ref readonly var enrollment in placement.Enrollments)
                {
                    // An early graduate, in grade 6 or above, may do more in less time.
                    if (total > OneYear.Limit && !(enrollment.IsEarlyGraduate && enrollment.Grade.Number >= 6))
                    {
                        findings.Add(OneYear, enrollment.Key, enrollment.Membership);
                    }

                    CheckAge(index, student, enrollment, findings);
                }
            }
        }
    }

    private void CheckAge(BatchIndex index, Student student, in Enrollment enrollment, BatchFindings findings)
    {
        if (!enrollment.BirthDate.HasValue || !enrollment.IsAbovePreKindergarten || !student.Scrams.IsEmpty)
        {
            return;
        }

        var age = Age.InYears(enrollment.BirthDate.Value, index.Context.September1);
        var isAllowed = age >= NotTooYoung.Limit || (enrollment.IsMilitaryChild && age == NotTooYoung.Limit - 1);
        if (!isAllowed && index.Membership(enrollment).Least > 0)
        {
            findings.Add(NotTooYoung, enrollment.Key, enrollment.Membership);
        }
    }

    private void CheckAttendance(BatchIndex index, Placement placement, BatchFindings findings)
    {
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            if (index.Days(enrollment.DaysAttended).Exceeds(placement.TotalDays))
            {
                findings.Add(AttendedInMembership, enrollment.Key, enrollment.DaysAttended, others: [enrollment.Membership]);
            }
        }
    }

    /// <summary>Who has been in membership for long has come at least once, in one school or the other.</summary>
    private void CheckAttended(BatchIndex index, Student student, long total, BatchFindings findings)
    {
        if (total <= Attended.LimitOn(index.Day))
        {
            return;
        }

        var sum = default(DaySum);
        var isReported = false;
        foreach (var placement in student.Placements)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                sum += index.Days(enrollment.DaysAttended);
                isReported |= !enrollment.DaysAttended.IsBlank;
            }
        }

        if (!isReported || !sum.IsNone)
        {
            return;
        }

        foreach (var placement in student.Placements)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                findings.Add(Attended, enrollment.Key);
            }
        }
    }

    private void CheckAbsences(BatchIndex index, Placement placement, BatchFindings findings)
    {
        var sum = default(DaySum);
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            sum += Counts(enrollment) ? index.Days(enrollment.Excused) + index.Days(enrollment.Unexcused) + index.Days(enrollment.Suspended) : default;
        }

        if (!sum.Exceeds(placement.TotalDays))
        {
            return;
        }

        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            if (Counts(enrollment))
            {
                findings.Add(AbsencesInMembership, enrollment.Key, enrollment.Excused, others: [enrollment.Unexcused, enrollment.Suspended, enrollment.Membership]);
            }
        }

        static bool Counts(in Enrollment enrollment) => enrollment.IsAbovePreKindergarten && !enrollment.IsNotSchoolOfRecord;
    }

    private void CheckPresence(BatchIndex index, Student student, Placement placement, BatchFindings findings)
    {
        var isYearEnd = index.IsYearEnd(placement.Key.School);
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            if (!enrollment.IsAbovePreKindergarten || !enrollment.IsInState)
            {
                continue;
            }

            if (placement.TotalDays.Least > HasCourses.Limit && !student.HasMemberships)
            {
                findings.Add(HasCourses, enrollment.Key);
            }

            if (isYearEnd && placement.TotalDays.Least > HasValidationType.Limit && !enrollment.HasValidationType)
            {
                findings.Add(HasValidationType, enrollment.Key);
            }
        }
    }
}
