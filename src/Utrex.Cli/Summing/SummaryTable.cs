using System.Globalization;
using System.Text;
using Spectre.Console;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Summing;

/// <summary>A summary for people: a table for each section, schools down and codes across, in 80 columns wherever it is shown.</summary>
internal sealed class SummaryTable(TextWriter writer)
{
    // Of 80 columns, two are the indent.
    private const int Width = 78;
    private const int Padding = 2;
    private const int LongestTitle = 60;
    private const string Total = "all";
    private const string School = "school";

    /// <summary>Writes a summary.</summary>
    public void Write(EnrollmentSummary summary, DateOnly day)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"on {day:yyyy-MM-dd}: {summary.Students} students, each counted once"));
        foreach (var section in summary.Sections)
        {
            writer.WriteLine();
            writer.WriteLine(section.Name);
            var keys = section.Keys.ToList();
            foreach (var block in Blocks(section, keys))
            {
                writer.Write(Rendered(Table(section, block)));
            }

            // A heading that says it all needs no words.
            WriteWrapped([.. keys.Where(key => !string.Equals(key.Heading, key.Title, StringComparison.Ordinal)).Select(key => $"{key.Heading}: {Short(key.Title)}")]);
        }

        if (summary.NotCounted.Count > 0)
        {
            writer.WriteLine();
            writer.WriteLine("not counted");
            foreach (var (what, count) in summary.NotCounted)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,7}  {what}"));
            }
        }
    }

    /// <summary>Writes what a reviewer would ask about.</summary>
    public void Write(IReadOnlyList<SummaryChange> changes, string other, DateOnly day)
    {
        writer.WriteLine();
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"against {TerminalText.Plain(other)} on {day:yyyy-MM-dd}: {(changes.Count == 0 ? "no count has changed by 10% and 5 or more" : "what has changed by 10% and 5 or more")}"));
        if (changes.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.None };
        foreach (var heading in new[] { "school", "what", "before", "now", "change" })
        {
            table.AddColumn(heading is "school" or "what" ? Column(heading).LeftAligned() : Column(heading).RightAligned());
        }

        foreach (var change in changes)
        {
            table.AddRow([.. new[] { change.School ?? Total, change.Title is null ? change.Section : $"{change.Section}: {change.Title}", Number(change.Before), Number(change.Now), Percent(change) }.Select(Markup.Escape)]);
        }

        writer.Write(Rendered(table));
    }

    private static string Percent(SummaryChange change) => (change.Percent, change.Now) switch
    {
        (null, _) => "not there before",
        (_, 0) => "gone",
        (var percent, _) => string.Create(CultureInfo.InvariantCulture, $"{percent:+0;-0}%"),
    };

    /// <summary>The columns in groups that fit; the last one of all is the total, which a single column is itself.</summary>
    private static IEnumerable<List<SummaryKey?>> Blocks(SummarySection section, List<SummaryKey> keys)
    {
        var first = section.Schools.Append(School).Max(school => school.Length) + Padding;
        var block = new List<SummaryKey?>();
        var width = first;
        foreach (var key in keys.Count == 1 ? keys : keys.Append(null))
        {
            var column = Math.Max(LongestWord(key?.Heading ?? Total), Number(key is null ? Math.Max(section.Total, section.Schools.Max(section.TotalOfSchool)) : Largest(section, key)).Length) + Padding;
            if (width + column > Width && block.Count > 0)
            {
                yield return block;
                block = [];
                width = first;
            }

            block.Add(key);
            width += column;
        }

        yield return block;
    }

    private static Table Table(SummarySection section, List<SummaryKey?> block)
    {
        var table = new Table { Border = TableBorder.None };
        table.AddColumn(Column(School).LeftAligned());
        foreach (var key in block)
        {
            table.AddColumn(Column(key?.Heading ?? Total).RightAligned());
        }

        foreach (var school in section.Schools)
        {
            Row(school, key => key is null ? section.TotalOfSchool(school) : section[school, key.Key]);
        }

        Row(Total, key => key is null ? section.Total : section.TotalOf(key.Key));
        return table;

        void Row(string name, Func<SummaryKey?, long> count) => table.AddRow([Markup.Escape(name), .. block.Select(key => Number(count(key)))]);
    }

    private static TableColumn Column(string heading) => new(Markup.Escape(heading)) { Padding = new Padding(0, 0, Padding, 0) };

    /// <summary>The text of a table without colours and without blanks at the ends of lines, so that a file holds what a terminal shows.</summary>
    private static string Rendered(Table table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = Width;
        console.Write(table);
        return string.Concat(text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "  " + line.TrimEnd() + "\n"));
    }

    private void WriteWrapped(IReadOnlyList<string> parts)
    {
        var line = new StringBuilder();
        foreach (var part in parts)
        {
            if (line.Length > 0 && line.Length + part.Length + 2 > Width)
            {
                writer.WriteLine("  " + line);
                line.Clear();
            }

            line.Append(line.Length > 0 ? "; " : "").Append(part);
        }

        if (line.Length > 0)
        {
            writer.WriteLine("  " + line);
        }
    }

    private static long Largest(SummarySection section, SummaryKey key) => Math.Max(section.TotalOf(key.Key), section.Schools.Max(school => section[school, key.Key]));

    private static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..(title.LastIndexOf(' ', LongestTitle - 1) is > 0 and var end ? end : LongestTitle)] + " ...";

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
