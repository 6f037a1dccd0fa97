using System.Runtime.InteropServices;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation.Batch;

/// <summary>
/// Where a student's time in a school begins and ends, as far as it is sure: a date that cannot be read may be earlier or later than
/// all others, and then there is no bound.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct EnrollmentBounds
{
    public EnrollmentBounds(Placement placement)
    {
        FirstEntry = placement.HasUnreadEntry ? null : placement.FirstEntry;
        LastExit = placement.HasUnreadExit ? null : placement.LastExit;
        LatestExit = !placement.HasUnreadEntry || placement.Enrollments.Length == 1 ? placement.Latest.Exit : null;
    }

    /// <summary>The earliest entry date.</summary>
    public DateOnly? FirstEntry { get; }

    /// <summary>The latest exit date; none while an enrolment is open.</summary>
    public DateOnly? LastExit { get; }

    /// <summary>The exit date of the most recent enrolment, which may be blank or unreadable; none where it is not sure which is the most recent.</summary>
    public FieldValue<DateOnly>? LatestExit { get; }
}
