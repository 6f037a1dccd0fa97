using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Utrex.Cli.Sampling.Violations;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Approving;

/// <summary>The page of a kit: what to do with it, and the scenario as tables.</summary>
internal static class KitPage
{
    private const string Style = """
        body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; color: #1a1a1a; }
        .scroll { overflow-x: auto; margin-bottom: 1.5rem; }
        table { border-collapse: collapse; font-size: 0.8rem; }
        th, td { border: 1px solid #c8c8c8; padding: 0.15rem 0.4rem; text-align: left; white-space: nowrap; }
        thead th { background: #f0f0ec; position: sticky; top: 0; }
        code { background: #f0f0ec; padding: 0 0.2rem; }
        abbr { text-decoration: none; }
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page.</summary>
    public static string Write(KitScenario scenario, string lea)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>Approval kit, LEA {Text(lea)}, {UtrexSpecification.Current.SchoolYear}</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Approval kit, {UtrexSpecification.Current.SchoolYear}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>A year in the made-up LEA {Text(lea)}. Enter what the tables say into the system that is to be approved, export it on each of the days below, and compare:</p>\n<p><code>utrex approval-kit check FOLDER EXPORT...</code></p>\n");
        page.Append("<ul>\n");
        foreach (var submission in scenario.Submissions)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Text(submission.Title)}: as of {submission.AsOf:yyyy-MM-dd}; expected are <a href=\"expected/{submission.Id}.utrex\">the batch</a> and <a href=\"expected/{submission.Id}.xml\">the SIF 2.4 objects</a> ({Text(string.Join(' ', submission.Records))}).</li>\n");
        }

        page.Append("</ul>\n<p>The tables are the year as it is known at its end: what has a later day than an export is not in it, what ends later is open in it, and days are counted until then. The state's registers that go with it are in <code>registers</code>, what the scenario covers of each code is in <code>coverage.csv</code>, and what R277-484-6 asks for in <code>checklist.md</code>. Nobody in it exists.</p>\n");
        var types = scenario.Year.Records.GroupBy(record => record.Info).OrderBy(type => UtrexSpecification.Current.Records.ToList().IndexOf(type.Key)).ToList();
        page.Append("<nav><ul>\n");
        types.ForEach(type => page.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{type.Key.Id}\">{type.Key.Id} {Text(type.Key.Name)}</a>: {type.Count()}, <a href=\"scenario/{type.Key.Id}.csv\">CSV</a></li>\n"));
        page.Append("</ul></nav>\n");
        types.ForEach(type => Table(page, type.Key, [.. type]));
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>The records of a type; a field that nobody has anything in has no column.</summary>
    private static void Table(StringBuilder page, RecordInfo type, List<EditableRecord> records)
    {
        var fields = type.Fields.Where(field => field.Type != FieldType.Constant && records.Exists(record => record[field].Length > 0)).ToList();
        page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{type.Id}\">{type.Id} {Text(type.Name)}</h2>\n<p>{Text(type.Description)}</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{type.Id}\">\n<table>\n<thead><tr>");
        fields.ForEach(field => page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Text(field.Title)}</th>"));
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var record in records)
        {
            page.Append("<tr>");
            fields.ForEach(field => page.Append(CultureInfo.InvariantCulture, $"<td>{Cell(field, record[field])}</td>"));
            page.Append("</tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n");
    }

    private static string Cell(FieldInfo field, string value) =>
        value.Length > 0 && field.Codes?.Find(value) is { } code ? $"<abbr title=\"{Text(code.Meaning)}\">{Text(value)}</abbr>" : Text(value);

    private static string Text(string text) => Encoder.Encode(text);
}
