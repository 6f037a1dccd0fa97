using System.Runtime.InteropServices;
using Utrex.Cli;
using Utrex.Cli.Commands;

// Ctrl-C, the end of the session and a polite kill end whatever is going on; files that are not complete go with the process.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
return await UtrexCommandLine.RunAsync(args, Console.OpenStandardInput, StandardOutput.Open(), Console.Error).ConfigureAwait(false);

static void Stop(PosixSignalContext signal)
{
    try
    {
        Console.Error.WriteLine("utrex: stopped; nothing was written.");
    }
    catch (IOException)
    {
        // The terminal may be gone.
    }

    Environment.Exit(CommandConsole.CouldNotRun);
}
