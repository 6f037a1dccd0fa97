using Utrex.Sdk.Generated;

namespace Utrex.Cli.Sampling;

/// <summary>The school year of a sample: when school begins and ends, and how many days have passed.</summary>
internal sealed class SampleCalendar
{
    /// <summary>The days of instruction that a school year has.</summary>
    public const int DaysInSchoolYear = 180;

    public SampleCalendar(SampleOptions options)
    {
        AsOf = options.AsOf;
        SchoolYear = options.SchoolYear;
        First = OnOrAfter(new DateOnly(SchoolYear - 1, 8, 15), DayOfWeek.Monday);
        Last = OnOrAfter(new DateOnly(SchoolYear, 5, 25), DayOfWeek.Friday);
    }

    public int SchoolYear { get; }

    /// <summary>The day of the extract.</summary>
    public DateOnly AsOf { get; }

    /// <summary>The first day of school.</summary>
    public DateOnly First { get; }

    /// <summary>The last day of school.</summary>
    public DateOnly Last { get; }

    /// <summary>The first day of the second half of the year.</summary>
    public DateOnly SecondSemester => new(SchoolYear, 1, 12);

    /// <summary>Whether the school year has ended.</summary>
    public bool IsYearEnd => AsOf >= Last;

    /// <summary>The day by which everything that a sample tells has happened.</summary>
    public DateOnly Now => AsOf < First ? First : IsYearEnd ? Last : AsOf;

    /// <summary>The last day on which a student comes: late enough to be there, early enough for some days of membership.</summary>
    public DateOnly LastArrival => IsYearEnd ? Last.AddDays(-28) : Now;

    /// <summary>Days of instruction from a day to just before another, in 180-day equivalents.</summary>
    public int Membership(DateOnly entry, DateOnly? exit)
    {
        var end = exit is { } day && day <= Now ? day : Now.AddDays(1);
        return Weekdays.Between(entry, end) * DaysInSchoolYear / Weekdays.Between(First, Last.AddDays(1));
    }

    private static DateOnly OnOrAfter(DateOnly day, DayOfWeek weekday) => day.AddDays(((int)weekday - (int)day.DayOfWeek + 7) % 7);
}
