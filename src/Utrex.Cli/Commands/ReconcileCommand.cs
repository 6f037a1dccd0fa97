using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Reconciling;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex reconcile</c>: what the state's workbook says and what we say, side by side.</summary>
internal static class ReconcileCommand
{
    private static readonly string[] Formats = ["table", "jsonl"];

    public static Command Create(CommandConsole console)
    {
        var workbook = new Argument<string>("WORKBOOK") { Description = "The state's workbook of validations (.xlsx)." };
        var files = new Argument<string[]>("FILE") { Description = "The batches or SIF files that were submitted.", Arity = ArgumentArity.OneOrMore };
        var schoolYear = Years.OfBatchOption();
        var today = new Option<DateOnly?>("--today") { HelpName = "YYYY-MM-DD", Description = "The day on which the state validated; the system's date by default.", CustomParser = Dates.Parse };
        var reference = ReferenceOption.Create();
        var most = Numbers.Option("--max", "How many findings of one rule the table lists; 0 for all.", 10, 0, int.MaxValue);
        var format = new Option<string>("--format") { Description = "How the comparison is written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { HelpName = "FILE", Description = "The file for the comparison; standard output by default." };
        var command = new Command("reconcile", "Compares the state's workbook with our findings on the same submission: what both have, what only the state has, what only we have. The exit code is 0 if none is only the state's; rules that this run does not evaluate are not compared.\n\nExample: utrex reconcile validations.xlsx october.utrex --reference state --today 2025-10-10")
        {
            workbook, files, schoolYear, today, reference, most, format, output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var day = parsed.GetValue(today) ?? Dates.Today();
            var options = new ValidationOptions
            {
                Files = parsed.GetValue(files)!,
                Today = day,
                Reference = ReferenceOption.Begin(parsed.GetValue(reference), cancellation),
                Asked = parsed.GetValue(schoolYear),
                Acknowledgements = new Acknowledgements([], day),
            };
            var run = new ValidationRun(console, options);
            run.Prepare();
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            using var own = new KeptRows();
            var path = parsed.GetValue(workbook)!;
            IReadOnlyList<StateFinding> state;
            await using (var stream = console.OpenInput(path))
            {
                state = StateWorkbook.Read(path, stream, options.Asked ?? Years.Newest);
            }

            await run.WriteAsync(own, cancellation).ConfigureAwait(false);
            var rules = Reconciliation.Of(state, own.Rows, own.Summary.NotEvaluated);
            if (parsed.GetValue(format) is "jsonl")
            {
                ReconciliationJson.Write(rules, result.Stream);
            }
            else
            {
                using var text = new StreamWriter(result.Stream, leaveOpen: true) { NewLine = "\n" };
                new ReconciliationTable(text, parsed.GetValue(output) is null && !Console.IsOutputRedirected ? Display.Width : null, parsed.GetValue(most)).Write(rules);
            }

            result.Complete();
            return Tell(console, own, rules);
        });
        return command;
    }

    private static int Tell(CommandConsole console, KeptRows own, IReadOnlyList<ReconciledRule> rules)
    {
        foreach (var batch in own.Summary.Read)
        {
            console.Error.WriteLine("read " + batch.Line);
        }

        var compared = rules.Where(rule => rule.NotCompared is null).ToList();
        var onlyState = compared.Sum(rule => rule.OnlyState.Count);
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in both: {compared.Sum(rule => rule.Both.Count)}, only the state's: {onlyState}, only ours: {compared.Sum(rule => rule.OnlyOwn.Count)}, not compared: {rules.Where(rule => rule.NotCompared is not null).Sum(rule => rule.OnlyState.Count)}"));
        return own.Summary.HasFailures ? console.Fail("some rules failed, and may have more to find.") : onlyState > 0 ? 1 : 0;
    }
}
