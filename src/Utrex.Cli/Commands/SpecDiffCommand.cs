using System.CommandLine;
using System.CommandLine.Completions;
using System.Text;
using Utrex.Cli.Comparing.Specifications;
using Utrex.Cli.Reports.Changes;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex spec diff</c>: what changed in the specification from one school year to another.</summary>
internal static class SpecDiffCommand
{
    // In a file nobody's terminal cuts a line.
    private const int FileWidth = 120;

    private static readonly string[] Formats = ["table", "md", "json", "html"];

    public static Command Create(CommandConsole console)
    {
        var before = Year("OLD", "The earlier specification: a school year that the tool holds (2024-25, or 2025 for the year in which it ends), or a folder; one whose name looks like a year is written ./2024-25.");
        var after = Year("NEW", "The later specification, in the same way.");
        var format = new Option<string>("--format") { Description = "How changes are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the changes; standard output by default." };
        var command = new Command("diff", $"Says what to add to an export, what no longer may be sent and which rules are new, gone or other ones from one school year to another. The tool holds {string.Join(", ", Years.All.Select(year => year.Name))}.\n\nExample: utrex spec diff {Years.All[0].Name} {Years.All[^1].Name} --format md --output changes.md")
        {
            before, after, format, output,
        };
        command.SetAction(parsed =>
        {
            var diff = SpecificationDiff.Of(CatalogueReader.Read(parsed.GetValue(before)!, console.OpenInput), CatalogueReader.Read(parsed.GetValue(after)!, console.OpenInput));
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            Write(diff, parsed.GetValue(format)!, result.Stream, parsed.GetValue(output) is null or CommandConsole.Standard && !Console.IsOutputRedirected ? Display.Width : FileWidth);
            result.Complete();
            return 0;
        });
        return command;
    }

    private static Argument<string> Year(string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        argument.CompletionSources.Add(_ => Years.All.Select(year => new CompletionItem(year.Name)));
        return argument;
    }

    private static void Write(SpecificationDiff diff, string format, Stream stream, int width)
    {
        if (format is "json")
        {
            ChangeJson.Write(stream, diff);
            return;
        }

        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case "md":
                text.Write(ChangeMarkdown.Write(ChangeReport.Of(diff)));
                break;
            case "html":
                text.Write(ChangeHtml.Write(ChangeReport.Of(diff)));
                break;
            default:
                new ChangeTable(text, width).Write(ChangeReport.WithoutWordings(diff));
                break;
        }
    }
}
