using System.CommandLine;
using Utrex.Cli.Masking;
using Utrex.Cli.Reconciling;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex validate</c>: what the state's level 1 validation would say of a batch.</summary>
internal static class ValidateCommand
{
    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "The batches, or files of SIF 2.4 objects, which make one batch; '-' reads standard input.", Arity = ArgumentArity.OneOrMore };
        var schoolYear = Years.OfBatchOption();
        var today = Dates.TodayOption();
        var reference = ReferenceOption.Create();
        var noCascade = new Option<bool>("--no-cascade") { Description = "Leaves out findings that only follow from another record's." };
        var format = ReportOutput.FormatOption();
        var output = new Option<string?>("--output") { Description = "The file for the findings; standard output by default." };
        var baseline = new Option<string?>("--baseline") { Description = "The findings of an earlier run, as '--format jsonl' wrote them, or the state's workbook. Each finding is marked new or known, and those that are gone are listed as resolved." };
        var force = new Option<bool>("--force") { Description = "Judges each record by itself even where the file as a whole is wrong, such as one with commas between the fields." };
        var mask = new Option<bool>("--mask") { Description = "Shows made-up names, numbers, birth dates and addresses, so that the report can be given away. A student keeps the same ones within a run." };
        var split = new Option<string?>("--split") { Description = "A report for each school, in the folder that --output names." }.AcceptOnlyFromAmong("school");
        var submission = SubmissionOption.Create("The submission that the batch is meant for: what it needs and the batch lacks is said.");
        var filter = new FilterOptions();
        var most = Numbers.Option("--max", "How many findings of one rule the table lists in a file; 0 for all.", 10, 0, int.MaxValue);
        var failOn = FailOnOption.Create();
        var bom = new Option<bool>("--bom") { Description = "Begins CSV with a byte order mark, by which Excel knows that it is UTF-8." };
        var acknowledged = new Option<bool>("--acknowledged") { Description = "Shows what utrex.json acknowledges too." };
        var open = new Option<bool>("--open") { Description = "Opens the report that --output names." };
        var command = new Command("validate", "Checks batches and lists what the state would reject or question. Files in gzip and zip are read as what is in them. Options may stand in a file utrex.json too, in the folder or above it.\n\nExamples:\n  utrex validate october.utrex --today 2025-10-01\n  utrex validate october.utrex --format html --output report.html --open\n  utrex validate october.utrex --school 104 --level error\n  utrex validate schools.xml students.xml\n  utrex validate today.utrex --baseline yesterday.jsonl --format jsonl --output today.jsonl")
        {
            files, schoolYear, today, reference, submission, format, output, split, open, bom, most, baseline, mask, noCascade, force, acknowledged, failOn,
        };
        foreach (var option in filter.All)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var settings = Settings.Find();
            parsed = settings?.Complete(parsed) ?? parsed;
            var day = parsed.GetValue(today) ?? Dates.Today();
            Demand(!parsed.GetValue(bom) || parsed.GetValue(format) is "csv", "--bom is for --format csv");
            ReportOutput.DemandFile(parsed.GetValue(format), parsed.GetValue(output));
            Demand(parsed.GetValue(split) is null || parsed.GetValue(output) is not (null or CommandConsole.Standard), "--split writes several reports; name a folder for them with --output");
            Demand(!parsed.GetValue(open) || parsed.GetValue(output) is not (null or CommandConsole.Standard), "--open opens the report that --output names; name one");
            var options = new ValidationOptions
            {
                Files = parsed.GetValue(files)!,
                Today = day,
                Reference = ReferenceOption.Begin(parsed.GetValue(reference), cancellation),
                Format = parsed.GetValue(format)!,
                Output = parsed.GetValue(output),
                Baseline = parsed.GetValue(baseline) is { } earlier ? StateBaseline.Read(earlier, console, parsed.GetValue(schoolYear) ?? Years.Newest) : null,
                Pseudonyms = parsed.GetValue(mask) ? new Pseudonyms() : null,
                IncludesCascades = !parsed.GetValue(noCascade),
                Asked = parsed.GetValue(schoolYear),
                JudgesShape = !parsed.GetValue(force),
                Submission = parsed.GetValue(submission) is { } id ? Years.Newest.Submissions.First(other => string.Equals(other.Id, id, StringComparison.Ordinal)) : null,
                Filter = filter.Of(parsed),
                Acknowledgements = new Acknowledgements(settings?.Acknowledgements ?? [], day),
                ShowsAcknowledged = parsed.GetValue(acknowledged),
                Settings = settings?.Path,
                Most = parsed.GetValue(most),
                FailOn = FailOnOption.Of(parsed, failOn),
                HasByteOrderMark = parsed.GetValue(bom),
                IsSplit = parsed.GetValue(split) is not null,
                Opens = parsed.GetValue(open),
            };
            return new ValidationRun(console, options).RunAsync(cancellation);
        });
        return command;
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CommandException(otherwise + ".");
        }
    }
}
