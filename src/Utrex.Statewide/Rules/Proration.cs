namespace Utrex.Statewide.Rules;

/// <summary>
/// What each LEA is left of the days of a student over the limit: in proportion to what it claims (board rule R277-419). The rounding is stated nowhere: to one
/// decimal, half up, and the largest claim takes what that leaves, of equal ones that of the lowest LEA.
/// </summary>
internal static class Proration
{
    private const int Decimals = 1;

    /// <summary>The shares of a student, by LEA.</summary>
    public static IEnumerable<MembershipShare> Of(StudentMembership membership)
    {
        var (limit, total) = (membership.Limit, membership.Total);
        var allowed = membership.Claims.Select(claim => decimal.Round(limit * claim.Days / total, Decimals, MidpointRounding.AwayFromZero)).ToArray();
        var largest = 0;
        for (var i = 1; i < allowed.Length; i++)
        {
            largest = membership.Claims[i].Days > membership.Claims[largest].Days ? i : largest;
        }

        allowed[largest] += limit - allowed.Sum();
        return membership.Claims.Select((claim, i) => new MembershipShare(claim.Last.Ssid!, claim.Last.Lea, claim.Days, limit, allowed[i]));
    }
}
