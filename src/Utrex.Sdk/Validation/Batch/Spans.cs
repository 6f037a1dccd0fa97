using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>Stretches of time from an entry date to an exit date; without one they are open.</summary>
internal static class Spans
{
    /// <summary>Whether the later stretch begins before the earlier one has surely ended: on its exit date or before, or while it is open.</summary>
    public static bool BeginsWithin(FieldValue<DateOnly> entry, FieldValue<DateOnly> earlierEntry, FieldValue<DateOnly> earlierExit) =>
        entry.HasValue && earlierEntry.HasValue && (earlierExit.IsBlank || (earlierExit.HasValue && entry.Value <= earlierExit.Value));

    /// <summary>Whether two stretches share a day; the exit date is the day after the last one.</summary>
    public static bool Share(FieldValue<DateOnly> entry, FieldValue<DateOnly> exit, FieldValue<DateOnly> otherEntry, FieldValue<DateOnly> otherExit) =>
        entry.HasValue && otherEntry.HasValue && !exit.IsMalformed && !otherExit.IsMalformed
        && (otherExit.IsBlank || entry.Value < otherExit.Value) && (exit.IsBlank || otherEntry.Value < exit.Value);

    /// <summary>
    /// Whether a service or course does not end with the enrolment: it is open though the enrolment is closed, or ends more than
    /// so many days later.
    /// </summary>
    public static bool Outlasts(FieldValue<DateOnly> exit, FieldValue<DateOnly> enrollmentExit, decimal days) =>
        enrollmentExit.HasValue && (exit.IsBlank || (exit.HasValue && exit.Value > enrollmentExit.Value.AddDays((int)days)));
}
