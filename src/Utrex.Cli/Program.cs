using System.Runtime.InteropServices;
using Utrex.Cli;
using Utrex.Cli.Terminal;

// Ctrl-C, the end of the session and a polite kill end whatever is going on; files that are not complete go with the process.
var output = new ResultStream(StandardOutput.Open());
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
return await UtrexCommandLine.RunAsync(args, StandardInput.Open, output, Console.Error).ConfigureAwait(false);

void Stop(PosixSignalContext signal)
{
    try
    {
        // A progress bar hides the cursor.
        Console.Error.WriteLine((Console.IsErrorRedirected ? "" : "\u001b[?25h") + "utrex: " + output.WhenStopped);
    }
    catch (IOException)
    {
        // The terminal may be gone.
    }

    Environment.Exit(CommandConsole.CouldNotRun);
}
