using System.Globalization;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Histories;

/// <summary>A record of a student in a submission.</summary>
internal abstract class HistoryRecord
{
    /// <summary>The submission that it stands in.</summary>
    public required Submission Submission { get; init; }

    /// <summary>Its line.</summary>
    public required int Line { get; init; }

    /// <summary>The school's number.</summary>
    public string? School { get; init; }

    /// <summary>The LEA's number for the student.</summary>
    public string? Student { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? Entry { get; init; }

    /// <summary>The day after the last one, or <see langword="null"/> while the record is open.</summary>
    public DateOnly? Exit { get; init; }

    /// <summary>The LEA's number.</summary>
    public string Lea => Submission.Lea;

    /// <summary>The school year, by the year in which it ends.</summary>
    public int SchoolYear => Submission.SchoolYear;

    /// <summary>The day of entry as it stands in a file.</summary>
    public string? EntryText => TextOf(Entry);

    /// <summary>A day as it stands in a file.</summary>
    public static string? TextOf(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Whether two records stand in one school.</summary>
    public bool IsInSchoolOf(HistoryRecord other) =>
        string.Equals(Lea, other.Lea, StringComparison.Ordinal) && string.Equals(School, other.School, StringComparison.Ordinal);

    /// <summary>The first day of both on which both are open, and the day after the last one.</summary>
    public (DateOnly First, DateOnly End)? Overlap(HistoryRecord other)
    {
        if (Entry is not { } one || other.Entry is not { } two)
        {
            return null;
        }

        var (first, end) = (one > two ? one : two, Min(Exit ?? DateOnly.MaxValue, other.Exit ?? DateOnly.MaxValue));
        return first < end ? (first, end) : null;
    }

    /// <summary>The order in which the records of a student stand where days do not tell: by year, LEA and line.</summary>
    public static int CompareByPlace(HistoryRecord one, HistoryRecord other)
    {
        var order = one.SchoolYear.CompareTo(other.SchoolYear);
        order = order != 0 ? order : string.CompareOrdinal(one.Lea, other.Lea);
        return order != 0 ? order : one.Line.CompareTo(other.Line);
    }

    /// <summary>The order by entry date; a record without one comes first.</summary>
    public static int CompareByEntry(HistoryRecord one, HistoryRecord other)
    {
        var order = Nullable.Compare(one.Entry, other.Entry);
        return order != 0 ? order : CompareByPlace(one, other);
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
