using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation.Across;
using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>A student goes on by one grade a year, or two where one is repeated or skipped.</summary>
internal sealed class GradeLevels(RuleClaims claims) : HistoryRule(claims)
{
    // Pre-kindergarten stands one below kindergarten, as grades stand in their table.
    private static readonly Dictionary<GradeLevel, int> Places = GradeLevel.All.Select((grade, place) => (grade, place)).ToDictionary(pair => pair.grade, pair => pair.place);

    private RuleInfo Unusual { get; } = claims.Rule("L2.04");
    private RuleInfo Impossible { get; } = claims.Rule("L2.05");

    public override string? Lacks(RuleScope scope) => scope.HasPreviousYear ? null : "the store has no submission of the school year before";

    public override void Check(StudentHistory history, RuleScope scope, RuleFindings findings)
    {
        if (Last(history, scope.SchoolYear) is not { } now || Last(history, scope.SchoolYear - 1) is not { } before)
        {
            return;
        }

        var difference = Math.Abs(Places[now.Grade] - Places[before.Grade]);
        if (difference >= Impossible.Limit)
        {
            findings.Add(Impossible, history, now, nameof(StudentRecord.GradeLevel), now.Grade.Code, others: before);
        }
        else if (difference >= Unusual.Limit)
        {
            findings.Add(Unusual, history, now, nameof(StudentRecord.GradeLevel), now.Grade.Code, others: before);
        }
    }

    /// <summary>The record with the grade of a year: that of the latest entry date, then of the higher grade.</summary>
    private static Enrollment? Last(StudentHistory history, int schoolYear)
    {
        Enrollment? last = null;
        foreach (var record in history.EnrollmentsOf(schoolYear))
        {
            if (!record.Grade.IsBlank && record.Entry is not null && (last is null || Compare(record, last) > 0))
            {
                last = record;
            }
        }

        return last;
    }

    private static int Compare(Enrollment one, Enrollment other)
    {
        var order = Nullable.Compare(one.Entry, other.Entry);
        order = order != 0 ? order : Places[one.Grade].CompareTo(Places[other.Grade]);
        return order != 0 ? order : HistoryRecord.CompareByPlace(one, other);
    }
}
