using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Transcripts.Pesc;

/// <summary>School years: a number here, the year in which they end; <c>2024-2025</c> there, and the month in which a session begins.</summary>
internal static class PescSchoolYear
{
    // No record says when a term begins; schools begin in August.
    private const int FirstMonth = 8;

    public static string Name(int endingYear) => string.Create(CultureInfo.InvariantCulture, $"{endingYear - 1:0000}-{endingYear:0000}");

    public static string Designator(int endingYear) => string.Create(CultureInfo.InvariantCulture, $"{endingYear - 1:0000}-{FirstMonth:00}");

    /// <summary>The year in which the school year of a session ends, or <see langword="null"/> where neither text says.</summary>
    public static int? Of(string name, string designator) =>
        name.Length == 9 && name[4] == '-' && int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year
        : designator.Length >= 7 && DateOnly.TryParseExact(designator[..7] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? SubmissionContext.SchoolYearOf(day)
        : null;
}
