using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>
/// At year end a school has attendance and absences of each kind. Schools with only pre-kindergarten or only out-of-state students
/// are left out, and so are dedicated YIC facilities, where the register of schools tells.
/// </summary>
internal sealed class SchoolTotals(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo EnoughAttendance { get; } = claims.Rule("SC.206w");
    private RuleInfo SomeAttendance { get; } = claims.Rule("SC.207w");
    private RuleInfo SomeExcused { get; } = claims.Rule("SC.209w");
    private RuleInfo SomeUnexcused { get; } = claims.Rule("SC.210w");
    private RuleInfo NotAllDisadvantaged { get; } = claims.Rule("SC.X02");
    private RuleInfo SomeSuspended { get; } = claims.Rule("SC.211w");

    public override bool IsSequential => true;

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        var totals = new Dictionary<TextId, Totals>();
        foreach (var placement in index.Placements)
        {
            var number = placement.Key.School;
            if (!totals.TryGetValue(number, out var total))
            {
                total = new Totals();
                totals.Add(number, total);
            }

            total.Add(index, placement, NotAllDisadvantaged.Values);
        }

        var rows = new SchoolRows(index);
        foreach (ref readonly var school in index.Schools)
        {
            if (!totals.TryGetValue(school.Key.School, out var total))
            {
                continue;
            }

            if (total.Membership.Least > 0 && total.IsUsual
                && index.IsYearEnd(school.Key.School) && !IsCareFacility(rows, school))
            {
                Report(school.Key, total, findings);
            }

            if (total.Students >= NotAllDisadvantaged.Limit && total.IsAllDisadvantaged)
            {
                findings.Add(NotAllDisadvantaged, school.Key);
            }
        }
    }

    private bool IsCareFacility(SchoolRows rows, School school) =>
        rows.Find(school.Key.School, school.Key.Lea).Any(row => row.Type is { } type && EnoughAttendance.Values.Lists(type));

    private void Report(in RecordKey key, Totals total, BatchFindings findings)
    {
        if (total.Attended is { IsReported: true, Days.IsUnsure: false } && total.Attended.Days.Least * 100 < total.Membership.Least * EnoughAttendance.Limit)
        {
            findings.Add(EnoughAttendance, key);
        }

        foreach (var (rule, sum) in new[] { (SomeAttendance, total.Attended), (SomeExcused, total.Excused), (SomeUnexcused, total.Unexcused), (SomeSuspended, total.Suspended) })
        {
            if (sum is { IsReported: true, Days.IsNone: true })
            {
                findings.Add(rule, key);
            }
        }
    }

    private sealed class Totals
    {
        private bool _hasOthersThanPreKindergarten;
        private bool _hasOthersThanOutOfState;

        /// <summary>The number of students.</summary>
        public int Students { get; private set; }

        /// <summary>Whether all of them have the code that says no more than that they are disadvantaged.</summary>
        public bool IsAllDisadvantaged { get; private set; } = true;

        public DaySum Membership { get; private set; }

        public Sum Attended { get; private set; }

        public Sum Excused { get; private set; }

        public Sum Unexcused { get; private set; }

        public Sum Suspended { get; private set; }

        /// <summary>Whether the school has other students than pre-kindergartners, and others than such out of state.</summary>
        public bool IsUsual => _hasOthersThanPreKindergarten && _hasOthersThanOutOfState;

        public void Add(BatchIndex index, Placement placement, IReadOnlyList<string> disadvantaged)
        {
            Students++;
            IsAllDisadvantaged &= disadvantaged.Lists(placement.Latest.Economic.Code);
            Membership += placement.TotalDays;
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                _hasOthersThanPreKindergarten |= enrollment.IsAbovePreKindergarten;
                _hasOthersThanOutOfState |= enrollment.IsInState;
                Attended = Attended.With(index, enrollment.DaysAttended);
                Excused = Excused.With(index, enrollment.Excused);
                Unexcused = Unexcused.With(index, enrollment.Unexcused);
                Suspended = Suspended.With(index, enrollment.Suspended);
            }
        }
    }

    /// <summary>A sum of days, and whether anybody reported one: that all are blank is another rule's matter.</summary>
    private readonly record struct Sum(DaySum Days, bool IsReported)
    {
        public Sum With(BatchIndex index, TextId days) => new(Days + index.Days(days), IsReported || !days.IsBlank);
    }
}
