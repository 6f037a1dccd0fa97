namespace Utrex.Statewide.Rules;

/// <summary>The days of a student that an LEA claims and that it is allowed, where all LEAs together claim too many.</summary>
/// <param name="StatewideStudentId">The SSID.</param>
/// <param name="Lea">The LEA's number.</param>
/// <param name="Claimed">The days that it claims.</param>
/// <param name="Limit">The most days that the student may have in all LEAs.</param>
/// <param name="Allowed">The days that are left to it: in proportion to its claim, to one decimal; the largest claim takes what rounding leaves.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record MembershipShare(string StatewideStudentId, string Lea, decimal Claimed, decimal Limit, decimal Allowed);
