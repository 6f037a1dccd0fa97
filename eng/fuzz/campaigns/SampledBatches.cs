using System.Globalization;

namespace Utrex.Fuzzing;

/// <summary>Districts of some size in October and at year end, as the sampler makes them, besides those of <c>samples/</c>.</summary>
internal static class SampledBatches
{
    private const int Districts = 3;

    private static readonly string[] Days = ["2025-10-01", "2026-06-30"];

    /// <summary>Runs a campaign on them; where batches are named already, on those.</summary>
    public static int Use(FuzzOptions options, Func<FuzzOptions, int> campaign)
    {
        if (options.Batches.Count > 0)
        {
            return campaign(options);
        }

        var folder = Directory.CreateTempSubdirectory("utrex-fuzz-").FullName;
        try
        {
            Make(folder);
            return campaign(options with { Batches = [.. Directory.EnumerateFiles(folder, "*.utrex").Order(StringComparer.Ordinal)] });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Make(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(FuzzOptions.Root(), "samples"), "clean*.utrex"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var tool = Path.Combine(AppContext.BaseDirectory, "utrex.dll");
        for (var i = 0; i < Districts; i++)
        {
            foreach (var day in Days)
            {
                MeasuredRun.Of("dotnet", string.Create(CultureInfo.InvariantCulture, $"exec \"{tool}\" sample --schools {i + 1} --students {100 * (i + 1)} --seed {i} --as-of {day} --output \"{folder}/{i}-{day}.utrex\""));
            }
        }
    }
}
