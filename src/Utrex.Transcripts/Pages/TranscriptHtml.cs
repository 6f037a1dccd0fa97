using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Utrex.Transcripts.Pages;

/// <summary>
/// Writes a transcript as a page of HTML that needs nothing else: it is read on a screen of any width, by people who see it and by those who do
/// not, and printed on Letter or A4 with a running line and the number of each page.
/// </summary>
public static class TranscriptHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string Style = ReadStyle();

    /// <summary>Writes the page of a transcript.</summary>
    /// <param name="transcript">The transcript.</param>
    /// <param name="output">Where the page goes, as UTF-8; it stays open.</param>
    public static void Write(Transcript transcript, Stream output)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(output);
        var sheet = TranscriptSheet.Of(transcript);
        using var page = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        Head(page, sheet);
        Person(page, sheet);
        foreach (var year in sheet.Years)
        {
            Year(page, year);
        }

        page.WriteLine("<div class=\"side\">");
        Section(page, "summary", "Credits, averages and rank", sheet.Summary);
        Grades(page, sheet.Grades);
        Tests(page, sheet.Tests);
        Section(page, "graduation", "Graduation", sheet.Graduation);
        page.WriteLine("</div>");
        Foot(page, sheet);
    }

    private static void Head(TextWriter page, TranscriptSheet sheet)
    {
        // Names stand in the style too, for the edge of the page: a text of CSS.
        var style = $"{Style}@page {{ @bottom-left {{ content: {CssText(sheet.Running)}; font-size: 8pt; }} @bottom-right {{ content: \"Page \" counter(page) \" of \" counter(pages); font-size: 8pt; }} }}\n";
        page.WriteLine("<!DOCTYPE html>");
        page.WriteLine("<html lang=\"en\">");
        page.WriteLine("<head>");
        page.WriteLine("<meta charset=\"utf-8\">");
        page.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.WriteLine($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'\">");
        page.WriteLine("<meta name=\"robots\" content=\"noindex\">");
        page.WriteLine($"<title>{Text(sheet.Running)}</title>");
        page.WriteLine($"<style>{style}</style>");
        page.WriteLine("</head>");
        page.WriteLine("<body>");
        page.WriteLine("<header>");
        page.WriteLine($"<div><h1>{TranscriptSheet.Title}</h1><strong>{Text(sheet.Student)}</strong></div>");
        page.WriteLine($"<div class=\"school\"><strong>{Text(sheet.School)}</strong>{string.Concat(sheet.SchoolLines.Select(line => $"<span>{Text(line)}</span>"))}</div>");
        page.WriteLine("</header>");
        page.WriteLine("<main>");
    }

    private static void Person(TextWriter page, TranscriptSheet sheet)
    {
        page.WriteLine("<section aria-labelledby=\"student\">");
        page.WriteLine("<h2 id=\"student\">Student</h2>");
        List(page, sheet.StudentItems);
        page.WriteLine("</section>");
        page.WriteLine("<h2>Courses</h2>");
        if (sheet.Years.IsEmpty)
        {
            page.WriteLine("<p>No courses are on this transcript.</p>");
        }
    }

    private static void Year(TextWriter page, SheetYear year)
    {
        var school = year.School is { } other ? $" <span>{Text(other)}</span>" : "";
        page.WriteLine("<table>");
        page.WriteLine($"<caption>{Text(year.Title)}{school}</caption>");
        page.Write("<thead><tr><th scope=\"col\">Course</th>");
        foreach (var term in year.Terms.IsEmpty ? ["Grades"] : year.Terms)
        {
            page.Write($"<th scope=\"col\"{(year.Terms.IsEmpty ? "" : " class=\"term\"")}>{(term.Length == 0 ? "Grade" : Text(term))}</th>");
        }

        page.WriteLine("<th scope=\"col\" class=\"number\">Attempted</th><th scope=\"col\" class=\"number\">Earned</th></tr></thead>");
        page.WriteLine("<tbody>");
        foreach (var row in year.Rows)
        {
            var code = row.Code.Length == 0 ? "" : $"<small>{Text(row.Code)}</small>";
            page.WriteLine($"<tr><th scope=\"row\">{Text(row.Title)}{code}</th>{string.Concat(row.Grades.Select(grade => $"<td>{Text(grade)}</td>"))}<td class=\"number\">{row.Attempted}</td><td class=\"number\">{row.Earned}</td></tr>");
        }

        page.WriteLine("</tbody>");
        page.WriteLine($"<tfoot><tr><th scope=\"row\" colspan=\"{1 + Math.Max(1, year.Terms.Length)}\">Total</th><td class=\"number\">{year.Attempted}</td><td class=\"number\">{year.Earned}</td></tr></tfoot>");
        page.WriteLine("</table>");
    }

    private static void Section(TextWriter page, string id, string title, ImmutableArray<SheetItem> items)
    {
        if (!items.IsEmpty)
        {
            page.WriteLine($"<section aria-labelledby=\"{id}\">");
            page.WriteLine($"<h2 id=\"{id}\">{title}</h2>");
            List(page, items);
            page.WriteLine("</section>");
        }
    }

    private static void List(TextWriter page, ImmutableArray<SheetItem> items)
    {
        page.WriteLine("<dl>");
        foreach (var (label, text) in items)
        {
            page.WriteLine($"<div><dt>{label}</dt><dd>{Text(text)}</dd></div>");
        }

        page.WriteLine("</dl>");
    }

    private static void Grades(TextWriter page, ImmutableArray<SheetGrade> grades)
    {
        if (grades.IsEmpty)
        {
            return;
        }

        page.WriteLine("<section aria-labelledby=\"grades\">");
        page.WriteLine("<h2 id=\"grades\">By grade</h2>");
        page.WriteLine("<table><thead><tr><th scope=\"col\">Grade</th><th scope=\"col\" class=\"number\">Credits earned</th><th scope=\"col\" class=\"number\">GPA</th></tr></thead><tbody>");
        foreach (var grade in grades)
        {
            page.WriteLine($"<tr><th scope=\"row\">{grade.Grade}</th><td class=\"number\">{grade.Credits}</td><td class=\"number\">{grade.Average}</td></tr>");
        }

        page.WriteLine("</tbody></table>");
        page.WriteLine("</section>");
    }

    private static void Tests(TextWriter page, ImmutableArray<SheetTest> tests)
    {
        if (tests.IsEmpty)
        {
            return;
        }

        page.WriteLine("<section aria-labelledby=\"tests\">");
        page.WriteLine("<h2 id=\"tests\">Tests</h2>");
        foreach (var test in tests)
        {
            page.WriteLine($"<table><caption>{Text(test.Name)} <span>{Text(test.Day)}</span></caption><thead><tr><th scope=\"col\">Part</th><th scope=\"col\" class=\"number\">Score</th></tr></thead><tbody>");
            foreach (var (part, score) in test.Scores)
            {
                page.WriteLine($"<tr><th scope=\"row\">{(part.Length == 0 ? "Score" : Text(part))}</th><td class=\"number\">{Text(score)}</td></tr>");
            }

            page.WriteLine("</tbody></table>");
        }

        page.WriteLine("</section>");
    }

    private static void Foot(TextWriter page, TranscriptSheet sheet)
    {
        page.WriteLine("<div class=\"signature\"><p>Signature of the school official</p><p>Date</p></div>");
        page.WriteLine("</main>");
        page.WriteLine("<footer>");
        page.WriteLine($"<ul>{string.Concat(sheet.Legend.Select(line => $"<li>{Text(line)}</li>"))}</ul>");
        if (sheet.AsOf.Length > 0)
        {
            page.WriteLine($"<p>From the records of {sheet.AsOf}.</p>");
        }

        page.WriteLine("</footer>");
        page.WriteLine("</body>");
        page.WriteLine("</html>");
    }

    private static string Text(string text) => Encoder.Encode(text);

    /// <summary>A text in quotes as CSS has it, of which nothing ends the style.</summary>
    private static string CssText(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or ',' or '.' or '-' or '·' or 'ʻ')
            {
                quoted.Append(rune.ToString());
            }
            else
            {
                quoted.Append('\\').Append(rune.Value.ToString("x", System.Globalization.CultureInfo.InvariantCulture)).Append(' ');
            }
        }

        return quoted.Append('"').ToString();
    }

    private static string ReadStyle()
    {
        using var stream = typeof(TranscriptHtml).Assembly.GetManifestResourceStream("Utrex.Transcripts.Pages.transcript.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return "\n" + reader.ReadToEnd();
    }
}
