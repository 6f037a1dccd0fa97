using System.Net;
using System.Text;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports.Changes;

/// <summary>A report on changes as one page that needs nothing else and allows nothing but its own style.</summary>
internal static class ChangeHtml
{
    /// <summary>The page.</summary>
    public static string Write(ChangeReport report)
    {
        var style = "\n" + HtmlReport.Resource("changes.css");
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '").Append(HtmlReport.Hash(style)).Append("'; base-uri 'none'; form-action 'none'\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<title>").Append(Encoded(report.Title)).Append("</title>\n")
            .Append("<style>").Append(style).Append("</style>\n</head>\n<body>\n<header>\n")
            .Append("<h1>").Append(Encoded(report.Title)).Append("</h1>\n<p>").Append(Encoded(report.Summary)).Append("</p>\n</header>\n<main>\n");
        foreach (var section in report.Sections)
        {
            Begin(page, section.Title);
            Table(page, section);
            page.Append("</section>\n");
        }

        if (report.Doubts.Count > 0)
        {
            Begin(page, ChangeReport.DoubtsTitle);
            foreach (var doubt in report.Doubts)
            {
                page.Append("<p>").Append(Encoded(doubt.Lead)).Append("</p>\n<ul>\n");
                page.AppendJoin("", doubt.Points.Select(point => $"<li>{Encoded(point)}</li>\n")).Append("</ul>\n");
            }

            page.Append("</section>\n");
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Begin(StringBuilder page, string title) => page.Append("<section>\n<h2>").Append(Encoded(title)).Append("</h2>\n");

    private static void Table(StringBuilder page, ChangeSection section)
    {
        if (section.Rows.Count == 0)
        {
            page.Append("<p>Nothing.</p>\n");
            return;
        }

        page.Append("<div class=\"wide\"><table>\n<thead><tr>").AppendJoin("", section.Columns.Select(column => $"<th scope=\"col\">{Encoded(column)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in section.Rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encoded(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(TerminalText.Plain(text.ReplaceLineEndings(" ")));
}
