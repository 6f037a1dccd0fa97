using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Utrex.Fuzzing;

/// <summary>Tries case after case on all cores, and reports each kind of failure once.</summary>
internal sealed class FuzzCampaign(IFuzzMode mode, FuzzOptions options, TextWriter report)
{
    private const int SecondsBetweenReports = 30;

    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _reportedAt;
    private int _tried;

    /// <summary>Runs to the end.</summary>
    /// <returns>The number of failures.</returns>
    public int Run()
    {
        var done = -1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while ((options.Minutes <= 0 || _watch.Elapsed.TotalMinutes < options.Minutes) && Interlocked.Increment(ref done) is var next && next < options.Count)
            {
                Try(options.First + next);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        WriteTotals("");
        return _failures.Values.Sum();
    }

    /// <summary>The seed of a case: far from that of its neighbours.</summary>
    public static int SeedOf(int campaign, int number)
    {
        var mixed = unchecked(((uint)campaign * 0x9E37_79B1) ^ (((uint)number + 1) * 0x85EB_CA77));
        mixed = unchecked((mixed ^ (mixed >> 15)) * 0x2C1B_3C6D);
        return (int)((mixed ^ (mixed >> 13)) & int.MaxValue);
    }

    private void Try(int number)
    {
        var result = mode.Try(SeedOf(options.Seed, number));
        _outcomes.AddOrUpdate(result.Outcome, 1, (_, count) => count + 1);
        Interlocked.Increment(ref _tried);
        if (result.Failure is { } failure)
        {
            Report(number, failure);
        }

        if (_watch.ElapsedMilliseconds - Interlocked.Read(ref _reportedAt) > SecondsBetweenReports * 1000L)
        {
            lock (_lock)
            {
                if (_watch.ElapsedMilliseconds - _reportedAt > SecondsBetweenReports * 1000L)
                {
                    _reportedAt = _watch.ElapsedMilliseconds;
                    WriteTotals("... ");
                }
            }
        }
    }

    private void Report(int number, FuzzFailure failure)
    {
        int kind;
        lock (_lock)
        {
            var isNew = _failures.TryAdd(failure.Kind, 0);
            _failures[failure.Kind]++;
            if (!isNew)
            {
                return;
            }

            kind = _failures.Count;
        }

        var folder = Path.Combine(options.Output, string.Create(CultureInfo.InvariantCulture, $"seed{options.Seed}-case{number}"));
        failure.Save(folder);
        lock (_lock)
        {
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}. {failure.Kind}: {failure.Description}"));
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   again with --seed {options.Seed} --first {number} --count 1; saved in {folder}"));
            report.Flush();
        }
    }

    private void WriteTotals(string start)
    {
        var outcomes = string.Join(", ", _outcomes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Key}")));
        report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{start}{_tried:N0} {mode.Things} in {_watch.Elapsed.TotalSeconds:F0} s, {_tried / _watch.Elapsed.TotalSeconds:F1}/s: {outcomes}; {_failures.Values.Sum():N0} failed in {_failures.Count} ways"));
        if (start.Length == 0)
        {
            foreach (var (kind, count) in _failures.OrderByDescending(pair => pair.Value))
            {
                report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   {count:N0} times {kind}"));
            }
        }

        report.Flush();
    }
}
