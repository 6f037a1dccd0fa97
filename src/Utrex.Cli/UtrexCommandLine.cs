using System.CommandLine;
using System.CommandLine.Invocation;
using Utrex.Cli.Commands;

namespace Utrex.Cli;

/// <summary>The command line as a whole: it parses, runs and turns what goes wrong into one clear line and exit code 2.</summary>
internal static class UtrexCommandLine
{
    public static async Task<int> RunAsync(string[] args, Func<Stream> input, Stream output, TextWriter error)
    {
        var console = new CommandConsole(input, output, error);
        var root = new RootCommand("Checks, converts and explains batches of Utah's UTREx Data Clearinghouse.")
        {
            ValidateCommand.Create(console),
            SampleCommand.Create(console),
            ConvertCommand.Create(console),
            CollectCommand.Create(console),
            DiffCommand.Create(console),
            SummaryCommand.Create(console),
            MaskCommand.Create(console),
            SpecCommand.Create(console),
            ExplainCommand.Create(console),
            DocsCommand.Create(console),
            CompletionCommand.Create(console),
        };
        var result = root.Parse(args);
        if (result.Errors.Count > 0 && result.Action is ParseErrorAction)
        {
            return console.Fail($"{result.Errors[0].Message} Try 'utrex {result.CommandResult.Command.Name} --help'.".Replace("utrex utrex", "utrex", StringComparison.Ordinal));
        }

        try
        {
            using var text = console.CreateText();
            var code = await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = text, Error = error }).ConfigureAwait(false);
            await text.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (CommandException e)
        {
            return console.Fail(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return console.Fail(e.Message);
        }
        catch (OperationCanceledException)
        {
            return console.Fail("stopped; nothing was written.");
        }
    }
}
