using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using Utrex.Sdk.Records;

namespace Utrex.Sdk.Benchmarks;

/// <summary>
/// <c>rounds [S1 AM ...] [--only WORD]</c>: the benchmarks of single records by turns in one process, so that a disturbance hits all of them alike.
/// Of those whose name has not the word, only the sum of all bytes is measured. The result is a table of medians and best rounds, in nanoseconds a record.
/// </summary>
internal static class Rounds
{
    // The compiler's tiers follow each other with pauses, whatever there is to measure in between.
    private const int WarmUp = 15;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(4);

    private const int Measured = 25;

    public static void Run(string[] arguments)
    {
        var (records, word) = arguments is [.. var before, "--only", var only] ? (before, only) : (arguments, "");
        records = records is [] ? ["S1", "AM"] : records;
        var candidates = typeof(RecordBenchmarks).GetMethods()
            .Select(method => (Method: method, Benchmark: method.GetCustomAttribute<BenchmarkAttribute>()))
            .Where(candidate => candidate.Benchmark is not null)
            .Select(candidate => (Name: candidate.Benchmark!.Description!, Run: candidate.Method))
            .Where((candidate, i) => i == 0 || candidate.Name.Contains(word, StringComparison.Ordinal))
            .ToArray();
        Console.WriteLine("| Record | Layout | | median ns | best ns | to the sum | GB/s | bytes allocated |");
        Console.WriteLine("|---|---|---|---:|---:|---:|---:|---:|");
        foreach (var record in records)
        {
            foreach (var layout in Enum.GetValues<RecordLayout>())
            {
                var benchmarks = new RecordBenchmarks { Record = record, Layout = layout };
                benchmarks.Setup();
                Measure(benchmarks, [.. candidates.Where(candidate => layout == RecordLayout.Delimited || candidate.Run.GetCustomAttribute<DelimitedOnlyAttribute>() is null)]);
            }
        }
    }

    private static void Measure(RecordBenchmarks benchmarks, (string Name, MethodInfo Run)[] candidates)
    {
        var times = candidates.Select(_ => new List<double>()).ToArray();
        var allocated = new long[candidates.Length];
        var begin = Stopwatch.GetTimestamp();
        var round = 0;
        while (times[0].Count < Measured)
        {
            var isWarm = round++ >= WarmUp && Stopwatch.GetElapsedTime(begin) >= WarmUpTime;
            for (var i = 0; i < candidates.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                candidates[i].Run.Invoke(benchmarks, null);
                var elapsed = Stopwatch.GetElapsedTime(start);
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
                if (isWarm)
                {
                    times[i].Add(elapsed.TotalNanoseconds / RecordBenchmarks.Records);
                }
            }
        }

        var limit = times[0].Min();
        for (var i = 0; i < candidates.Length; i++)
        {
            times[i].Sort();
            var (median, best) = (times[i][Measured / 2], times[i][0]);
            var speed = (double)benchmarks.Bytes / RecordBenchmarks.Records / best;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {benchmarks.Record} | {benchmarks.Layout} | {candidates[i].Name} | {median:F1} | {best:F1} | {best / limit:F1} | {speed:F2} | {(double)allocated[i] / RecordBenchmarks.Records:F1} |"));
        }
    }
}
