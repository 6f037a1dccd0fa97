using System.Globalization;
using System.Text;
using Utrex.Cli.SchoolYears;
using Utrex.Sdk.Specification;
using Utrex.Statewide.Research;
using static Utrex.Cli.Reports.MarkdownText;

namespace Utrex.Cli.Documentation;

/// <summary>docs/research-file.md: every table and column of the research file.</summary>
internal static class ResearchFilePage
{
    private const string Introduction = """
        What `utrex statewide export` writes, table by table; [statewide.md](statewide.md#the-research-file) says how it is made and opened. Every column may lack a value. Dates are `YYYY-MM-DD`.
        The same is in the file itself: a row a column in `data_dictionary`, and a row a code in `codes`.

        `ssid` joins the tables and the years; `lea`, `submission_year` and `line` say where a record stands. Columns marked with † tell who somebody is: in rows from other LEAs they are
        empty, but for `ssid`.
        """;

    /// <summary>The page as Markdown.</summary>
    public static string Write()
    {
        var year = Years.Newest;
        var tables = new ResearchFile(Years.Specifications).Tables;
        var page = DocumentationPage.Begin(year, "The research file");
        page.Append('\n').Append(Introduction).Append("\n\n| table | columns | what a row is |\n|---|---:|---|\n");
        foreach (var table in tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{table.Name}`](#{table.Name}) | {table.Columns.Count} | {Escape(table.Definition)} |\n");
        }

        foreach (var table in tables)
        {
            Append(page, table, year);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, ResearchTable table, SpecificationInfo year)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {table.Name}\n\n{Escape(table.Definition)}\n\n| column | type | field | definition |\n|---|---|---|---|\n");
        foreach (var column in table.Columns)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{column.Name}`{(column.Field is { IsPersonal: true } ? " †" : "")} | {ResearchFile.TypeOf(column)} | {Source(column, year)} | {Escape(column.Definition)} |\n");
        }
    }

    /// <summary>Where the values come from, with links to the pages of the newest year; what only earlier years have is on none of these.</summary>
    private static string Source(ResearchColumn column, SpecificationInfo year) => column switch
    {
        { Record: null } => "",
        { Record: { } record } when year.FindRecord(record.Id) is null => $"{record.Id} {Escape(column.Field?.Name)}".TrimEnd(),
        { Record: { } record, Field: { } field } => $"[{record.Id}](specification/records/{record.Id}.md) {Escape(field.Name)}"
            + (column.Codes is { } codes && year.FindCodeTable(codes.Id) is not null ? $", [codes](specification/codes/{codes.Id}.md)" : ""),
        { Record: { } record } => $"[{record.Id}](specification/records/{record.Id}.md)",
    };
}
