using System.Globalization;
using System.Text;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports.Changes;

/// <summary>A report on changes as a page of Markdown.</summary>
internal static class ChangeMarkdown
{
    /// <summary>The page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="comment">A comment under the title, for pages that are kept.</param>
    public static string Write(ChangeReport report, string? comment = null)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {Cell(report.Title)}\n\n");
        if (comment is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"<!-- {comment} -->\n\n");
        }

        page.Append(Cell(report.Summary)).Append('\n');
        foreach (var section in report.Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n");
            Table(page, section);
        }

        if (report.Doubts.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {ChangeReport.DoubtsTitle}\n");
        }

        foreach (var doubt in report.Doubts)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n{Cell(doubt.Lead)}\n");
            page.AppendJoin("", doubt.Points.Select((point, i) => $"{(i == 0 ? "\n" : "")}- {Cell(point)}\n"));
        }

        return page.ToString();
    }

    private static void Table(StringBuilder page, ChangeSection section)
    {
        if (section.Rows.Count == 0)
        {
            page.Append("Nothing.\n");
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", section.Columns)} |\n|{string.Concat(section.Columns.Select(_ => "---|"))}\n");
        foreach (var row in section.Rows)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Cell))} |\n");
        }
    }

    private static string Cell(string text) => MarkdownText.Escape(TerminalText.Plain(text.ReplaceLineEndings(" ")));
}
