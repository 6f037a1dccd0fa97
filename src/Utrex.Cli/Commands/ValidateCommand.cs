using System.CommandLine;
using Utrex.Cli.Masking;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex validate</c>: what the state's level 1 validation would say of a batch.</summary>
internal static class ValidateCommand
{
    private static readonly string[] Formats = ["table", "jsonl", "csv", "sarif", "html"];

    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "The batches, or files of SIF 2.4 objects, which make one batch; '-' reads standard input.", Arity = ArgumentArity.OneOrMore };
        var schoolYear = Years.OfBatchOption();
        var today = new Option<DateOnly?>("--today") { Description = "The day that counts as today, as YYYY-MM-DD; the system's date by default.", CustomParser = Dates.Parse };
        var reference = new Option<string?>("--reference") { Description = "A folder with the state's reference data: REF_LEA.csv, REF_SCHOOL_LEA.csv, REF_COURSE_CODE.csv, REF_STAFF_ID.csv, REF_SSID.csv. Rules whose file is absent are reported as not evaluated." };
        var noCascade = new Option<bool>("--no-cascade") { Description = "Leaves out findings that only follow from another record's." };
        var format = new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the findings; standard output by default." };
        var baseline = new Option<string?>("--baseline") { Description = "The findings of an earlier run, as '--format jsonl' wrote them. Each finding is marked new or known, and those that are gone are listed as resolved." };
        var force = new Option<bool>("--force") { Description = "Judges each record by itself even where the file as a whole is wrong, such as one with commas between the fields." };
        var mask = new Option<bool>("--mask") { Description = "Shows made-up names, numbers, birth dates and addresses, so that the report can be given away. A student keeps the same ones within a run." };
        var command = new Command("validate", "Checks batches and lists what the state would reject or question.\n\nExamples:\n  utrex validate october.utrex --today 2025-10-01\n  utrex validate october.utrex --format html --output report.html\n  utrex validate schools.xml students.xml\n  utrex validate today.utrex --baseline yesterday.jsonl --format jsonl --output today.jsonl")
        {
            files, schoolYear, today, reference, format, output, baseline, mask, noCascade, force,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new ValidationOptions(
                parsed.GetValue(files)!,
                parsed.GetValue(today) ?? Dates.Today(),
                BeginReference(parsed.GetValue(reference), cancellation),
                parsed.GetValue(format)!,
                parsed.GetValue(output),
                parsed.GetValue(baseline) is { } earlier ? Baseline.Read(earlier, console) : null,
                parsed.GetValue(mask) ? new Pseudonyms() : null,
                IncludesCascades: !parsed.GetValue(noCascade))
            {
                Asked = parsed.GetValue(schoolYear),
                JudgesShape = !parsed.GetValue(force),
            };
            return new ValidationRun(console, options).RunAsync(cancellation);
        });
        return command;
    }

    private static ReferenceFolder? BeginReference(string? folder, CancellationToken cancellation) =>
        folder is null ? null
        : Directory.Exists(folder) ? ReferenceFolder.Begin(folder, cancellation)
        : throw new CommandException($"the reference folder '{folder}' does not exist.");
}
