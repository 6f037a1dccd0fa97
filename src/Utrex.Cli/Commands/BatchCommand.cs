using System.CommandLine;
using Utrex.Cli.Reports;
using Utrex.Cli.Terminal;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex batch</c>: Level 1 validation of many batches on many machines.</summary>
internal static class BatchCommand
{
    public static Command Create(CommandConsole console) => new("batch", "Validates many batches on many machines: 'plan' divides them, 'run' validates a part anywhere, and 'gather' reports what 'utrex validate' of all of them would.\n\nExamples:\n  utrex batch plan october --parts 8 --today 2025-10-15 --output plan.json\n  utrex batch run plan.json --part 3 --output results\n  utrex batch gather results --format jsonl --output findings.jsonl")
    {
        BatchPlanCommand.Create(console),
        BatchRunCommand.Create(console),
        BatchGatherCommand.Create(console),
    };

    /// <summary>The exit code of a run or of all of them; that something failed is said last.</summary>
    public static int End(CommandConsole console, RunSummary summary) =>
        summary.HasFailures ? console.Fail("something failed, as said above; all other findings are complete.") : summary.ExitCode;
}
