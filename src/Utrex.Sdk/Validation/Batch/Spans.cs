using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>How the end of a service or a course compares with that of the enrolment.</summary>
internal static class Spans
{
    /// <summary>
    /// Whether a service or course does not end with the enrolment: it is open though the enrolment is closed, or ends more than
    /// so many days later.
    /// </summary>
    public static bool Outlasts(FieldValue<DateOnly> exit, FieldValue<DateOnly> enrollmentExit, decimal days) =>
        enrollmentExit.HasValue && (exit.IsBlank || (exit.HasValue && exit.Value > enrollmentExit.Value.AddDays((int)days)));
}
