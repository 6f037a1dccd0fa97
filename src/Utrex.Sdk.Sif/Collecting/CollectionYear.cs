using System.Globalization;
using Utrex.Documents;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Collecting;

/// <summary>The school year that is collected. Agents send earlier and later years along; their objects would become records of this one.</summary>
internal static class CollectionYear
{
    private static readonly int[] Slots = [.. SifMap.Shapes.Select(shape => shape.Slots.ToList().FindIndex(slot => slot is "@SchoolYear" or "SchoolYear"))];

    /// <summary>The year of an object, or <see langword="null"/> where it says none.</summary>
    public static int? Of(DocumentObject item) =>
        TextOf(item) is { Length: 4 } text && int.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && SubmissionContext.IsSchoolYear(year) ? year : null;

    /// <summary>Whether an object says something in place of a year.</summary>
    public static bool IsMalformed(DocumentObject item) => TextOf(item) is { Length: > 0 } && Of(item) is null;

    /// <summary>
    /// The year of what is sent: of the current enrollments, else of all enrollments and calendars but future ones. Among several it is the
    /// one in which the day of the extract lies, else the latest.
    /// </summary>
    /// <returns>The year, or <see langword="null"/> where no object says one.</returns>
    public static int? Find(ObjectDirectory directory, DateTime asOf)
    {
        var years = new SortedSet<int>[3];
        foreach (var (_, item) in directory.All(StudentSchoolEnrollmentShape.Shape, CalendarSummaryShape.Shape))
        {
            if (Of(item) is { } year)
            {
                var rank = item.Shape != StudentSchoolEnrollmentShape.Shape ? 1 : IsCurrent(item) ? 0 : IsFuture(item) ? 2 : 1;
                (years[rank] ??= []).Add(year);
            }
        }

        var day = SubmissionContext.SchoolYearOf(DateOnly.FromDateTime(asOf));
        return Array.Find(years, set => set is not null) is { } sent ? sent.Contains(day) ? day : sent.Max : null;
    }

    /// <summary>Whether an enrollment has not begun.</summary>
    public static bool IsFuture(DocumentObject enrollment) => Is(enrollment, "Future"u8);

    private static bool IsCurrent(DocumentObject enrollment) => Is(enrollment, "Current"u8);

    private static bool Is(DocumentObject enrollment, ReadOnlySpan<byte> frame) => enrollment[StudentSchoolEnrollmentShape.TimeFrame].EqualsIgnoreCase(frame);

    private static Utf8Value TextOf(DocumentObject item) => Slots[item.Shape.Index] is >= 0 and var slot ? item[slot] : default;
}
