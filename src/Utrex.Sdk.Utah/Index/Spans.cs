using Utrex.Sdk.Text;

namespace Utrex.Sdk.Utah.Index;

/// <summary>How the end of a service or a course compares with that of the enrolment.</summary>
internal static class Spans
{
    /// <summary>
    /// Whether a service or course does not end with the enrolment: it is open though the enrolment is not, or ends more than so many
    /// days later. An exit date that cannot be read is not blank, but nothing compares with it.
    /// </summary>
    /// <param name="exit">The exit date of the service or course.</param>
    /// <param name="enrollmentExit">The exit date of the most recent enrolment, or <see langword="null"/> where nobody knows which that is.</param>
    /// <param name="days">The days that the service or course may last longer.</param>
    public static bool Outlasts(FieldValue<DateOnly> exit, FieldValue<DateOnly>? enrollmentExit, decimal days) => enrollmentExit is { } left
        && (exit.IsBlank ? !left.IsBlank : exit.HasValue && left.HasValue && exit.Value.DayNumber - left.Value.DayNumber > days);
}
