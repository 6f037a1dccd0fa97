namespace Utrex.Sdk.Validation;

/// <summary>What a run knows besides the batch: the school year and today's date.</summary>
public sealed record SubmissionContext
{
    private const int FirstMonth = 7;

    /// <summary>A run for a school year on a day.</summary>
    /// <param name="schoolYear">The number of the school year: the year in which it ends.</param>
    /// <param name="today">The current date; rules about the future compare with it.</param>
    public SubmissionContext(int schoolYear, DateOnly today)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(schoolYear, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(schoolYear, 9999);
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

    /// <summary>The number of the school year that a day lies in: the year in which it ends.</summary>
    public static int SchoolYearOf(DateOnly day) => day.Month < FirstMonth ? day.Year : day.Year + 1;
}
