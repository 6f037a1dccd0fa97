using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Research;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Statewide;
using Utrex.Statewide.Research;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex statewide export</c>: the research file of an LEA.</summary>
internal static class StatewideExportCommand
{
    public static Command Create(CommandConsole console)
    {
        var store = StatewideCommand.StoreOption();
        var lea = new Option<string>("--lea") { HelpName = "NN", Description = "The LEA whose students the file is about.", Required = true };
        var schoolYear = Years.Option("The school year, by the year in which it ends or as 2025-26; the newest of the store by default. Of the LEA's students in it the file has earlier years too.");
        var to = new Option<string>("--to") { Description = "The format: a SQLite file, or a folder with a file for each table.", Required = true }.AcceptOnlyFromAmong([.. ResearchOutputs.Names]);
        var output = new Option<string>("--output") { HelpName = "PATH", Description = "The file for sqlite, the folder for parquet and csv; what is there of the same names is replaced.", Required = true };
        var command = new Command("export", "Writes the research file of an LEA: a table for each record type and one of students by year, with the earlier years of its students, and a dictionary of every column and code. Records of other LEAs come without names, birth dates, addresses and numbers.\n\nExamples:\n  utrex statewide export --store state.db --lea 01 --to sqlite --output lea-01.db\n  utrex statewide export --store state.db --lea 01 --school-year 2026 --to parquet --output research")
        {
            store, lea, schoolYear, to, output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = parsed.GetValue(store)!;
            using var opened = SubmissionStore.Open(address);
            if (File.Exists(address))
            {
                // What is read is not to be lost to what is written.
                console.OpenInput(address).Dispose();
            }

            var year = StatewideCommand.YearOf(opened, parsed.GetValue(schoolYear));
            var research = new ResearchFile([.. Years.Specifications.Where(held => held.EndingYear <= year.EndingYear)]);
            using var file = ResearchOutputs.Create(parsed.GetValue(to)!, parsed.GetValue(output)!, console);
            var result = await ProgressBar.RunAsync(address, () => research.Progress, () => Task.FromResult(research.Write(opened, parsed.GetValue(lea)!, file, cancellation))).ConfigureAwait(false);
            file.Complete();
            Tell(console, result, year.SchoolYear);
            return 0;
        });
        return command;
    }

    private static void Tell(CommandConsole console, ResearchResult result, string schoolYear)
    {
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LEA {result.Submission.Lea}, {schoolYear}: students: {result.Students}, rows by student and year: {result.StudentYears}, records: {result.Records}"));
        var years = result.Earlier.Select(submission => submission.SchoolYear).Distinct().Order().Select(year => year.ToString(CultureInfo.InvariantCulture)).ToList();
        console.Error.WriteLine(years.Count == 0 ? "of earlier years the store has nothing of these students"
            : string.Create(CultureInfo.InvariantCulture, $"earlier years of these students: {string.Join(", ", years)}, from {Numbers.Of(result.Earlier.Select(submission => submission.Lea).Distinct(StringComparer.Ordinal).Count(), "LEA")}"));
    }
}
