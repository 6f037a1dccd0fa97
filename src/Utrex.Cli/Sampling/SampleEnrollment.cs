namespace Utrex.Cli.Sampling;

/// <summary>A student's time in one school. A student who changes schools within the LEA has two.</summary>
internal sealed record SampleEnrollment(SampleStudent Student, SampleSchool School, DateOnly Entry, DateOnly? Exit, bool Transfers)
{
    /// <summary>The days of membership so far.</summary>
    public int Membership(SampleCalendar calendar) => calendar.Membership(Entry, Exit);
}
