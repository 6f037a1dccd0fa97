using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Utrex.Cli.Commands;
using Utrex.Cli.Terminal;
using Utrex.Sdk.Records;
using Utrex.Sdk.Utah;

namespace Utrex.Cli;

/// <summary>The command line as a whole: it parses, runs and turns what goes wrong into one clear line and exit code 2.</summary>
internal static class UtrexCommandLine
{
    public static async Task<int> RunAsync(string[] args, Func<Stream> input, Stream output, TextWriter error)
    {
        var console = new CommandConsole(input, output, error);
        var root = CreateRoot(console);
        Suggestions.Offer(root, console);
        root.Options.OfType<HelpOption>().Single().Action = new HelpPage();
        var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Misuse.Of(result) is { } misuse)
        {
            return console.Fail(misuse);
        }

        if (EmptyArgument(result) is { } empty)
        {
            return console.Fail(empty);
        }

        try
        {
            using var text = console.CreateText();
            var code = await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = text, Error = error }).ConfigureAwait(false);
            await text.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (Exception e) when (e is CommandException or ReferenceDataException)
        {
            return console.Fail(e.Message);
        }
        catch (IOException e) when (StandardOutput.IsBroken(e))
        {
            return console.Fail("the program that reads the output has stopped reading.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FieldFormatException)
        {
            return console.Fail(PlainWords.Of(e));
        }
        catch (OperationCanceledException)
        {
            return console.Fail(console.Output.WhenStopped);
        }
#pragma warning disable CA1031 // Whatever it is, a stack trace helps nobody who has typed a command.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return console.Fail($"internal error ({e.GetType().Name}): {e.Message.TrimEnd('.')}; please report it.");
        }
    }

    /// <summary>Every command.</summary>
    public static RootCommand CreateRoot(CommandConsole console) => new RootCommand("Checks, converts and explains batches of Utah's UTREx Data Clearinghouse.")
    {
        ValidateCommand.Create(console),
        ReconcileCommand.Create(console),
        SampleCommand.Create(console),
        ConvertCommand.Create(console),
        CollectCommand.Create(console),
        TranscriptCommand.Create(console),
        DiffCommand.Create(console),
        SummaryCommand.Create(console),
        FixCommand.Create(console),
        MaskCommand.Create(console),
        CalendarCommand.Create(console),
        ApprovalKitCommand.Create(console),
        StatewideCommand.Create(console),
        BatchCommand.Create(console),
        SpecCommand.Create(console),
        ExplainCommand.Create(console),
        DocsCommand.Create(console),
        CompletionCommand.Create(console),
    };

    /// <summary>What to say of an argument without text, which a script makes of a variable that is not set; <see langword="null"/> if there is none.</summary>
    private static string? EmptyArgument(ParseResult result)
    {
        var at = result.Tokens.ToList().FindIndex(token => token.Value.Length == 0);
        return at < 0 ? null
            : at > 0 && result.Tokens[at - 1] is { Type: TokenType.Option, Value: var option } ? $"{option} is followed by nothing; give it a value, or leave it out."
            : "an argument is empty; name what it is to be, such as a file.";
    }
}
