using System.Diagnostics;
using System.Globalization;

namespace Utrex.Fuzzing;

/// <summary>Damaged batches, and some of them once more in processes that may use fewer vector units: the outcome is the same.</summary>
internal static class OtherProcessors
{
    private const int MostCases = 2_000;
    private const string Batches = "UTREX_FUZZ_BATCHES";

    // The last is no setting: what the others are compared with.
    private static readonly string[] Settings = ["DOTNET_EnableHWIntrinsic", "DOTNET_EnableAVX2", "DOTNET_EnableAVX512", "DOTNET_None"];

    /// <summary>Runs the campaign, then the comparison.</summary>
    /// <returns>The number of failures.</returns>
    public static int Run(FuzzOptions options) => Environment.GetEnvironmentVariable(Batches) is { } files
        ? Fuzzing.Batches.Run(options with { Batches = files.Split(Path.PathSeparator) })
        : SampledBatches.Use(options, sampled => Fuzzing.Batches.Run(sampled) + Compare(sampled));

    private static int Compare(FuzzOptions options)
    {
        var outcomes = Settings.Select(setting =>
        {
            var start = new ProcessStartInfo("dotnet",
            [
                "exec", typeof(FuzzOptions).Assembly.Location, "batches", "--seed", options.Seed.ToString(CultureInfo.InvariantCulture),
                "--count", Math.Min(options.Count, MostCases).ToString(CultureInfo.InvariantCulture), "--first", options.First.ToString(CultureInfo.InvariantCulture),
            ])
            {
                RedirectStandardOutput = true,
            };
            start.Environment[setting] = "0";
            start.Environment[Batches] = string.Join(Path.PathSeparator, options.Batches);
            using var process = Process.Start(start)!;
            var last = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1];
            process.WaitForExit();
            options.Log.WriteLine($"{setting}=0: {last}");
            return (Failed: process.ExitCode != 0, Digest: last[(last.LastIndexOf(' ') + 1)..]);
        }).ToList();
        return outcomes.Count(outcome => outcome.Failed || !string.Equals(outcome.Digest, outcomes[^1].Digest, StringComparison.Ordinal));
    }
}
