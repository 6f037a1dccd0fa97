using Utrex.Cli.Distributing;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Utah;

namespace Utrex.Cli.Commands;

/// <summary>The validation of one part of a plan: batch by batch, each into a result of its own. They are there when all of them are.</summary>
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
        using var output = results.BeginPart(part, console);
        for (var number = 1; number <= Plan.Batches.Count; number++)
        {
            var batch = Plan.Batches[number - 1];
            if (batch.Part != part)
            {
                continue;
            }

            var path = Path.Combine(output.Path, ResultFolder.NameOf(number));
            try
            {
                sum.Add(await ValidateAsync(batch, number, path, cancellation).ConfigureAwait(false));
            }
            catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException)
            {
                var why = e is CommandException ? e.Message : PlainWords.Of(e);
                StoreFailure(number, path, why);
                sum.AddFailure(ResultGathering.NotValidated(Plan, batch, why));
            }
        }

        output.Complete();
        return sum;
    }

    private async Task<RunSummary> ValidateAsync(PlannedBatch batch, int number, string path, CancellationToken cancellation)
    {
        foreach (var file in batch.Files)
        {
            PlannedFolder.Verify(folder, file, console);
        }

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
        await using var stream = File.Create(path);
        using var report = new StoredReport(stream, results.Plan.Digest, number);
        await run.WriteAsync(report, cancellation).ConfigureAwait(false);
        return report.Summary;
    }

    /// <summary>Stores, in the place of what was found before it failed, why a batch could not be validated.</summary>
    private void StoreFailure(int number, string path, string why)
    {
        using var stream = File.Create(path);
        using var report = new StoredReport(stream, results.Plan.Digest, number);
        report.Fail(why);
    }
}
