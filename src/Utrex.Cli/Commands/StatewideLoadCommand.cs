using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Statewide;
using Utrex.Cli.Terminal;
using Utrex.Sdk;
using Utrex.Statewide;
using Utrex.Statewide.Store;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex statewide load</c>: each file takes the place of what its LEA has in the store for the school year.</summary>
internal static class StatewideLoadCommand
{
    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "The submissions, one of an LEA's school year in each file: batches, or SIF 2.4 objects; '-' reads standard input.", Arity = ArgumentArity.OneOrMore };
        var store = StatewideCommand.StoreOption();
        var reference = ReferenceOption.Create();
        var today = Dates.TodayOption("The day that counts as today for Level 1, as YYYY-MM-DD; the system's date by default.");
        var all = new Option<bool>("--all") { Description = "Loads records too that Level 1 refuses, as far as they can be read." };
        var command = new Command("load", "Loads submissions into a store. Each replaces the one that its LEA has for the school year, in one go; the others stay as they are. Records that Level 1 refuses are left out and counted.\n\nExamples:\n  utrex statewide load lea-01.utrex lea-02.utrex --store state.db\n  utrex statewide load october.utrex --store state.db --reference registers")
        {
            files, store, reference, today, all,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var sources = InputSources.Of(console, parsed.GetValue(files)!);
            CommandConsole.Check(sources, (file, head, isCut) => BatchYear.Of(asked: null, file, head, isCut));
            var registers = ReferenceOption.Begin(parsed.GetValue(reference), cancellation);
            var day = parsed.GetValue(today) ?? Dates.Today();
            using var opened = SubmissionStore.Open(parsed.GetValue(store)!, StoreAccess.Create);
            var loader = new SubmissionLoader(opened) { KeepsRefused = parsed.GetValue(all), Registers = registers };
            await LoadAsync(console, loader, sources, day, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    /// <summary>While one submission is written, the next one is checked.</summary>
    private static async Task LoadAsync(CommandConsole console, SubmissionLoader loader, IReadOnlyList<InputSource> sources, DateOnly today, CancellationToken cancellation)
    {
        var (start, records, leftOut) = (Stopwatch.GetTimestamp(), 0L, 0L);
        SubmissionInLine? next = new(sources[0], loader, today, cancellation);
        try
        {
            for (var i = 0; i < sources.Count; i++)
            {
                var following = i + 1 < sources.Count ? sources[i + 1] : null;
                var current = next!;
                await using (current.ConfigureAwait(false))
                {
                    next = null;
                    var outcome = await ProgressBar.RunAsync(current.Name, () => current.Progress, () => current.LoadAsync(() => next = following is null ? null : new(following, loader, today, cancellation))).ConfigureAwait(false);
                    Tell(console, outcome, current.Elapsed);
                    (records, leftOut) = outcome.IsChanged ? (records + outcome.Submission.Records, leftOut + outcome.Submission.LeftOut) : (records, leftOut);
                }
            }
        }
        finally
        {
            await (next?.DisposeAsync() ?? default).ConfigureAwait(false);
        }

        if (sources.Count > 1)
        {
            console.Error.WriteLine($"{Numbers.Of(sources.Count, "submission")}: {Counts(records, leftOut, Stopwatch.GetElapsedTime(start))}");
        }
    }

    private static void Tell(CommandConsole console, LoadOutcome outcome, TimeSpan elapsed)
    {
        var (submission, isChanged) = outcome;
        var what = string.Create(CultureInfo.InvariantCulture, $"{submission.File}: LEA {submission.Lea}, {submission.SchoolYear}: ");
        console.Error.WriteLine(PrintableText.Of(what, int.MaxValue) + (isChanged ? Counts(submission.Records, submission.LeftOut, elapsed) : "unchanged, the store holds this submission already"));
    }

    private static string Counts(long records, long leftOut, TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture,
        $"records loaded: {records}, left out: {leftOut}; elapsed: {elapsed.TotalSeconds:0.000} s, {records / Math.Max(elapsed.TotalSeconds, 0.001):0} records per second");
}
