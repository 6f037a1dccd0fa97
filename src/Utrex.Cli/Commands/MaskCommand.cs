using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Masking;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex mask</c>: a batch that can be given away, with the same findings.</summary>
internal static class MaskCommand
{
    private const int MostRounds = 12;

    public static Command Create(CommandConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The batch; '-' reads standard input." };
        var output = new Option<string>("--output") { Description = "The file to write; '-' writes to standard output.", Required = true };
        var schoolYear = Numbers.Option("--school-year", "The year in which the school year ends.", UtrexSpecification.Current.EndingYear, 2000, 2999);
        var today = new Option<DateOnly?>("--today") { Description = "The day that counts as today, as YYYY-MM-DD; the system's date by default.", CustomParser = Dates.Parse };
        var command = new Command("mask", "Writes a batch with made-up names, numbers, birth dates and addresses. It has the same findings as the original, so that a help desk can look into them.\n\nExample: utrex mask october.utrex --output october-masked.utrex")
        {
            file, output, schoolYear, today,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            console,
            parsed.GetValue(file)!,
            parsed.GetValue(output)!,
            new SubmissionContext(parsed.GetValue(schoolYear), parsed.GetValue(today) ?? Dates.Today()),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandConsole console, string file, string path, SubmissionContext context, CancellationToken cancellation)
    {
        using var output = OutputFile.Create(path, console);
        var folder = Directory.CreateTempSubdirectory("utrex-mask-");
        try
        {
            var (original, masked) = (Path.Combine(folder.FullName, "original"), Path.Combine(folder.FullName, "masked"));
            await using (var input = console.OpenBatch(file))
            await using (var copy = File.Create(original))
            {
                await input.CopyToAsync(copy, cancellation).ConfigureAwait(false);
            }

            var expected = Findings(original, context);
            var pseudonyms = new Pseudonyms();
            for (var round = 1; ; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                using (var input = File.OpenRead(original))
                using (var result = File.Create(masked))
                {
                    new BatchMask(pseudonyms).Write(input, result);
                }

                // A rule may depend on the very value, an age on the day: other pseudonyms are drawn until it decides as before.
                var changed = Findings(masked, context);
                changed.SymmetricExceptWith(expected);
                if (changed.Count == 0)
                {
                    break;
                }

                var lines = changed.Select(finding => finding.Line).ToHashSet();
                if (round == MostRounds)
                {
                    throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"line {lines.Min()} of '{file}' cannot be masked without changing its findings ({changed.First().Rule}); correct it, or take it out, and mask again."));
                }

                using var again = File.OpenRead(original);
                foreach (var value in BatchMask.PersonalValues(again, lines))
                {
                    pseudonyms.Forget(value);
                }
            }

            await using (var result = File.OpenRead(masked))
            {
                await result.CopyToAsync(output.Stream, cancellation).ConfigureAwait(false);
            }

            output.Complete();
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"masked; the {expected.Count} findings are those of the original"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HashSet<(int Line, string Rule, string? Field)> Findings(string path, SubmissionContext context)
    {
        var findings = new HashSet<(int, string, string?)>();
        using var input = File.OpenRead(path);
        using var reader = BatchReader.Open(input, UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, context).Validate(reader, finding => findings.Add((finding.Line, finding.Rule.Id, finding.Field?.Name)));
        return findings;
    }
}
