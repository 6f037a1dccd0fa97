using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Documentation;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex docs</c>: the specification as a site of static pages.</summary>
internal static class DocsCommand
{
    private static readonly string[] Formats = ["html", "markdown"];

    public static Command Create(CommandConsole console)
    {
        var output = new Option<string>("--output") { Description = "The folder for the pages; it is made if it does not exist, and files of the same names are replaced.", Required = true };
        var format = new Option<string>("--format") { Description = "A site with search, or Markdown.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var schoolYear = Years.Option("The school year whose pages are written, by the year in which it ends or as 2025-26; the newest by default.");
        var command = new Command("docs", "Writes every record type, field, rule and code table as pages with links and a search; they need no server.\n\nExample: utrex docs --output site") { output, format, schoolYear };
        command.SetAction(parsed =>
        {
            var root = parsed.GetValue(output)!;
            var specification = parsed.GetValue(schoolYear) ?? Years.Newest;
            using var folder = OutputFolder.Create(root, console);
            var files = parsed.GetValue(format) is "markdown"
                ? SpecificationPages.Write(specification).Select(page => (page.Path, page.Text))
                : SpecificationSite.Write(specification);
            var total = SpecificationPages.Write(specification).Count();
            var count = 0;
            ProgressBar.Run("pages", () => Math.Min(1, (double)Volatile.Read(ref count) / total), () =>
            {
                foreach (var (path, text) in files)
                {
                    var target = Path.Combine(folder.Path, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.WriteAllText(target, text);
                    count++;
                }
            });
            folder.Complete();
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"files written: {count}; begin with {Path.Combine(root, parsed.GetValue(format) is "markdown" ? "index.md" : "index.html")}"));
            return 0;
        });
        return command;
    }
}
