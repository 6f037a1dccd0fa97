namespace Utrex.Cli.Summing;

/// <summary>A count that differs from that of another batch by more than days make of it.</summary>
/// <param name="Section">What is counted.</param>
/// <param name="School">The school, or <see langword="null"/> for all of them together.</param>
/// <param name="Title">Of what, or <see langword="null"/> for the whole section.</param>
/// <param name="Before">The count of the other batch.</param>
/// <param name="Now">The count of this one.</param>
internal sealed record SummaryChange(string Section, string? School, string? Title, long Before, long Now)
{
    /// <summary>How much it has changed, in percent; <see langword="null"/> where there was none.</summary>
    public int? Percent => Before == 0 ? null : (int)Math.Round(100.0 * (Now - Before) / Before);
}

/// <summary>The counts of two batches beside each other: what a reviewer would ask about.</summary>
internal static class SummaryComparison
{
    // A class more or less is daily life; so is a tenth.
    private const int LeastCount = 5;
    private const int LeastPercent = 10;

    /// <summary>The changes, by section and school.</summary>
    public static IReadOnlyList<SummaryChange> Of(EnrollmentSummary now, EnrollmentSummary before)
    {
        var pairs = now.Sections.Zip(before.Sections);
        return [.. pairs.SelectMany(pair => Changes(pair.First, pair.Second)).Where(change => IsNotable(change.Before, change.Now))];
    }

    private static IEnumerable<SummaryChange> Changes(SummarySection now, SummarySection before)
    {
        yield return new SummaryChange(now.Name, School: null, Title: null, before.Total, now.Total);
        var keys = now.Keys.Concat(before.Keys).DistinctBy(key => key.Key, StringComparer.Ordinal).ToList();
        foreach (var school in now.Schools.Union(before.Schools, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            yield return new SummaryChange(now.Name, school, Title: null, before.TotalOfSchool(school), now.TotalOfSchool(school));
            foreach (var key in keys.Count > 1 ? keys : [])
            {
                yield return new SummaryChange(now.Name, school, key.Heading, before[school, key.Key], now[school, key.Key]);
            }
        }
    }

    private static bool IsNotable(long before, long now) =>
        Math.Abs(now - before) is var change && change >= LeastCount && 100 * change >= LeastPercent * Math.Max(before, now);
}
