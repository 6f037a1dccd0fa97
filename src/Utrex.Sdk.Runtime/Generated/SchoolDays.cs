using System.ComponentModel;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Generated;

/// <summary>The days that conditions compare with, as one school has them. A day that the batch does not tell is unknown.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SchoolDays
{
    private DayRows?[] _rows = [];

    internal SchoolDays(SubmissionContext context, DateOnly? asOf, DateOnly? lastDayOfSchool)
    {
        Today = Measure.Of(context.Today);
        FirstDayOfSchoolYear = Measure.Of(context.FirstDay);
        September1 = Measure.Of(context.September1);
        LastDayOfSchoolYear = Measure.Of(context.LastDay);
        AsOf = asOf is { } date ? Measure.Of(date) : default;
        LastDayOfSchool = lastDayOfSchool is { } last ? Measure.Of(last) : default;
    }

    /// <summary>The current date of the run.</summary>
    public Measure Today { get; }

    /// <summary>The date of the district record.</summary>
    public Measure AsOf { get; }

    /// <summary>July 1.</summary>
    public Measure FirstDayOfSchoolYear { get; }

    /// <summary>September 1, the day that decides about ages.</summary>
    public Measure September1 { get; }

    /// <summary>June 30.</summary>
    public Measure LastDayOfSchoolYear { get; }

    /// <summary>The last day of school.</summary>
    public Measure LastDayOfSchool { get; }

    /// <summary>Whether the year has ended in the school: the district record is of its last day or later.</summary>
    public bool IsYearEnd => Measure.IsAtMost(LastDayOfSchool, AsOf);

    /// <summary>Whether the year has not ended yet. Both may be false, where the batch does not tell.</summary>
    public bool IsBeforeYearEnd => Measure.IsBelow(AsOf, LastDayOfSchool);

    /// <summary>What the days leave of the cases of a filter.</summary>
    internal DayRows RowsOf(RuleFilter filter)
    {
        var rows = _rows;
        return filter.Number < rows.Length && rows[filter.Number] is { } known ? known : Make(filter);
    }

    private DayRows Make(RuleFilter filter)
    {
        // Of two threads at once, one may do its work in vain.
        var made = new DayRows(filter, this);
        var rows = _rows;
        DayRows?[] more = [.. rows, .. new DayRows?[Math.Max(0, filter.Number + 1 - rows.Length)]];
        more[filter.Number] = made;
        _rows = more;
        return made;
    }
}
