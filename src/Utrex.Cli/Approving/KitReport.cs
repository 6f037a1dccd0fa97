using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Sdk.Findings;

namespace Utrex.Cli.Approving;

/// <summary>The report that goes with a request, as Markdown: what was compared, how it ended, and each difference.</summary>
internal static class KitReport
{
    private const int MostRows = 1000;

    /// <summary>Writes it.</summary>
    /// <param name="text">Where it goes.</param>
    /// <param name="lea">The LEA of the kit.</param>
    /// <param name="checks">The checks, with what Level 1 says of each export.</param>
    public static void Write(TextWriter text, string lea, IReadOnlyList<(KitCheck Check, ValidationSummary Level1)> checks)
    {
        text.WriteLine($"# Exports compared with the approval kit of {UtrexSpecification.Current.SchoolYear}, LEA {lea}");
        text.WriteLine();
        text.WriteLine("| export | submission | as of | records expected | found | differences | Level 1 errors | warnings |");
        text.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (check, level1) in checks)
        {
            text.WriteLine(Invariant($"| {MarkdownText.Escape(check.Export)} | {check.Submission.Title} | {check.Submission.AsOf:yyyy-MM-dd} | {check.Counts.Values.Sum(counts => counts.Expected)} | {check.Counts.Values.Sum(counts => counts.Found)} | {check.Rows.Count} | {level1.Errors} | {level1.Warnings} |"));
        }

        foreach (var (check, _) in checks)
        {
            Write(text, check);
        }

        text.WriteLine();
        text.WriteLine("What files cannot prove stands in `checklist.md`.");
    }

    private static void Write(TextWriter text, KitCheck check)
    {
        text.WriteLine();
        text.WriteLine($"## {check.Submission.Title}: {MarkdownText.Escape(check.Export)}");
        text.WriteLine();
        text.WriteLine("| record type | expected | found | missing | not expected | with another value |");
        text.WriteLine("|---|---|---|---|---|---|");
        foreach (var (type, counts) in check.Counts)
        {
            text.WriteLine(Invariant($"| {type} | {counts.Expected} | {counts.Found} | {counts.Missing} | {counts.Unexpected} | {counts.Different} |"));
        }

        if (check.NotCompared.Count > 0)
        {
            text.WriteLine();
            text.WriteLine($"Not compared, since the submission has no such records: {string.Join(", ", check.NotCompared.Select(pair => Invariant($"{pair.Key} {pair.Value}")))}.");
        }

        text.WriteLine();
        text.WriteLine(Invariant($"differences: {check.Rows.Count}"));
        foreach (var row in check.Rows.Take(MostRows))
        {
            text.WriteLine(Invariant($"- {row.Rule.Id}, line {row.Line}: {MarkdownText.Escape(row.Message)}"));
        }

        if (check.Rows.Count > MostRows)
        {
            text.WriteLine(Invariant($"- and {check.Rows.Count - MostRows} more"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
