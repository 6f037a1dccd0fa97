using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah.Index;
using Utrex.Sdk.Validation.Across;

namespace Utrex.Sdk.Utah.Rules;

/// <summary>What the state asks of students who were enrolled long enough: calendar days in the LEA, not days of membership.</summary>
internal sealed class EnrolledDays(RuleClaims claims) : BatchRule(claims)
{
    private RuleInfo HasNumeracyIntervention { get; } = claims.Rule("S1.404");

    public override void Check(BatchIndex index, BatchFindings findings)
    {
        if (index.AsOf is not { } asOf)
        {
            return;
        }

        foreach (var student in index.Students)
        {
            int? days = null;
            foreach (var placement in student.Placements)
            {
                if (!index.IsYearEnd(placement.Key.School))
                {
                    continue;
                }

                foreach (ref readonly var enrollment in placement.Enrollments)
                {
                    if (enrollment.Grade.IsPrimary && !enrollment.HasNumeracyIntervention && (days ??= Days(student, asOf)) >= HasNumeracyIntervention.Limit)
                    {
                        findings.Add(HasNumeracyIntervention, enrollment.Key);
                    }
                }
            }
        }
    }

    /// <summary>The days from entry to the day before the exit, or to the as-of date; a day in two schools is one.</summary>
    private static int Days(Student student, DateOnly asOf)
    {
        List<(int First, int Last)> spans = [];
        foreach (var placement in student.Placements)
        {
            foreach (ref readonly var enrollment in placement.Enrollments)
            {
                if (enrollment.Entry.HasValue && !enrollment.Exit.IsMalformed)
                {
                    spans.Add((enrollment.Entry.Value.DayNumber, enrollment.Exit.HasValue ? enrollment.Exit.Value.DayNumber - 1 : asOf.DayNumber));
                }
            }
        }

        spans.Sort();
        var days = 0;
        var until = -1;
        foreach (var (first, last) in spans)
        {
            days += Math.Max(0, last - Math.Max(first, until + 1) + 1);
            until = Math.Max(until, last);
        }

        return days;
    }
}
