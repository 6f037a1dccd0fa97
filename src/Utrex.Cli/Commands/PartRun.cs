using Utrex.Cli.Distributing;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Commands;

/// <summary>The validation of one part of a plan: batch by batch, each into a result of its own.</summary>
/// <param name="console">What opens files.</param>
/// <param name="results">Where results go.</param>
/// <param name="folder">Where the batches are.</param>
/// <param name="registers">The state's registers, or <see langword="null"/> without them.</param>
internal sealed class PartRun(CommandConsole console, ResultFolder results, string folder, ReferenceFolder? registers)
{
    private BatchPlan Plan => results.Plan.Plan;

    /// <summary>Validates the batches of a part.</summary>
    /// <returns>The sums over them.</returns>
    public async Task<RunSummary> RunAsync(int part, FailOn failOn, CancellationToken cancellation)
    {
        var sum = new RunSummary { FailOn = failOn };
        for (var number = 1; number <= Plan.Batches.Count; number++)
        {
            var batch = Plan.Batches[number - 1];
            if (batch.Part != part)
            {
                continue;
            }

            try
            {
                sum.Add(await ValidateAsync(batch, number, cancellation).ConfigureAwait(false));
            }
            catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException)
            {
                var why = e is CommandException ? e.Message : PlainWords.Of(e);
                StoreFailure(number, why);
                sum.AddFailure($"{string.Join(", ", batch.Files.Select(Plan.NameOf))}: not validated: {PrintableText.Of(why, int.MaxValue)}");
            }
        }

        return sum;
    }

    private async Task<RunSummary> ValidateAsync(PlannedBatch batch, int number, CancellationToken cancellation)
    {
        foreach (var file in batch.Files)
        {
            PlannedFolder.Verify(folder, file, console);
        }

        var path = results.PathOf(number);
        var run = new ValidationRun(console, new ValidationOptions
        {
            Files = [],
            Today = Plan.Today,
            Reference = registers,
            Output = path,
            IncludesCascades = Plan.IncludesCascades,
            Asked = Plan.SchoolYear is { } year ? Years.Judged.First(held => held.EndingYear == year).Specification : null,
            JudgesShape = Plan.JudgesShape,
            Submission = Plan.Submission is { } id ? Years.Newest.Submissions.First(other => string.Equals(other.Id, id, StringComparison.Ordinal)) : null,
            Acknowledgements = new Acknowledgements([], Plan.Today),
        });
        run.Prepare([.. batch.Files.SelectMany(file => PlannedFolder.Sources(folder, Plan.NameOf(file), file, console))]);
        using var output = OutputFile.Create(path, console);
        using var report = new StoredReport(output.Stream, results.Plan.Digest, number);
        await run.WriteAsync(report, cancellation).ConfigureAwait(false);
        output.Complete();
        return report.Summary;
    }

    private void StoreFailure(int number, string why)
    {
        using var output = OutputFile.Create(results.PathOf(number), console);
        using var report = new StoredReport(output.Stream, results.Plan.Digest, number);
        report.Fail(why);
        output.Complete();
    }
}
