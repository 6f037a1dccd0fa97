using System.CommandLine;
using System.IO.Pipelines;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Sif;
using Utrex.Cli.Terminal;
using Utrex.Documents;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex collect</c>: SIF objects become a batch, as at the state's Data Collector.</summary>
internal static class CollectCommand
{
    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("SIF-FILE") { Description = "Files of SIF 2.4 objects, in messages or bare; '-' reads standard input.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output") { Description = "The batch to write; '-' writes to standard output.", Required = true };
        var layout = new Option<string>("--layout") { Description = "The layout of the batch.", DefaultValueFactory = _ => "delimited" }.AcceptOnlyFromAmong("delimited", "positional");
        var schoolYear = Years.Option("The school year to collect, by the year in which it ends or as 2025-26; objects of other years are left out. By default it is that of the current enrollments.");
        var asOf = new Option<DateOnly?>("--as-of") { Description = "The day of the extract as YYYY-MM-DD, if not that of the messages.", CustomParser = Dates.Parse };
        var command = new Command("collect", "Collects SIF 2.4 objects into a batch, as the state's Data Collector does. All files make one batch.\n\nExamples:\n  utrex collect october.xml --output october.utrex\n  utrex collect schools.xml students.xml courses.xml --output october.utrex")
        {
            files, output, layout, schoolYear, asOf,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var year = parsed.GetValue(schoolYear)?.EndingYear;
            var sources = InputSources.Of(console, parsed.GetValue(files)!);
            CommandConsole.Check(sources);
            using var collector = new SifCollector(new SifCollectorOptions
            {
                SchoolYear = year,
                Specifications = Years.Specifications,
                AsOf = parsed.GetValue(asOf)?.ToDateTime(TimeOnly.MinValue),
                AsOfWithoutTimestamp = Dates.Today().ToDateTime(TimeOnly.MinValue),
            });
            using var result = OutputFile.Create(parsed.GetValue(output), console);
            foreach (var (file, open) in sources)
            {
                using var input = InputHead.Peek(open(), out var kind, out _, out _);
                if (kind != InputKind.Xml)
                {
                    throw new CommandException($"'{file}' does not begin as XML does, so it holds no SIF objects; if it is a batch, 'utrex validate' reads it as it is.");
                }

                if (!await ProgressBar.RunAsync(file, input, () => Task.FromResult(collector.Add(input, file, cancellation))).ConfigureAwait(false))
                {
                    throw new CommandException($"{collector.Problems.Last(problem => problem.IsFatal)}; nothing was written.");
                }
            }

            // Whatever goes wrong, the output gets nothing: standard output cannot be taken back.
            using var batch = TemporaryFile.Create();
            var pipe = PipeWriter.Create(batch, new StreamPipeWriterOptions(leaveOpen: true));
            var records = await collector.WriteAsync(pipe, string.Equals(parsed.GetValue(layout), "positional", StringComparison.Ordinal) ? RecordLayout.Positional : RecordLayout.Delimited, cancellation).ConfigureAwait(false);
            await pipe.CompleteAsync().ConfigureAwait(false);
            SifYear.Demand(collector.SchoolYear);
            new BatchYear((CompiledSpecification)collector.Specification!, Line: null, IsOfObjects: year is null).Tell(console.Error);
            if (collector.Problems.FirstOrDefault(problem => problem.Rule == SifRules.SifMissingPacket || problem.Rule == SifRules.SifNoRoom || problem.Rule == SifRules.SifNoDistrict) is { } obstacle)
            {
                throw new CommandException($"{obstacle}; nothing was written.");
            }

            batch.Position = 0;
            await batch.CopyToAsync(result.Stream, cancellation).ConfigureAwait(false);
            result.Complete();
            SifReports.Write(console.Error, collector, records);
            return collector.ErrorCount > 0 ? 1 : 0;
        });
        return command;
    }
}
