using System.Globalization;
using Utrex.Cli.Comparing.Specifications;

namespace Utrex.Cli.Reports.Changes;

/// <summary>The changes of a specification in the order in which a vendor needs them; how they are written is another's matter.</summary>
/// <param name="Title">What the report is about.</param>
/// <param name="Summary">How much has changed.</param>
/// <param name="Sections">The sections, those without rows too.</param>
/// <param name="Doubts">What is uncertain, a paragraph each.</param>
internal sealed record ChangeReport(string Title, string Summary, IReadOnlyList<ChangeSection> Sections, IReadOnlyList<ChangeReport.Doubt> Doubts)
{
    /// <summary>The heading above what is uncertain.</summary>
    public const string DoubtsTitle = "What is uncertain";

    private const string Retired = "retired";

    // Properties that say how a thing is worded. A rule keeps its sense under them.
    private static readonly HashSet<string> Wordings = new(StringComparer.Ordinal) { "advice", "description", "extendedDescription", "facts", "message", "name", "note", "notes", "text" };

    private static readonly string[] ThingColumns = ["what", "id", "in words"];
    private static readonly string[] RuleColumns = ["rule", "level", "what it demands"];
    private static readonly string[] ChangeColumns = ["id", "property", "before", "now"];

    /// <summary>Why a specification is not what the state published, and what nobody can be sure of.</summary>
    /// <param name="Lead">How it was made.</param>
    /// <param name="Points">What is uncertain.</param>
    internal sealed record Doubt(string Lead, IReadOnlyList<string> Points);

    /// <summary>The whole report.</summary>
    public static ChangeReport Of(SpecificationDiff diff) => new(
        $"What changes from {diff.Old.SchoolYear} to {diff.New.SchoolYear}",
        Sum(diff.Changes),
        [
            new ChangeSection("What to add to the export", ThingColumns, [.. Things(diff, IsToAdd, diff.New)]),
            new ChangeSection("What no longer may be sent", ThingColumns, [.. Things(diff, IsToDrop, diff.Old)]),
            new ChangeSection("What changed", ChangeColumns, [.. diff.Changes.Where(IsOtherwise).Select(ChangeRow)]),
            new ChangeSection("Rules that are new", RuleColumns, [.. Rules(diff, ChangeKind.Added, diff.New)]),
            new ChangeSection("Rules that are gone", RuleColumns, [.. Rules(diff, ChangeKind.Removed, diff.Old)]),
            new ChangeSection("Rules that changed", ChangeColumns, [.. diff.Changes.Where(change => change is { Kind: ItemKind.Rule, Change: ChangeKind.Changed }).Select(ChangeRow)]),
        ],
        [.. new[] { diff.Old, diff.New }.Where(catalogue => catalogue.Reconstruction is not null).DistinctBy(catalogue => catalogue.SchoolYear, StringComparer.Ordinal).Select(DoubtOf)]);

    /// <summary>The report without what only changed in its words; the last line of the summary says how much was left out.</summary>
    public static ChangeReport WithoutWordings(SpecificationDiff diff)
    {
        var kept = diff.Changes.Where(change => change.Property is null || !Wordings.Contains(change.Property)).ToList();
        var left = diff.Changes.Count - kept.Count;
        var report = Of(diff with { Changes = kept });
        return left == 0 ? report : report with { Summary = string.Create(CultureInfo.InvariantCulture, $"{report.Summary} In words only: {left}, which --format md shows.") };
    }

    private static string Sum(IReadOnlyList<SpecificationChange> changes)
    {
        if (changes.Count == 0)
        {
            return "Nothing has changed that a file shows.";
        }

        var counts = changes.Select(change => (change.Change, change.Pair.Id, change.Kind)).Distinct().CountBy(change => change.Change).ToDictionary();
        return string.Create(CultureInfo.InvariantCulture, $"Added: {counts.GetValueOrDefault(ChangeKind.Added)}, removed: {counts.GetValueOrDefault(ChangeKind.Removed)}, changed: {counts.GetValueOrDefault(ChangeKind.Changed)}.");
    }

    private static IEnumerable<string[]> Things(SpecificationDiff diff, Func<SpecificationChange, bool> filter, SpecificationCatalogue catalogue) => diff.Changes.Where(filter).Select(change => new[]
    {
        ItemWords.Kind(change.Pair.Any),
        change.Pair.Id,
        string.Join(' ', new[] { ItemWords.Of(change.Pair.Any, catalogue), ItemWords.Retired(change.Pair.After?[Retired]) }.Where(text => text.Length > 0)),
    });

    /// <summary>What comes, and codes that are taken again.</summary>
    private static bool IsToAdd(SpecificationChange change) => IsSent(change) && (change.Property is null
        ? change.Change == ChangeKind.Added && change.Pair.After![Retired] is null
        : change is { Property: Retired, New: null });

    /// <summary>What goes, and codes that are known but no longer taken.</summary>
    private static bool IsToDrop(SpecificationChange change) => IsSent(change) && (change.Property is null
        ? change.Change == ChangeKind.Removed
        : change is { Property: Retired, Old: null });

    private static bool IsOtherwise(SpecificationChange change) => change.Kind != ItemKind.Rule && !IsToAdd(change) && !IsToDrop(change);

    private static bool IsSent(SpecificationChange change) => change.Kind is ItemKind.Record or ItemKind.Field or ItemKind.Code;

    private static IEnumerable<string[]> Rules(SpecificationDiff diff, ChangeKind kind, SpecificationCatalogue catalogue) => diff.Changes
        .Where(change => change.Kind == ItemKind.Rule && change.Change == kind)
        .Select(change => new[] { change.Pair.Id, change.Pair.Any.Text("level") ?? "", ItemWords.Of(change.Pair.Any, catalogue) });

    private static string[] ChangeRow(SpecificationChange change)
    {
        if (change.Property is not { } property)
        {
            // A list, or a code that has come and is retired already.
            return [change.Pair.Id, ItemWords.Kind(change.Pair.Any), change.Pair.Before is null ? "" : "there", change.Pair.After is null ? "gone" : "new"];
        }

        var (before, now) = ChangeWords.Values(change);
        return [change.Pair.Id, ChangeWords.Property(property), before, now];
    }

    private static Doubt DoubtOf(SpecificationCatalogue catalogue) => new(
        string.Create(CultureInfo.InvariantCulture, $"The specification of {catalogue.SchoolYear} is not the state's own text: it was made of that of {catalogue.Reconstruction!.From} and the history of revisions in it (entries used: {catalogue.Reconstruction.Entries}). What that history leaves out, it cannot show."),
        catalogue.Reconstruction.Uncertain);
}
