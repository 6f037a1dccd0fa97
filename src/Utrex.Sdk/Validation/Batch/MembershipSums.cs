using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>What a student's membership in a school, S1 with self-contained S2 and S3, allows and asks for.</summary>
internal sealed class MembershipSums : BatchRule
{
    private static readonly RuleInfo NotTooYoung = Rule("S1.376");
    private static readonly RuleInfo AttendedInMembership = Rule("S1.365");
    private static readonly RuleInfo HasCourses = Rule("S1.377");
    private static readonly RuleInfo OneYear = Rule("S1.383w");
    private static readonly RuleInfo Attended = Rule("S1.396");
    private static readonly RuleInfo AbsencesInMembership = Rule("S1.402");
    private static readonly RuleInfo HasValidationType = Rule("S1.403");
    private static readonly RuleInfo HasNumeracyIntervention = Rule("S1.404");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        foreach (var student in index.Students)
        {
            var total = student.TotalDays;
            foreach (var placement in student.Placements)
            {
                CheckAttendance(index, placement, findings);
                CheckAbsences(index, placement, findings);
                CheckPresence(index, placement, findings);
                foreach (ref readonly var enrollment in placement.Enrollments)
                {
                    // An early graduate, in grade 6 or above, may do more in less time.
                    if (total > OneYear.Limit && !(enrollment.IsEarlyGraduate && enrollment.Grade.Number >= 6))
                    {
                        findings.Add(OneYear, enrollment.Key, enrollment.Membership);
                    }

                    CheckAge(index, placement, enrollment, findings);
                }
            }
        }
    }

    private static void CheckAge(BatchIndex index, Placement placement, in Enrollment enrollment, BatchFindings findings)
    {
        if (!enrollment.BirthDate.HasValue || enrollment.Grade.IsBlank || enrollment.Grade == GradeLevel.PreKindergarten || placement.Scrams.Count > 0)
        {
            return;
        }

        var age = Age.InYears(enrollment.BirthDate.Value, index.Context.September1);
        var isAllowed = age >= NotTooYoung.Limit || (enrollment.IsMilitaryChild && age == NotTooYoung.Limit - 1);
        if (!isAllowed && index.Days(enrollment.Membership) > 0)
        {
            findings.Add(NotTooYoung, enrollment.Key, enrollment.Membership);
        }
    }

    private static void CheckAttendance(BatchIndex index, Placement placement, BatchFindings findings)
    {
        var sum = 0;
        var isReported = false;
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            var days = index.Days(enrollment.DaysAttended);
            sum += days;
            isReported |= !enrollment.DaysAttended.IsBlank;
            if (days > placement.TotalDays)
            {
                findings.Add(AttendedInMembership, enrollment.Key, enrollment.DaysAttended, others: [enrollment.Membership]);
            }
        }

        if (isReported && sum == 0 && placement.TotalDays > Attended.Limit)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                findings.Add(Attended, enrollment.Key);
            }
        }
    }

    private static void CheckAbsences(BatchIndex index, Placement placement, BatchFindings findings)
    {
        var sum = 0;
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            sum += Counts(enrollment) ? index.Days(enrollment.Excused) + index.Days(enrollment.Unexcused) + index.Days(enrollment.Suspended) : 0;
        }

        if (sum <= placement.TotalDays)
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

        static bool Counts(in Enrollment enrollment) => enrollment.Grade != GradeLevel.PreKindergarten && !enrollment.IsNotSchoolOfRecord;
    }

    private static void CheckPresence(BatchIndex index, Placement placement, BatchFindings findings)
    {
        var isYearEnd = index.IsYearEnd(placement.Key.School);
        foreach (ref readonly var enrollment in placement.Enrollments)
        {
            var isAtHome = enrollment.Grade != GradeLevel.PreKindergarten && enrollment.Resident != ResidentStatus.DistrictResidentEnrolledInAnotherState;
            if (isAtHome && placement.TotalDays > HasCourses.Limit && !placement.HasMemberships)
            {
                findings.Add(HasCourses, enrollment.Key);
            }

            if (isYearEnd && isAtHome && placement.TotalDays > HasValidationType.Limit && !enrollment.HasValidationType)
            {
                findings.Add(HasValidationType, enrollment.Key);
            }

            if (isYearEnd && enrollment.Grade.IsPrimary && placement.TotalDays >= HasNumeracyIntervention.Limit && !enrollment.HasNumeracyIntervention)
            {
                findings.Add(HasNumeracyIntervention, enrollment.Key);
            }
        }
    }
}
