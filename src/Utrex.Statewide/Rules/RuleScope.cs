using Utrex.Sdk.Specification;
using Utrex.Sdk.Utah;

namespace Utrex.Statewide.Rules;

/// <summary>What rules know besides the histories.</summary>
/// <param name="Specification">The specification of the school year that is validated.</param>
/// <param name="Context">The school year, and the day that counts as today.</param>
/// <param name="Registers">The state's registers.</param>
/// <param name="Schedules">The schedules of the schools.</param>
/// <param name="HasPreviousYear">Whether there is a submission of the school year before.</param>
internal sealed record RuleScope(SpecificationInfo Specification, SubmissionContext Context, IStatewideRegisters Registers, SchoolSchedules Schedules, bool HasPreviousYear)
{
    /// <summary>The school year, by the year in which it ends.</summary>
    public int SchoolYear => Context.SchoolYear;

    /// <summary>The day that counts as today.</summary>
    public DateOnly Today => Context.Today;
}
