using Spectre.Console;

namespace Utrex.Cli.Commands;

/// <summary>Shows how far a file has been read, on a terminal; elsewhere nothing.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs work on a file, with a bar on the error stream while it lasts.</summary>
    public static async Task<T> RunAsync<T>(string file, Stream stream, Func<Task<T>> work)
    {
        if (Console.IsErrorRedirected || !stream.CanSeek || stream.Length == 0)
        {
            return await work().ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var length = stream.Length;
        return await console.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(Path.GetFileName(file)), maxValue: length);
            var running = Task.Run(work);
            while (!running.IsCompleted)
            {
                bar.Value = Position(stream);
                await Task.WhenAny(running, Task.Delay(Step)).ConfigureAwait(false);
            }

            return await running.ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static long Position(Stream stream)
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
}
