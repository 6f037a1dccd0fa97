using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Distributing;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex batch plan</c>: who validates which batches of a folder, and by what.</summary>
internal static class BatchPlanCommand
{
    public static Command Create(CommandConsole console)
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder with the batches: every file in it and its folders is one, but all files of SIF 2.4 objects make one together. Names that begin with a dot are left out." };
        var parts = Numbers.Option("--parts", "How many parts there are to be.", 1, 1, PlanFile.MostParts);
        parts.Required = true;
        var output = new Option<string>("--output") { HelpName = "PLAN", Description = "The file for the plan.", Required = true };
        var schoolYear = Years.OfBatchOption();
        var today = Dates.TodayOption("The day that counts as today on every machine, as YYYY-MM-DD; by default that of the plan.");
        var reference = ReferenceOption.Create();
        var submission = SubmissionOption.Create("The submission that the batches are meant for: what it needs and a batch lacks is said.");
        var noCascade = new Option<bool>("--no-cascade") { Description = "Leaves out findings that only follow from another record's." };
        var force = new Option<bool>("--force") { Description = "Judges each record by itself even where a file as a whole is wrong, such as one with commas between the fields." };
        var command = new Command("plan", "Divides the batches of a folder into parts of about the same size, and writes down what they are, byte for byte, and what they are to be judged by.\n\nExample: utrex batch plan october --parts 8 --today 2025-10-15 --reference registers --output plan.json")
        {
            folder, parts, output, schoolYear, today, reference, submission, noCascade, force,
        };
        command.SetAction(parsed =>
        {
            var batches = Path.TrimEndingDirectorySeparator(parsed.GetValue(folder)!);
            var plan = new BatchPlan
            {
                Utrex = BatchPlan.Kind,
                Version = BatchPlan.CurrentVersion,
                Program = PlanFile.Program,
                Folder = batches,
                Today = parsed.GetValue(today) ?? Dates.Today(),
                SchoolYear = parsed.GetValue(schoolYear)?.EndingYear,
                Submission = parsed.GetValue(submission),
                JudgesShape = !parsed.GetValue(force),
                IncludesCascades = !parsed.GetValue(noCascade),
                Reference = parsed.GetValue(reference) is { } registers ? PlannedRegistersFolder.Describe(registers, console) : null,
                Parts = parsed.GetValue(parts),
                Batches = BatchPlanner.Batches(batches, parsed.GetValue(parts), console),
            };
            PlanFile.Write(plan, parsed.GetValue(output)!, console);
            Tell(console, plan);
            return 0;
        });
        return command;
    }

    private static void Tell(CommandConsole console, BatchPlan plan)
    {
        var sizes = plan.Batches.ToLookup(batch => batch.Part, batch => batch.Files.Sum(file => file.Size));
        var loads = Enumerable.Range(1, plan.Parts).Select(part => sizes[part].Sum()).ToList();
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"planned: {plan.Batches.Count} {(plan.Batches.Count == 1 ? "batch" : "batches")} of {loads.Sum()} bytes in {Numbers.Of(plan.Parts, "part")}; the largest has {loads.Max()} bytes, the smallest {loads.Min()}"));
    }
}
