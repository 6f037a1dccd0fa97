using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>
/// At year end a school has attendance and absences of each kind. Schools with only pre-kindergarten or only out-of-state students
/// are left out, and so are dedicated YIC facilities, where the register of schools tells.
/// </summary>
internal sealed class SchoolTotals : BatchRule
{
    private static readonly RuleInfo EnoughAttendance = Rule("SC.206w");
    private static readonly RuleInfo SomeAttendance = Rule("SC.207w");
    private static readonly RuleInfo SomeExcused = Rule("SC.209w");
    private static readonly RuleInfo SomeUnexcused = Rule("SC.210w");
    private static readonly RuleInfo SomeSuspended = Rule("SC.211w");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var totals = new Dictionary<TextId, Totals>();
        foreach (var placement in index.Placements)
        {
            if (!totals.TryGetValue(placement.Key.School, out var total))
            {
                total = new Totals();
                totals.Add(placement.Key.School, total);
            }

            total.Add(index, placement);
        }

        foreach (var school in index.Schools)
        {
            if (totals.TryGetValue(school.Key.School, out var total) && total is { Membership: > 0, IsUsual: true }
                && index.IsYearEnd(school.Key.School) && !IsCareFacility(index, school))
            {
                Report(school.Key, total, findings);
            }
        }
    }

    private static bool IsCareFacility(BatchIndex index, School school) =>
        SchoolRegister.Find(index, school.Key.School, school.Key.Lea)?.Type is { } type && EnoughAttendance.Values.Contains(type, StringComparer.Ordinal);

    private static void Report(in RecordKey key, Totals total, BatchFindings findings)
    {
        if (total.Attended * 100 < total.Membership * EnoughAttendance.Limit)
        {
            findings.Add(EnoughAttendance, key);
        }

        foreach (var (rule, days) in new[] { (SomeAttendance, total.Attended), (SomeExcused, total.Excused), (SomeUnexcused, total.Unexcused), (SomeSuspended, total.Suspended) })
        {
            if (days == 0)
            {
                findings.Add(rule, key);
            }
        }
    }

    private sealed class Totals
    {
        private bool _hasOthersThanPreKindergarten;
        private bool _hasOthersThanOutOfState;

        public long Membership { get; private set; }

        public long Attended { get; private set; }

        public long Excused { get; private set; }

        public long Unexcused { get; private set; }

        public long Suspended { get; private set; }

        /// <summary>Whether the school has other students than pre-kindergartners, and others than such out of state.</summary>
        public bool IsUsual => _hasOthersThanPreKindergarten && _hasOthersThanOutOfState;

        public void Add(BatchIndex index, Placement placement)
        {
            Membership += placement.TotalDays;
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                _hasOthersThanPreKindergarten |= enrollment.Grade != GradeLevel.PreKindergarten;
                _hasOthersThanOutOfState |= enrollment.Resident != ResidentStatus.DistrictResidentEnrolledInAnotherState;
                Attended += index.Days(enrollment.DaysAttended);
                Excused += index.Days(enrollment.Excused);
                Unexcused += index.Days(enrollment.Unexcused);
                Suspended += index.Days(enrollment.Suspended);
            }
        }
    }
}
