namespace Utrex.Sdk.Specification;

/// <summary>What a run knows besides the batch: the school year and today's date.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record SubmissionContext
{
    private const int FirstMonth = 7;
    private const int FirstYear = 1000;
    private const int LastYear = 9999;

    /// <summary>A run for a school year on a day.</summary>
    /// <param name="schoolYear">The number of the school year: the year in which it ends.</param>
    /// <param name="today">The current date; rules about the future compare with it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number has not four digits, or the date is the default.</exception>
    public SubmissionContext(int schoolYear, DateOnly today)
    {
        if (!IsSchoolYear(schoolYear))
        {
            throw new ArgumentOutOfRangeException(nameof(schoolYear), schoolYear, "A school year has four digits: the year in which it ends, such as 2026.");
        }

        if (today == default)
        {
            throw new ArgumentOutOfRangeException(nameof(today), "The default DateOnly is no current date.");
        }

        SchoolYear = schoolYear;
        Today = today;
    }

    /// <summary>The number of the school year: the year in which it ends.</summary>
    public int SchoolYear { get; }

    /// <summary>The current date.</summary>
    public DateOnly Today { get; }

    /// <summary>The school year's first day, July 1.</summary>
    public DateOnly FirstDay => new(SchoolYear - 1, FirstMonth, 1);

    /// <summary>September 1 of the school year, the day on which the state computes most ages.</summary>
    public DateOnly September1 => new(SchoolYear - 1, 9, 1);

    /// <summary>The school year's last day, June 30.</summary>
    public DateOnly LastDay => new(SchoolYear, 6, 30);

    /// <summary>Whether a number can be that of a school year: it has four digits, those of the year in which the school year ends.</summary>
    public static bool IsSchoolYear(int number) => number is >= FirstYear and <= LastYear;

    /// <summary>The number of the school year that a day lies in: the year in which it ends.</summary>
    public static int SchoolYearOf(DateOnly day) => day.Month < FirstMonth ? day.Year : day.Year + 1;
}
