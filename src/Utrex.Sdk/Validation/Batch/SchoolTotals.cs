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
    private static readonly RuleInfo NotAllDisadvantaged = Rule("SC.X02");
    private static readonly RuleInfo SomeSuspended = Rule("SC.211w");

    public override bool AsksRegisters => true;

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

        var rows = new SchoolRows(index);
        foreach (var school in index.Schools)
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

    private static bool IsCareFacility(SchoolRows rows, School school) =>
        rows.Find(school.Key.School, school.Key.Lea).Any(row => row.Type is { } type && EnoughAttendance.Values.Contains(type, StringComparer.Ordinal));

    private static void Report(in RecordKey key, Totals total, BatchFindings findings)
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

        public void Add(BatchIndex index, Placement placement)
        {
            Students++;
            IsAllDisadvantaged &= NotAllDisadvantaged.Values.Contains(placement.Latest.Economic.Code, StringComparer.Ordinal);
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
