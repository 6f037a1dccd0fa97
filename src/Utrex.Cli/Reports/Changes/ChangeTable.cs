using Spectre.Console;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Reports.Changes;

/// <summary>A report on changes for people at a terminal: what has nothing in it is left out.</summary>
/// <param name="writer">Where to write.</param>
/// <param name="width">The width of a line.</param>
internal sealed class ChangeTable(TextWriter writer, int width)
{
    private const int Indent = 2;
    private const int NarrowestWidth = 40;

    /// <summary>Writes a report.</summary>
    public void Write(ChangeReport report)
    {
        writer.WriteLine(TerminalText.Plain(report.Title));
        writer.WriteLine(report.Summary);
        foreach (var section in report.Sections.Where(section => section.Rows.Count > 0))
        {
            writer.WriteLine();
            writer.WriteLine(section.Title);
            writer.Write(Rendered(section));
        }

        if (report.Doubts.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine(ChangeReport.DoubtsTitle);
            writer.Write(Rendered(new ChangeSection("", [""], [.. report.Doubts.SelectMany(doubt => doubt.Points.Select(point => "- " + point).Prepend(doubt.Lead)).Select(line => new[] { line })])));
        }
    }

    /// <summary>A table without colours and without blanks at the ends of lines, so that a file holds what a terminal shows.</summary>
    private string Rendered(ChangeSection section)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = section.Title.Length > 0 };
        foreach (var column in section.Columns)
        {
            table.AddColumn(new TableColumn(column) { Padding = new Padding(0, 0, Indent, 0) });
        }

        foreach (var row in section.Rows)
        {
            table.AddRow([.. row.Select(cell => Markup.Escape(TerminalText.Plain(cell.ReplaceLineEndings(" "))))]);
        }

        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Math.Max(NarrowestWidth, width - Indent);
        console.Write(table);
        return string.Concat(text.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "  " + line.TrimEnd() + "\n"));
    }
}
