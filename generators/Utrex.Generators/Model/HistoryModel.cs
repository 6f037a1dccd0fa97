namespace Utrex.Generators.Model;

/// <summary>Since when and until when something holds: a school year or a day each.</summary>
/// <param name="Since">The first school year (2024) or day (2024-07-01); <see langword="null"/> where nobody says.</param>
/// <param name="Until">The last school year or day; <see langword="null"/> where nobody says.</param>
internal sealed record PeriodModel(string? Since, string? Until);

/// <summary>What a rule was up to a day.</summary>
/// <param name="Until">The last day on which it was so, as YYYY-MM-DD.</param>
/// <param name="IsWarning">Whether it was a warning.</param>
/// <param name="Limit">The limit that it had; <see langword="null"/> where that is the same.</param>
/// <param name="Note">What else there is to know.</param>
internal sealed record EarlierModel(string Until, bool IsWarning, decimal? Limit, string? Note);

/// <summary>How the specification of an earlier year was made of that of a later one.</summary>
/// <param name="From">The later school year.</param>
/// <param name="Entries">The entries of the revision history that were used.</param>
/// <param name="Uncertain">What the history leaves open.</param>
internal sealed record ReconstructionModel(string From, EquatableArray<RevisionModel> Entries, EquatableArray<string> Uncertain);

/// <summary>An entry of the revision history.</summary>
internal sealed record RevisionModel(string Date, string Change, int Source);
