using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Utrex.Cli.Distributing;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex batch run</c>: validates the batches of a part, each into a result of its own.</summary>
internal static class BatchRunCommand
{
    public static Command Create(CommandConsole console)
    {
        var plan = new Argument<string>("PLAN") { Description = "The plan that 'utrex batch plan' wrote." };
        var part = Numbers.Option("--part", "Which part is validated, from 1.", 1, 1, PlanFile.MostParts);
        part.Required = true;
        var output = new Option<string>("--output") { HelpName = "DIR", Description = "The folder for the results of all parts.", Required = true };
        var folder = new Option<string?>("--folder") { HelpName = "FOLDER", Description = "Where the batches are on this machine; by default where they were planned." };
        var reference = new Option<string?>("--reference") { HelpName = "FOLDER", Description = "Where the state's reference data are on this machine; by default where they were planned." };
        var failOn = FailOnOption.Create();
        var command = new Command("run", "Validates the batches of a part. Each has a result, and all are there when the part is complete; a batch that cannot be read, or is not the one that was planned, has a result that says so and keeps nobody from the others. A part may be run again, or twice at once: results are the same.\n\nExamples:\n  utrex batch run plan.json --part 3 --output results\n  utrex batch run plan.json --part $SLURM_ARRAY_TASK_ID --output results --fail-on never")
        {
            plan, part, output, folder, reference, failOn,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var start = Stopwatch.GetTimestamp();
            var file = PlanFile.Read(parsed.GetValue(plan)!, console);
            var number = parsed.GetValue(part);
            if (number > file.Plan.Parts)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"the plan has {Numbers.Of(file.Plan.Parts, "part")}, and part {number} is none of them."));
            }

            var registers = Registers(file.Plan, parsed.GetValue(reference), console, cancellation);
            var run = new PartRun(console, ResultFolder.Create(parsed.GetValue(output)!, file, console), parsed.GetValue(folder) ?? file.Plan.Folder, registers);
            var summary = await run.RunAsync(number, FailOnOption.Of(parsed, failOn), cancellation).ConfigureAwait(false);
            summary.Write(console.Error, Stopwatch.GetElapsedTime(start));
            return BatchCommand.End(console, summary);
        });
        return command;
    }

    private static ReferenceFolder? Registers(BatchPlan plan, string? here, CommandConsole console, CancellationToken cancellation)
    {
        if (plan.Reference is not { } planned)
        {
            return here is null ? null : throw new CommandException("the plan has no registers, and a part judges by no others than all do; plan with --reference.");
        }

        var folder = here ?? planned.Folder;
        PlannedRegistersFolder.Verify(folder, planned, console);
        var registers = ReferenceOption.Begin(folder, cancellation);

        // What is wrong with them is no fault of a batch.
        registers!.WaitUntilReady(cancellation);
        return registers;
    }
}
