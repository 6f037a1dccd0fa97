using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using Utrex.Cli.Converting;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Sif;
using Utrex.Cli.Terminal;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex convert</c>: the same records in another layout.</summary>
internal static class ConvertCommand
{
    private const int FlushAt = 1 << 18;
    private static readonly string[] Targets = ["delimited", "positional", "jsonl", "sif"];

    // The words of SifForm on the command line, in its order.
    private static readonly string[] Forms = ["response", "objects", "events"];

    public static Command Create(CommandConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The batch; '-' reads standard input." };
        var target = new Option<string>("--to") { Description = "The layout to write.", Required = true }.AcceptOnlyFromAmong(Targets);
        var output = new Option<string>("--output") { Description = "The file to write; '-' writes to standard output.", Required = true };
        var form = new Option<string>("--as") { Description = "For SIF: what stands around the objects: an agent's responses, one for each type of object and in packets; nothing; or an event for each object.", DefaultValueFactory = _ => Forms[0] }.AcceptOnlyFromAmong(Forms);
        var packetSize = new Option<int>("--packet-size") { Description = "For SIF: how many objects a packet of a response has at most.", DefaultValueFactory = _ => new SifWriterOptions().PacketSize };
        packetSize.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var size) && size < 1)
            {
                result.AddError("--packet-size must be at least 1.");
            }
        });
        var firstDay = new Option<DateOnly?>("--first-day-of-school") { Description = "For SIF: the day from which the days of attendance are counted, as YYYY-MM-DD; by default the earliest entry date of a school.", CustomParser = Dates.Parse };
        var defaults = new Option<string[]>("--sif-default") { Description = "For SIF: the value of an element that SIF demands and a batch does not have, as PATH=VALUE, such as DisciplineIncident/IncidentLocation=9999." };
        var stateCodes = new Option<bool>("--state-codes") { Description = "For SIF: the state's own codes where its document prints them, though SIF has others there; by default SIF's, with the state's beside them." };
        var profile = new Option<string>("--sif-profile") { Description = "For SIF: a JSON file with such values by path, {\"PATH\": \"VALUE\"}; --sif-default wins." };
        var schoolYear = Years.OfBatchOption();
        var merge = new Option<bool>("--merge-students") { Description = "For SIF: one StudentPersonal for each student, even where records of the student contradict each other; what is lost is named." };
        var command = new Command("convert", "Writes a batch in another layout, or as SIF 2.4 objects; every value is preserved, and what SIF cannot carry is named.\n\nExamples:\n  utrex convert october.utrex --to positional --output october.txt\n  utrex convert october.utrex --to sif --output october.xml\n  utrex convert october.utrex --to sif --as events --output october-events.xml")
        {
            file, target, output, schoolYear, form, packetSize, firstDay, merge, stateCodes, defaults, profile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            var input = BatchInput.Open(console, path, parsed.GetValue(schoolYear), out var year);
            await using (input.ConfigureAwait(false))
            {
                using var reader = BatchReader.Open(input, year.Specification, leaveOpen: true);
                await ProgressBar.RunAsync(path, input, () => ConvertAsync(reader, path, parsed.GetValue(target)!, result.Stream, Options(parsed, year.Specification), console.Error, cancellation)).ConfigureAwait(false);
                result.Complete();
                year.Tell(console.Error);
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"records converted: {reader.RecordsRead}"));
            }

            return 0;
        });
        return command;

        SifWriterOptions Options(ParseResult parsed, CompiledSpecification year) => new()
        {
            Specification = year,
            Form = (SifForm)Array.IndexOf(Forms, parsed.GetValue(form)),
            PacketSize = parsed.GetValue(packetSize),
            FirstDayOfSchool = parsed.GetValue(firstDay),
            PrefersStateCodes = parsed.GetValue(stateCodes),
            MergesStudents = parsed.GetValue(merge),
            Defaults = Defaults(parsed.GetValue(defaults) ?? [], parsed.GetValue(profile) is { } given ? Profile(console, given) : null),
        };
    }

    private static async Task<int> ConvertAsync(BatchReader reader, string file, string target, Stream stream, SifWriterOptions options, TextWriter error, CancellationToken cancellation)
    {
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        using IRecordSink sink = target switch
        {
            "sif" => OpenSif(stream, options),
            "jsonl" => new JsonRecordSink(output),
            "positional" => new LayoutSink(output, RecordLayout.Positional),
            _ => new LayoutSink(output, RecordLayout.Delimited),
        };
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
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
                sink.Write(reader.Current, record, reader.LineNumber);
            }
            catch (FieldFormatException e)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{file}' line {reader.LineNumber} cannot be converted: {e.Message}"), e);
            }

            if (output.UnflushedBytes > FlushAt)
            {
                await output.FlushAsync(cancellation).ConfigureAwait(false);
            }
        }

        if (reader.RecordsRead == 0 && target is "sif")
        {
            throw new CommandException($"'{file}' holds no record, so there is nothing to write as SIF.");
        }

        sink.Complete(error);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
        await output.CompleteAsync().ConfigureAwait(false);
        return reader.RecordsRead;
    }

    private static SifRecordSink OpenSif(Stream stream, SifWriterOptions options)
    {
        try
        {
            return new SifRecordSink(stream, options);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(PlainWords.Of(e), e);
        }
    }

    private static IReadOnlyDictionary<string, string> Profile(CommandConsole console, string path)
    {
        using var stream = console.OpenInput(path);
        try
        {
            return SifProfile.Read(stream);
        }
        catch (FormatException e)
        {
            throw new CommandException($"'{path}' is no profile: {e.Message}.", e);
        }
    }

    private static Dictionary<string, string> Defaults(string[] texts, IReadOnlyDictionary<string, string>? profile)
    {
        var defaults = new Dictionary<string, string>(profile ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                throw new CommandException($"'{text}' is no default; write it as PATH=VALUE, such as DisciplineIncident/IncidentLocation=9999.");
            }

            defaults[text[..at]] = text[(at + 1)..];
        }

        return defaults;
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
