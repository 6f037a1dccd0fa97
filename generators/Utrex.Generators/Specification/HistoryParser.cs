using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Specification;

/// <summary>Reads since when things are as they are, and what they were before.</summary>
internal static class HistoryParser
{
    private const string Year = "yyyy";

    private const string Month = "yyyy-MM";

    private const string Day = "yyyy-MM-dd";

    private static readonly string[] Levels = ["error", "warning"];

    /// <summary>The bounds of a field, a code or a rule. A <c>null</c> is none, as elsewhere.</summary>
    public static PeriodModel ReadPeriod(ObjectReader reader)
    {
        var period = new PeriodModel(Bound("since"), Bound("until"));
        if (period is { Since: { } since, Until: { } until } && FirstDay(since) > LastDay(until))
        {
            reader.Report("UTREX9009", reader.Node["until"]!, $"it would end, {until}, before it begins, {since}");
        }

        return period;

        string? Bound(string name) => InForm(reader, name, reader.OptionalText(name), "a school year such as 2024, or a day such as 2024-07-01", Year, Day);
    }

    /// <summary>The last school year or day on which a code could be used that is retired since another.</summary>
    public static string? UntilOf(string? retiredSince)
    {
        if (!Is(retiredSince, Year, out var year))
        {
            return Is(retiredSince, Day, out var day) && day > DateTime.MinValue ? day.AddDays(-1).ToString(Day, CultureInfo.InvariantCulture) : null;
        }

        return year.Year > 1 ? (year.Year - 1).ToString("D4", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What a rule was before, the earliest first.</summary>
    /// <param name="reader">The rule.</param>
    /// <param name="isWarning">Whether the rule is a warning now, and was where an entry does not say.</param>
    public static EquatableArray<EarlierModel> ReadEarlier(ObjectReader reader, bool isWarning)
    {
        var entries = new List<EarlierModel>();
        foreach (var entry in reader.Objects("earlier"))
        {
            if (ReadOne(entry, isWarning) is not { } earlier)
            {
                continue;
            }

            if (entries.Count > 0 && string.CompareOrdinal(entries[entries.Count - 1].Until, earlier.Until) >= 0)
            {
                entry.Report("UTREX9009", entry.Node, "'earlier' must go from the earliest day to the latest, each day once");
                continue;
            }

            entries.Add(earlier);
        }

        return entries.ToEquatableArray();
    }

    public static ReconstructionModel? ReadReconstruction(ObjectReader reader)
    {
        if (reader.OptionalObject("reconstruction") is not { } reconstruction)
        {
            return null;
        }

        var model = new ReconstructionModel(
            reconstruction.Name("from"),
            reconstruction.Objects("entries").Select(ReadRevision).ToEquatableArray(),
            reconstruction.Texts("uncertain"));
        reconstruction.End();
        return model;
    }

    private static RevisionModel ReadRevision(ObjectReader reader)
    {
        var revision = new RevisionModel(
            InForm(reader, "date", Required(reader, "date"), "a month such as 2024-07, or a day such as 2024-07-01", Month, Day) ?? "",
            reader.Text("change"),
            reader.Number("source"));
        reader.End();
        return revision;
    }

    /// <summary>The entry, or <see langword="null"/> where it is none: that is reported.</summary>
    private static EarlierModel? ReadOne(ObjectReader reader, bool isWarning)
    {
        var until = InForm(reader, "until", Required(reader, "until"), "a day such as 2024-07-31", Day);
        var level = reader.Node["level"] is null ? null : reader.Choice("level", "level", Levels);
        var earlier = new EarlierModel(
            until ?? "",
            level is null ? isWarning : string.Equals(level, "warning", StringComparison.Ordinal),
            reader.OptionalDecimal("limit"),
            reader.OptionalText("note"));
        if (level is null && earlier.Limit is null)
        {
            reader.Report("UTREX9002", reader.Node, "level", "is missing: the entry has to say which level, or which limit, the rule had");
        }

        reader.End();
        return until is null ? null : earlier;
    }

    /// <summary>The text, or <see langword="null"/> where it has none of the forms: that is reported.</summary>
    private static string? InForm(ObjectReader reader, string name, string? text, string form, params string[] formats)
    {
        if (text is null || Array.Exists(formats, format => Is(text, format, out _)))
        {
            return text;
        }

        reader.Report("UTREX9002", reader.Node[name]!, name, "must be " + form);
        return null;
    }

    private static string? Required(ObjectReader reader, string name) => reader.Text(name) is { Length: > 0 } text ? text : null;

    private static DateTime FirstDay(string text) => Is(text, Year, out var year) ? new DateTime(Math.Max(1, year.Year - 1), 7, 1) : DayOf(text);

    private static DateTime LastDay(string text) => Is(text, Year, out var year) ? new DateTime(year.Year, 6, 30) : DayOf(text);

    private static DateTime DayOf(string text) => Is(text, Day, out var day) ? day : DateTime.MinValue;

    private static bool Is(string? text, string format, out DateTime date) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
