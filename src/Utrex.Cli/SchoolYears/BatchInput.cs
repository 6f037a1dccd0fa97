using Utrex.Cli.Terminal;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.SchoolYears;

/// <summary>The batch that an argument names, with the year that it is read by.</summary>
internal static class BatchInput
{
    /// <summary>Opens a batch, which XML is not.</summary>
    /// <param name="console">What opens files.</param>
    /// <param name="path">The file.</param>
    /// <param name="asked">The school year that the command line names, or <see langword="null"/>: then the batch says its own.</param>
    /// <param name="year">What it is read by.</param>
    /// <exception cref="CommandException">The file cannot be opened, is XML or of a year that the tool does not hold; the message says what to do.</exception>
    public static Stream Open(CommandConsole console, string path, CompiledSpecification? asked, out BatchYear year)
    {
        var batch = InputHead.Peek(InputSources.Single(console, path).Open(), out var kind, out var head, out var isCut);
        try
        {
            year = kind switch
            {
                InputKind.Xml => throw new CommandException($"'{path}' is XML, not a batch; 'utrex collect' makes a batch of SIF objects."),
                InputKind.Utf16 => throw InputHead.Utf16(path),
                _ => BatchYear.Of(asked, path, head, isCut),
            };
            return batch;
        }
        catch (CommandException)
        {
            batch.Dispose();
            throw;
        }
    }
}
