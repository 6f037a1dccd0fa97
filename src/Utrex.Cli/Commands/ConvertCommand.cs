using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using Utrex.Cli.Reports;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex convert</c>: the same records in another layout.</summary>
internal static class ConvertCommand
{
    private static readonly string[] Targets = ["delimited", "positional", "jsonl"];

    public static Command Create(CommandConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The batch; '-' reads standard input." };
        var target = new Option<string>("--to") { Description = "The layout to write.", Required = true }.AcceptOnlyFromAmong(Targets);
        var output = new Option<string>("--output") { Description = "The file to write; '-' writes to standard output.", Required = true };
        var command = new Command("convert", "Writes a batch in another layout; every value is preserved.\n\nExample: utrex convert october.utrex --to positional --output october.txt")
        {
            file, target, output,
        };
        command.SetAction(parsed =>
        {
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            using var input = console.OpenInput(parsed.GetValue(file)!);
            using var reader = BatchReader.Open(input, UtrexSpecification.Current);
            var count = Convert(reader, parsed.GetValue(file)!, parsed.GetValue(target)!, result.Stream);
            result.Complete();
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"records converted: {count}"));
            return 0;
        });
        return command;
    }

    private static int Convert(BatchReader reader, string file, string target, Stream stream)
    {
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        using IRecordSink sink = target switch
        {
            "jsonl" => new JsonRecordSink(output),
            "positional" => new LayoutSink(output, RecordLayout.Positional),
            _ => new LayoutSink(output, RecordLayout.Delimited),
        };
        while (reader.Read())
        {
            if (reader.Record is not { } record)
            {
                if (reader.Problem == LineProblem.Blank)
                {
                    continue;
                }

                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{file}' line {reader.LineNumber} cannot be read ({Describe(reader.Problem)}); run 'utrex validate' on the file, correct it and convert again."));
            }

            try
            {
                sink.Write(reader.Current, record);
            }
            catch (FieldFormatException e)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{file}' line {reader.LineNumber} cannot be converted: {e.Message}"), e);
            }

            if (output.UnflushedBytes > 1 << 18)
            {
                output.FlushAsync().AsTask().GetAwaiter().GetResult();
            }
        }

        output.FlushAsync().AsTask().GetAwaiter().GetResult();
        output.Complete();
        return reader.RecordsRead;
    }

    private static string Describe(LineProblem problem) => problem switch
    {
        LineProblem.TooLong => "the line is too long",
        LineProblem.Nul => "it contains a NUL character",
        LineProblem.InvalidUtf8 => "it is not valid UTF-8",
        LineProblem.TooManyFields => "it has too many fields",
        LineProblem.ExtraBytes => "it goes on after its last field",
        _ => "its record type is unknown",
    };
}
