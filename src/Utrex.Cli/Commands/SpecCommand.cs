using System.CommandLine;
using Spectre.Console;
using Utrex.Cli.Reports;
using Utrex.Cli.Rules;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Specification;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex spec</c>: the compiled specification.</summary>
internal static class SpecCommand
{
    private static readonly string[] Formats = ["table", "json"];

    public static Command Create(CommandConsole console)
    {
        var format = new Option<string>("--format") { Description = "How the specification is written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var schoolYear = Years.Option("The school year whose specification is shown, by the year in which it ends or as 2025-26; the newest by default.");
        var command = new Command("spec", "Shows the compiled specification.\n\nExamples:\n  utrex spec --format json\n  utrex spec --year 2024-25") { format, schoolYear, SpecDiffCommand.Create(console) };
        command.SetAction(parsed =>
        {
            var specification = parsed.GetValue(schoolYear) ?? Years.Newest;
            if (string.Equals(parsed.GetValue(format), "json", StringComparison.Ordinal))
            {
                SpecificationJson.Write(console.Output, specification);
            }
            else
            {
                using var text = console.CreateText();
                WriteTable(text, specification);
            }

            return 0;
        });
        return command;
    }

    private static void WriteTable(TextWriter writer, SpecificationInfo specification)
    {
        writer.WriteLine($"{specification.Name} {Years.Describe(specification)}");
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("Record", "Name", "Type")
            .AddColumn(new TableColumn("Fields").RightAligned())
            .AddColumn(new TableColumn("Rules").RightAligned())
            .AddColumn(new TableColumn("Implemented").RightAligned())
            .AddColumn(new TableColumn("Inactive").RightAligned())
            .AddColumn(new TableColumn("Pending").RightAligned());
        foreach (var record in specification.Records)
        {
            AddRow(table, record.Id, record.Name, record.TypeName, record.Fields.Count, record.Rules);
        }

        foreach (var group in specification.EveryOtherRule.GroupBy(rule => rule.Record, StringComparer.Ordinal))
        {
            AddRow(table, group.Key, "", "", 0, [.. group]);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 120;
        console.Write(table);
        writer.WriteLine($"{specification.CodeTables.Count} code tables with {specification.CodeTables.Sum(codes => codes.Codes.Count)} codes, {specification.Lookups.Count} lists.");
        writer.WriteLine("'utrex explain S1', 'utrex explain S1.EXIT CODE', 'utrex explain ExitCode' and 'utrex explain S1.324' say more.");
    }

    private static void AddRow(Table table, string id, string name, string type, int fields, IReadOnlyList<RuleInfo> rules) =>
        table.AddRow(
            id,
            name,
            type,
            Number(fields),
            Number(rules.Count),
            Number(rules.Count(rule => rule.Status == RuleStatus.Implemented)),
            Number(rules.Count(rule => rule.Status == RuleStatus.Inactive)),
            Number(rules.Count(rule => rule.Status == RuleStatus.Pending)));

    private static string Number(int number) => number == 0 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
