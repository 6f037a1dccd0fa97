using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using Utrex.Cli.Sampling;
using Utrex.Sdk.IO;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex sample</c>: a synthetic batch that a registrar would believe.</summary>
internal static class SampleCommand
{
    private static readonly string[] Layouts = ["delimited", "positional"];

    public static Command Create(CommandConsole console)
    {
        var defaults = new SampleOptions();
        var lea = new Option<string>("--lea") { Description = "The number of the LEA.", DefaultValueFactory = _ => defaults.Lea };
        var schools = Numbers.Option("--schools", "How many schools the LEA has.", defaults.Schools, 1, 500);
        var students = Numbers.Option("--students", "How many students the LEA has.", defaults.Students, 1, 1_000_000);
        var seed = Numbers.Option("--seed", "The same seed gives the same bytes.", defaults.Seed, 0, int.MaxValue);
        var layout = new Option<string>("--layout") { Description = "The layout to write.", DefaultValueFactory = _ => Layouts[0] }.AcceptOnlyFromAmong(Layouts);
        var asOf = new Option<DateOnly?>("--as-of") { Description = "The day of the extract, as YYYY-MM-DD; October 1 by default.", CustomParser = Dates.Parse };
        var output = new Option<string>("--output") { Description = "The file to write; '-' writes to standard output.", Required = true };
        var reference = new Option<string?>("--reference-output") { Description = "A folder for the reference data that go with the batch." };
        var command = new Command("sample", "Writes a synthetic batch that validates clean; no person in it exists.\n\nExample: utrex sample --schools 3 --students 500 --output sample.utrex")
        {
            lea, schools, students, seed, layout, asOf, output, reference,
        };
        lea.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: 2 } number || !number.All(char.IsAsciiLetterOrDigit))
            {
                result.AddError("--lea takes the two characters of an LEA's number, such as 01.");
            }
        });
        command.SetAction(parsed =>
        {
            var options = new SampleOptions
            {
                Lea = parsed.GetValue(lea)!,
                Schools = parsed.GetValue(schools),
                Students = parsed.GetValue(students),
                Seed = parsed.GetValue(seed),
                AsOf = parsed.GetValue(asOf) ?? defaults.AsOf,
            };
            if (options.AsOf < options.FirstDay || options.AsOf > options.LastDay)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"--as-of takes a day of the school year, {options.FirstDay:yyyy-MM-dd} to {options.LastDay:yyyy-MM-dd}."));
            }

            var isPositional = string.Equals(parsed.GetValue(layout), Layouts[1], StringComparison.Ordinal);
            var generator = new SampleGenerator(options);
            using (var file = OutputFile.Create(parsed.GetValue(output), console))
            {
                var pipe = PipeWriter.Create(file.Stream, new StreamPipeWriterOptions(leaveOpen: true));
                generator.Write(new BatchWriter(pipe, isPositional ? RecordLayout.Positional : RecordLayout.Delimited), () => Flush(pipe));
                Flush(pipe);
                pipe.Complete();
                file.Complete();
            }

            if (parsed.GetValue(reference) is { } folder)
            {
                Directory.CreateDirectory(folder);
                generator.WriteReference(folder);
            }

            return 0;
        });
        return command;
    }

    private static void Flush(PipeWriter pipe) => pipe.FlushAsync().AsTask().GetAwaiter().GetResult();
}
