using System.Diagnostics;
using System.Runtime.CompilerServices;

/// <summary>How long programs took and how much memory, for the scripts that measure.</summary>
/// <param name="Seconds">From start to end.</param>
/// <param name="Processor">The seconds of all its threads together, to a hundredth.</param>
/// <param name="Bytes">The greatest resident memory.</param>
internal readonly record struct MeasuredRun(double Seconds, double Processor, long Bytes)
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="mostExitCode">The greatest exit code that is no failure.</param>
    /// <exception cref="InvalidOperationException">It failed; the message is what it wrote to its error stream.</exception>
    public static MeasuredRun Of(string command, string arguments, int mostExitCode = 0)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        long most = 0;
        var processor = TimeSpan.Zero;
        while (!process.WaitForExit(10))
        {
            process.Refresh();
            try
            {
                most = Math.Max(most, process.PeakWorkingSet64);
                processor = process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                // It has just ended.
            }
        }

        output.Wait();
        return process.ExitCode <= mostExitCode ? new MeasuredRun(watch.Elapsed.TotalSeconds, processor.TotalSeconds, most) : throw new InvalidOperationException($"{command} {arguments}: {errors.Result}");
    }

    /// <summary>The middle one of some times.</summary>
    public static double Median(List<MeasuredRun> runs) => Median(runs, run => run.Seconds);

    /// <summary>The middle one of some values.</summary>
    public static double Median(List<MeasuredRun> runs, Func<MeasuredRun, double> value) => runs.Select(value).Order().ElementAt(runs.Count / 2);

    /// <summary>The root of the repository, for a script in <c>eng</c>.</summary>
    public static string Root([CallerFilePath] string script = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(script)!, ".."));
}
