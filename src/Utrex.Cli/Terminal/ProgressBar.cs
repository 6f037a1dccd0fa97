using Spectre.Console;

namespace Utrex.Cli.Terminal;

/// <summary>Shows how far a command has come, on a terminal; elsewhere nothing.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs work on a file, with a bar on the error stream while it lasts.</summary>
    public static Task<T> RunAsync<T>(string file, Stream stream, Func<Task<T>> work)
    {
        var read = stream is UnpackedStream { Packed: var packed } ? packed : stream;
        return read.CanSeek && read.Length is > 0 and var length ? RunAsync(file, () => (double)Position(read) / length, work) : work();
    }

    /// <summary>Runs work with a bar on the error stream while it lasts.</summary>
    /// <param name="name">What is worked on; of a path the file.</param>
    /// <param name="part">How much of the work is done, from 0 to 1; asked from another thread.</param>
    /// <param name="work">The work.</param>
    public static async Task<T> RunAsync<T>(string name, Func<double> part, Func<Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work().ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(Path.GetFileName(name)), maxValue: 1);
            var running = Task.Run(work);
            while (!running.IsCompleted)
            {
                bar.Value = part();
                await Task.WhenAny(running, Task.Delay(Step)).ConfigureAwait(false);
            }

            return await running.ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Runs work that gives nothing on a file.</summary>
    public static void Run(string file, Stream stream, Action work) => RunAsync(file, stream, () => Done(work)).GetAwaiter().GetResult();

    /// <summary>Runs work that gives nothing.</summary>
    public static void Run(string name, Func<double> part, Action work) => RunAsync(name, part, () => Done(work)).GetAwaiter().GetResult();

    /// <summary>How far a stream has been read; one that is closed gives nothing more.</summary>
    public static long Position(Stream stream)
    {
        try
        {
            return stream.Position;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }

    private static Task<int> Done(Action work)
    {
        work();
        return Task.FromResult(0);
    }
}
