using System.CommandLine;
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
        var force = new Option<bool>("--force") { Description = "Judges each record by itself even where the file as a whole is wrong, such as one with commas between the fields." };
        var submission = SubmissionOption.Create("The submission that the batch is meant for: what it needs and the batch lacks is said.");
        var report = new ReportOptions();
        var acknowledged = new Option<bool>("--acknowledged") { Description = "Shows what utrex.json acknowledges too." };
        var command = new Command("validate", "Checks batches and lists what the state would reject or question. Files in gzip and zip are read as what is in them. Options may stand in a file utrex.json too, in the folder or above it.\n\nExamples:\n  utrex validate october.utrex --today 2025-10-01\n  utrex validate october.utrex --format html --output report.html --open\n  utrex validate october.utrex --school 104 --level error\n  utrex validate schools.xml students.xml\n  utrex validate today.utrex --baseline yesterday.jsonl --format jsonl --output today.jsonl")
        {
            files, schoolYear, today, reference, submission, noCascade, force, acknowledged,
        };
        foreach (var option in report.All.Concat(report.Filter))
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
        {
            var settings = Settings.Find();
            parsed = settings?.Complete(parsed) ?? parsed;
            var day = parsed.GetValue(today) ?? Dates.Today();
            var options = report.Of(parsed, console, day, parsed.GetValue(schoolYear) ?? Years.Newest) with
            {
                Files = parsed.GetValue(files)!,
                Reference = ReferenceOption.Begin(parsed.GetValue(reference), cancellation),
                IncludesCascades = !parsed.GetValue(noCascade),
                Asked = parsed.GetValue(schoolYear),
                JudgesShape = !parsed.GetValue(force),
                Submission = parsed.GetValue(submission) is { } id ? Years.Newest.Submissions.First(other => string.Equals(other.Id, id, StringComparison.Ordinal)) : null,
                Acknowledgements = new Acknowledgements(settings?.Acknowledgements ?? [], day),
                ShowsAcknowledged = parsed.GetValue(acknowledged),
                Settings = settings?.Path,
            };
            return new ValidationRun(console, options).RunAsync(cancellation);
        });
        return command;
    }
}
