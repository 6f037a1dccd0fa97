using System.Globalization;
using Utrex.Cli.Distributing;
using Utrex.Cli.Tests;

namespace Utrex.Scale.Tests;

/// <summary>Level 1 of many batches on several machines, by the commands of the page.</summary>
public sealed class BatchesOnMachinesTests : IDisposable
{
    private const int Batches = 60;
    private const string Today = "2025-10-15";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ShellFolder _shell = new();

    public void Dispose() => _shell.Dispose();

    [SlurmFact]
    public async Task A_machine_that_dies_in_the_middle_changes_no_byte()
    {
        await _shell.WriteBatches("october", Batches, students: 5);
        File.WriteAllText(_shell.Work("utrex.sbatch"), ScalePage.Example("slurm"));
        using var slurm = new SlurmCluster(_shell);

        var (exitCode, output) = _shell.Run(ScalePage.Example("slurm-commands"), slurm.Variable);
        exitCode.ShouldBe(0, output);
        slurm.KillMachine("n2", IsUnfinished);

        SpinWait.SpinUntil(() => File.Exists(_shell.Work("findings.jsonl")), Patience).ShouldBeTrue(slurm.Log());
        slurm.Machines().ShouldContain("n2 down");
        slurm.Log().ShouldContain("due to failure of node n2");
        (await File.ReadAllLinesAsync(_shell.Work("findings.jsonl"))).ShouldBe(await OneRun("october"));
    }

    [Fact]
    public async Task Processes_of_one_machine_share_the_parts()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await _shell.WriteBatches("october", 6, students: 5);

        var (exitCode, output) = _shell.Run(ScalePage.Example("processes"));

        exitCode.ShouldBe(1, output);
        (await File.ReadAllLinesAsync(_shell.Work("findings.jsonl"))).ShouldBe(await OneRun("october"));
    }

    /// <summary>Whether a part has batches whose results are not there.</summary>
    private bool IsUnfinished(int part)
    {
        var plan = PlanFile.Read(_shell.Work("plan.json"), new Cli.Terminal.CommandConsole(() => Stream.Null, Stream.Null, TextWriter.Null)).Plan;
        return Enumerable.Range(0, plan.Batches.Count).Any(i => plan.Batches[i].Part == part && !File.Exists(_shell.Work(string.Create(CultureInfo.InvariantCulture, $"results/part-{part:000000}/{ResultFolder.NameOf(i + 1)}"))));
    }

    /// <summary>The findings of one process over all files, by the names that the commands have for them.</summary>
    private async Task<string[]> OneRun(string folder)
    {
        var run = await CommandRun.Of(["validate", .. Directory.EnumerateFiles(_shell.Work(folder)).Order(StringComparer.Ordinal), "--today", Today, "--format", "jsonl"]);
        run.ExitCode.ShouldBe(1, run.Error);
        run.Output.ShouldNotBeEmpty();
        return run.Output.Replace(_shell.Work(folder), folder, StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
