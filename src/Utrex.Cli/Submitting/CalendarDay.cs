using Utrex.Sdk.Specification;

namespace Utrex.Cli.Submitting;

/// <summary>A day in the calendar of submissions.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Date">What happens, and when.</param>
/// <param name="DaysLeft">How many days are left; below 0 since it has passed.</param>
internal sealed record CalendarDay(SubmissionInfo Submission, SubmissionDate Date, int DaysLeft)
{
    /// <summary>The days of a year's submissions, the earliest first.</summary>
    /// <param name="specification">The year.</param>
    /// <param name="submission">The id of the one that is asked for, or <see langword="null"/> for all.</param>
    /// <param name="today">The day that counts as today.</param>
    public static IReadOnlyList<CalendarDay> Of(SpecificationInfo specification, string? submission, DateOnly today) =>
    [
        .. specification.Submissions
            .Where(one => submission is null || string.Equals(one.Id, submission, StringComparison.Ordinal))
            .SelectMany(one => one.Dates.Select(date => new CalendarDay(one, date, date.Date.DayNumber - today.DayNumber)))
            .OrderBy(day => day.Date.Date).ThenBy(day => day.Date.Time),
    ];
}
