using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

/// <summary>How long programs took and how much memory, for the scripts that measure.</summary>
/// <param name="Seconds">From start to end.</param>
/// <param name="Processor">The seconds of all its threads together.</param>
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
        var before = ProcessorSecondsOfChildren();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        long most = 0;
        while (!process.WaitForExit(10))
        {
            process.Refresh();
            try
            {
                most = Math.Max(most, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has just ended.
            }
        }

        output.Wait();
        return process.ExitCode <= mostExitCode ? new MeasuredRun(watch.Elapsed.TotalSeconds, ProcessorSecondsOfChildren() - before, most) : throw new InvalidOperationException($"{command} {arguments}: {errors.Result}");
    }

    /// <summary>What all programs worked that this one has run to their end: of a process that is gone nothing else tells.</summary>
    private static double ProcessorSecondsOfChildren()
    {
        const int OfChildren = -1;

        // Seconds and microseconds for the program, and for the system; the rest is of no interest.
        var usage = new long[18];
        return OperatingSystem.IsLinux() && GetResourceUsage(OfChildren, usage) == 0 ? usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6 : double.NaN;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int of, [Out] long[] usage);

    /// <summary>The middle one of some times.</summary>
    public static double Median(List<MeasuredRun> runs) => Median(runs, run => run.Seconds);

    /// <summary>The middle one of some values.</summary>
    public static double Median(List<MeasuredRun> runs, Func<MeasuredRun, double> value) => runs.Select(value).Order().ElementAt(runs.Count / 2);

    /// <summary>The root of the repository.</summary>
    public static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    private static string Here([CallerFilePath] string path = "") => path;
}
