using Utrex.Cli;

return await UtrexCommandLine.RunAsync(args, Console.OpenStandardInput, Console.OpenStandardOutput(), Console.Error).ConfigureAwait(false);
