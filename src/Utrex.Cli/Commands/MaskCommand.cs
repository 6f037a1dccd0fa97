using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Masking;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Documents;
using Utrex.Sdk.Sif.Objects;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex mask</c>: a batch that can be given away, with the same findings.</summary>
internal static class MaskCommand
{
    public static Command Create(CommandConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The batch; '-' reads standard input." };
        var output = new Option<string>("--output") { Description = "The file to write; '-' writes to standard output.", Required = true };
        var schoolYear = Years.OfBatchOption();
        var today = Dates.TodayOption();
        var reference = new Option<string?>("--reference") { Description = "A folder with the state's reference data, which are masked with the same made-up values." };
        var referenceOutput = new Option<string?>("--reference-output") { Description = "The folder for the masked reference data." };
        var command = new Command("mask", "Writes a batch with made-up names, numbers, birth dates and addresses. It has the same findings as the original, so that a help desk can look into them.\n\nExamples:\n  utrex mask october.utrex --output october-masked.utrex\n  utrex mask october.utrex --output masked.utrex --reference state --reference-output state-masked")
        {
            file, output, schoolYear, today, reference, referenceOutput,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var folders = (From: parsed.GetValue(reference), To: parsed.GetValue(referenceOutput));
            if (folders.From is null != folders.To is null)
            {
                throw new CommandException("--reference and --reference-output go together: name the folder of the reference data, and one for the masked ones.");
            }

            if (folders.From is { } from && !Directory.Exists(from))
            {
                throw new CommandException($"the reference folder '{from}' does not exist.");
            }

            if (folders.From is not null && string.Equals(Path.GetFullPath(folders.From), Path.GetFullPath(folders.To!), StringComparison.Ordinal))
            {
                throw new CommandException("the masked reference data need a folder of their own; name another one with --reference-output.");
            }

            return RunAsync(console, parsed.GetValue(file)!, parsed.GetValue(output)!, parsed.GetValue(schoolYear), parsed.GetValue(today) ?? Dates.Today(), folders, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandConsole console, string file, string path, CompiledSpecification? asked, DateOnly today, (string? From, string? To) folders, CancellationToken cancellation)
    {
        using var output = OutputFile.Create(path, console);

        // The batch is read several times, and standard input can be read once. Neither file has a name that somebody could find.
        await using var original = TemporaryFile.Create();
        await using var masked = TemporaryFile.Create();
        BatchYear year;
        await using (var input = BatchInput.Open(console, file, asked, out year))
        {
            await input.CopyToAsync(original, cancellation).ConfigureAwait(false);
        }

        using var reference = folders.From is { } from ? new ReferenceMask(from, year.Specification, console) : null;
        var rounds = new MaskRounds(file, original, year.Specification, today, reference);
        ProgressBar.Run(file, () => rounds.Part, () => rounds.Run(masked, cancellation));
        masked.Position = 0;
        await masked.CopyToAsync(output.Stream, cancellation).ConfigureAwait(false);
        reference?.WriteTo(folders.To!, console);
        output.Complete();
        year.Tell(console.Error);
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"masked; the {rounds.Findings} findings are those of the original"));
        if (rounds.MisfitsLeft > 0)
        {
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"values that may stand in a wrong column and had to stay, or findings would change: {rounds.MisfitsLeft}; look at them before you send the batch"));
        }

        return 0;
    }
}
