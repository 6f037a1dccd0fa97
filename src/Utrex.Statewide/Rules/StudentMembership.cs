using Utrex.Statewide.Histories;

namespace Utrex.Statewide.Rules;

/// <summary>The days that all LEAs claim of a student in a school year, and the most that they may.</summary>
internal sealed class StudentMembership
{
    private const decimal YearRoundDays = 205;
    private const decimal ApprovedScheduleDays = 220;

    private StudentMembership(List<LeaClaim> claims, decimal limit) => (Claims, Limit) = (claims, limit);

    /// <summary>What each LEA claims, by its number.</summary>
    public IReadOnlyList<LeaClaim> Claims { get; }

    /// <summary>The most days that the student may have.</summary>
    public decimal Limit { get; }

    /// <summary>The days of all LEAs.</summary>
    public decimal Total => Claims.Sum(claim => claim.Days);

    /// <summary>The membership of a student who has more days than allowed; <see langword="null"/> for all others.</summary>
    /// <param name="history">The student.</param>
    /// <param name="scope">What else is known.</param>
    /// <param name="days">The most days for a student of one LEA.</param>
    /// <param name="more">The further days for each further LEA that reports some.</param>
    public static StudentMembership? OverLimit(StudentHistory history, RuleScope scope, decimal days, decimal more)
    {
        // Most students have one record, and no LEA can claim more than the least limit in it.
        var records = history.EnrollmentsOf(scope.SchoolYear).ToList();
        if (records.Sum(record => record.Membership ?? 0) <= days || records.Exists(record => record.IsEarlyGraduate))
        {
            return null;
        }

        var claims = records.GroupBy(record => record.Lea, StringComparer.Ordinal).OrderBy(lea => lea.Key, StringComparer.Ordinal)
            .Select(lea => new LeaClaim(lea.Aggregate((one, other) => HistoryRecord.CompareByEntry(one, other) >= 0 ? one : other), lea.Sum(record => record.Membership ?? 0))).ToList();
        var limit = days + (more * Math.Max(0, claims.Count(claim => claim.Days > 0) - 1));
        limit = records.Exists(scope.Schedules.IsYearRound) ? Math.Max(limit, YearRoundDays) : limit;
        limit = records.Exists(scope.Schedules.IsApproved) ? Math.Max(limit, ApprovedScheduleDays) : limit;
        return claims.Sum(claim => claim.Days) > limit ? new StudentMembership(claims, limit) : null;
    }
}

/// <summary>What an LEA claims of a student.</summary>
/// <param name="Last">Its last record of the student.</param>
/// <param name="Days">The days of all its records.</param>
internal sealed record LeaClaim(Enrollment Last, decimal Days);
