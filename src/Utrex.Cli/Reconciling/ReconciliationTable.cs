using System.Globalization;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reconciling;

/// <summary>A reconciliation for people: the rules with their counts, then what only one side has.</summary>
/// <param name="writer">Where it is written.</param>
/// <param name="width">The width of the terminal, or <see langword="null"/> where there is none.</param>
/// <param name="most">How many findings of a rule are listed; 0 for all.</param>
internal sealed class ReconciliationTable(TextWriter writer, int? width, int most)
{
    private const int Indent = 43;

    /// <summary>Writes it.</summary>
    public void Write(IReadOnlyList<ReconciledRule> rules)
    {
        var compared = rules.Where(rule => rule.NotCompared is null).ToList();
        Line($"{"both",7} {"state's",9} {"ours",7}  {"rule",-16}{"what it demands"}");
        foreach (var rule in compared.OrderByDescending(rule => rule.OnlyState.Count).ThenByDescending(rule => rule.OnlyOwn.Count).ThenBy(rule => rule.Id, StringComparer.Ordinal))
        {
            var note = rule.OtherLevels > 0 ? $" ({Numbers.Of(rule.OtherLevels, "finding")} of another level)" : "";
            Line(string.Create(CultureInfo.InvariantCulture, $"{rule.Both.Count,7} {rule.OnlyState.Count,9} {rule.OnlyOwn.Count,7}  {TerminalText.Plain(rule.Id),-16}{rule.Rule?.Text ?? "no rule that the tool holds"}{note}"), Indent);
        }

        List("only the state's", compared, rule => rule.OnlyState.Select(Describe));
        List("only ours", compared, rule => rule.OnlyOwn.Select(Describe));
        foreach (var group in rules.Where(rule => rule.NotCompared is not null).GroupBy(rule => rule.NotCompared!, StringComparer.Ordinal))
        {
            writer.WriteLine();
            Line($"not compared, since this run did not evaluate them ({group.Key}): {string.Join(", ", group.Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Id} {rule.OnlyState.Count}")))}", indent: 2);
        }
    }

    private void List(string title, IEnumerable<ReconciledRule> rules, Func<ReconciledRule, IEnumerable<string>> describe)
    {
        var isFirst = true;
        foreach (var rule in rules)
        {
            var lines = describe(rule).ToList();
            if (lines.Count == 0)
            {
                continue;
            }

            if (isFirst)
            {
                writer.WriteLine();
                Line(title);
                isFirst = false;
            }

            foreach (var line in most == 0 ? lines : lines.Take(most))
            {
                Line($"  {TerminalText.Plain(rule.Id)}  {line}", indent: 4);
            }

            if (most > 0 && lines.Count > most)
            {
                Line($"  {TerminalText.Plain(rule.Id)}  and {(lines.Count - most).ToString(CultureInfo.InvariantCulture)} more; --max 0 lists all", indent: 4);
            }
        }
    }

    private static string Describe(StateFinding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{Who(finding.Keys)}: {TerminalText.Isolated(finding.Message)} (sheet '{TerminalText.Plain(finding.Sheet)}', row {finding.Row})");

    private static string Describe(ReportRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Who(FindingKeys.Of(row))}: {TerminalText.Isolated(row.Message)}{(row.Value is null ? "" : $" '{TerminalText.Isolated(row.Value)}'")} ({TerminalText.Plain(row.File)}, line {row.Line})");

    private static string Who(string[] keys)
    {
        string[] names = ["LEA", "school", "student", "SSID", "entry", "SCRAM entry", "YIC entry", "incident", "course"];
        var parts = names.Zip(keys).Where(pair => pair.Second.Length > 0).Select(pair => $"{pair.First} {TerminalText.Isolated(pair.Second)}").ToList();
        return parts.Count == 0 ? "the batch" : string.Join(", ", parts);
    }

    private void Line(string text, int indent = 0)
    {
        if (width is not { } cells || TerminalText.Width(text) < cells)
        {
            writer.WriteLine(text);
            return;
        }

        indent = Math.Min(indent, cells / 2);
        var lines = TerminalText.Wrap(text[indent..], cells - 1 - indent).ToList();
        writer.WriteLine(text[..indent] + lines[0]);
        foreach (var line in lines.Skip(1))
        {
            writer.WriteLine(new string(' ', indent) + line);
        }
    }
}
