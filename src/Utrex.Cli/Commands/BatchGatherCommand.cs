using System.CommandLine;
using Utrex.Cli.Distributing;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex batch gather</c>: the results of all parts as one report.</summary>
internal static class BatchGatherCommand
{
    public static Command Create(CommandConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder with the results of all parts." };
        var lea = new Option<string[]>("--lea") { HelpName = "NN,...", Description = "Shows the findings of these LEAs. Totals and the exit code are those of all." };
        var format = ReportOutput.FormatOption();
        var output = ReportOutput.OutputOption();
        var most = ReportOutput.MostOption();
        var failOn = FailOnOption.Create();
        var command = new Command("gather", "Puts the results of all parts together: the report, the summary and the exit code of one 'utrex validate' over all files in the order of their names. Parts that are missing are named, and nothing is written. Columns of SARIF are found where the files are here too.\n\nExamples:\n  utrex batch gather results --format html --output report.html\n  utrex batch gather results --lea 01 --format csv --output lea-01.csv")
        {
            folder, lea, format, output, most, failOn,
        };
        command.SetAction((parsed, cancellation) =>
        {
            ReportOutput.DemandFile(parsed.GetValue(format), parsed.GetValue(output));
            var results = ResultFolder.Open(parsed.GetValue(folder)!, console);
            results.DemandAll(console);
            var day = results.Plan.Plan.Today;
            var options = new ValidationOptions
            {
                Files = [],
                Today = day,
                Format = parsed.GetValue(format)!,
                Output = parsed.GetValue(output),
                Filter = new FindingFilter { Leas = FilterOptions.Values(parsed, lea) },
                Acknowledgements = new Acknowledgements([], day),
                Most = parsed.GetValue(most),
                FailOn = FailOnOption.Of(parsed, failOn),
            };
            using var gathering = new ResultGathering(results, console);
            using var report = ReportOutput.Create(options, console, gathering.Reopen);
            var summary = new RunSummary { FailOn = options.FailOn };
            gathering.Write(report.Report, options.Filter, summary, cancellation);
            report.Complete();
            foreach (var line in summary.Lines)
            {
                console.Error.WriteLine(line);
            }

            return Task.FromResult(BatchCommand.End(console, summary));
        });
        return command;
    }
}
