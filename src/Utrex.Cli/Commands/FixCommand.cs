using System.CommandLine;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Documents;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex fix</c>: repairs what is wrong with the form of a batch, and certain.</summary>
internal static class FixCommand
{
    private const int MostShown = 5;

    public static Command Create(CommandConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The batch; '-' reads standard input." };
        var schoolYear = Years.OfBatchOption();
        var output = new Option<string>("--output") { Description = "The file for the repaired batch; '-' writes to standard output.", Required = true };
        var log = new Option<string?>("--log") { Description = "A CSV file with a row for each change, and for each value that was left since it can mean several things." };
        var command = new Command("fix", "Repairs what is mechanical and certain in a spoiled batch: delimiters, quotation marks, encoding, line ends, blanks, lost zeros, dates and numbers in another form, the case of codes. It invents no value.\n\nExamples:\n  utrex fix spoiled.txt --output october.utrex --log changes.csv")
        {
            file, schoolYear, output, log,
        };
        command.SetAction((parsed, cancellation) => RunAsync(console, parsed.GetValue(file)!, parsed.GetValue(output)!, parsed.GetValue(log), parsed.GetValue(schoolYear), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandConsole console, string file, string path, string? logPath, CompiledSpecification? asked, CancellationToken cancellation)
    {
        using var output = OutputFile.Create(path, console);
        using var log = logPath is null ? null : OutputFile.Create(logPath, console);
        await using var spool = TemporaryFile.Create();
        var input = console.OpenInput(file);
        await using (input.ConfigureAwait(false))
        {
            // The batch is read twice, and standard input can be read once.
            var batch = input.CanSeek ? input : spool;
            if (!input.CanSeek)
            {
                await input.CopyToAsync(spool, cancellation).ConfigureAwait(false);
                spool.Position = 0;
            }

            var changes = new FixLog(log?.Stream);
            try
            {
                var repair = new BatchRepair(asked ?? YearOf(batch, file).Specification);
                ProgressBar.Run(file, batch, () => repair.Repair(batch, output.Stream, changes.Add, cancellation));
            }
            catch (InvalidDataException e)
            {
                throw new CommandException($"'{file}' cannot be repaired: {PlainWords.Of(e)}", e);
            }

            changes.Write(console.Error, MostShown);
            changes.Complete();
            log?.Complete();
            output.Complete();
            return changes.Left > 0 ? 1 : 0;
        }
    }

    /// <summary>The year of a batch whose first line may be spoiled too.</summary>
    private static BatchYear YearOf(Stream batch, string file)
    {
        var head = new byte[1 << 12];
        var length = batch.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        batch.Position = 0;
        using var spoiled = new MemoryStream(head, 0, length);
        using var repaired = new MemoryStream();
        new BatchRepair(Years.Newest).Repair(spoiled, repaired, _ => { }, CancellationToken.None);
        return BatchYear.Of(asked: null, file, repaired.ToArray());
    }
}
