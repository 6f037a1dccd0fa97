using System.Runtime.InteropServices;
using Utrex.Cli;
using Utrex.Cli.Commands;

// Ctrl-C ends whatever is going on; files that are not complete go with the process.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ =>
{
    Console.Error.WriteLine("utrex: stopped; nothing was written.");
    Environment.Exit(CommandConsole.CouldNotRun);
});
return await UtrexCommandLine.RunAsync(args, Console.OpenStandardInput, Console.OpenStandardOutput(), Console.Error).ConfigureAwait(false);
