namespace Utrex.Cli.Reports.Changes;

/// <summary>A part of a report on changes: a heading, and a table under it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Columns">What stands above the columns.</param>
/// <param name="Rows">The rows, a text for each column.</param>
internal sealed record ChangeSection(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
