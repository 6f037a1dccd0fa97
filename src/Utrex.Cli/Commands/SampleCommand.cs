using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.IO.Pipelines;
using Utrex.Cli.Rules;
using Utrex.Cli.Sampling;
using Utrex.Cli.Sampling.Violations;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;

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
        var violate = new Option<string[]>("--violate") { Description = "A rule that the batch is to break, such as S1.324; where several rows share an id, the field tells which: S1.001@SEX. May be given several times; students and schools that it needs come along. A rule of Level 2, such as L2.06, takes batches of several LEAs or years.", HelpName = "RULE", DefaultValueFactory = _ => [] };
        violate.CompletionSources.Add(_ => UtrexSpecification.Current.Rules.Where(rule => rule.Status == RuleStatus.Implemented).Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Select(id => new CompletionItem(id)));
        var schoolYear = Years.NewestOption("The school year of the batch: the newest, and no other can be made.");
        var output = new Option<string>("--output") { Description = "The file to write; '-' writes to standard output. For rules of Level 2, a folder for a file of each LEA and year.", Required = true };
        var reference = new Option<string?>("--reference-output") { Description = "A folder for the reference data that go with the batch." };
        var command = new Command("sample", "Writes a synthetic batch that validates clean; no person in it exists.\n\nExample: utrex sample --schools 3 --students 500 --output sample.utrex\nExample: utrex sample --violate S1.324 --output broken.utrex\nExample: utrex sample --violate L2.06 --output broken --reference-output registers")
        {
            lea, schools, students, seed, layout, asOf, schoolYear, violate, output, reference,
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
            Years.DemandNewest(parsed.GetValue(schoolYear)?.EndingYear, "samples are made");
            var rules = parsed.GetValue(violate)!.Select(Find).ToList();
            var options = new SampleOptions
            {
                Lea = parsed.GetValue(lea)!,
                Schools = parsed.GetValue(schools),
                Students = parsed.GetValue(students),
                Seed = parsed.GetValue(seed),
            };
            var day = parsed.GetValue(asOf);
            if (day < options.FirstDay || day > options.LastDay)
            {
                throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"--as-of takes a day of the school year, {options.FirstDay:yyyy-MM-dd} to {options.LastDay:yyyy-MM-dd}."));
            }

            var written = string.Equals(parsed.GetValue(layout), Layouts[1], StringComparison.Ordinal) ? RecordLayout.Positional : RecordLayout.Delimited;
            if (rules.Exists(rule => rule.Kind == RuleKind.Level2))
            {
                new SubmissionSampleOutput(console, parsed.GetValue(output)!, parsed.GetValue(reference)).Write(rules, options, Days(rules, options, day), written);
                return 0;
            }

            var sample = rules.Count == 0 ? (ISample)new SampleGenerator(options with { AsOf = day ?? options.AsOf }) : Break(rules, options, day, written);
            using (var folder = parsed.GetValue(reference) is { } path ? OutputFolder.Create(path, console) : null)
            using (var file = OutputFile.Create(parsed.GetValue(output), console))
            {
                var pipe = PipeWriter.Create(file.Stream, new StreamPipeWriterOptions(leaveOpen: true));
                var done = 0;
                ProgressBar.Run("students", () => Math.Min(1, (double)Volatile.Read(ref done) / options.Students), () => sample.Write(new BatchWriter(pipe, written), () =>
                {
                    done += SampleGenerator.FlushEvery;
                    Flush(pipe);
                }));
                Flush(pipe);
                pipe.Complete();
                if (folder is not null)
                {
                    sample.WriteReference(folder.Path);
                    folder.Complete();
                }

                file.Complete();
            }

            return 0;
        });
        return command;
    }

    /// <summary>A sample that breaks rules: on the day that was asked for, or else on the first on which it can be.</summary>
    private static ViolationWriter Break(List<RuleInfo> rules, SampleOptions options, DateOnly? day, RecordLayout layout)
    {
        var sample = ViolationWriter.Create(options, rules, Days(rules, options, day));
        sample.Check(layout);
        return sample;
    }

    /// <summary>The days to try: the one that was asked for, or else all on which batches differ.</summary>
    private static IReadOnlyList<DateOnly> Days(List<RuleInfo> rules, SampleOptions options, DateOnly? day)
    {
        var needsYearEnd = rules.Exists(rule => Violation.Of(rule).NeedsYearEnd);
        return day is { } given ? [given] : [.. SampleOptions.Deadlines.OrderBy(deadline => needsYearEnd && deadline != options.YearEnd)];
    }

    private static RuleInfo Find(string argument) => RuleArgument.Find(argument) switch
    {
        { } rule when RuleRows.IsAboutSif(rule) => throw new CommandException($"rule {rule.Id} is about SIF files; no batch can break it."),
        { } rule when RuleRows.IsOfTool(rule) => throw new CommandException($"rule {rule.Id} is about the day, the submission and the registers; no batch breaks it alone."),
        { Status: RuleStatus.Implemented } rule => rule,
        { Status: RuleStatus.Inactive } rule => throw new CommandException($"rule {rule.Id} is inactive: {RuleWords.Reason(rule)}. {rule.Note}"),
        { } rule => throw new CommandException($"no batch breaks rule {rule.Id}; {RuleWords.Status(rule)}."),
        null => throw new CommandException($"there is no rule '{argument}'; 'utrex spec' lists them."),
    };

    private static void Flush(PipeWriter pipe) => pipe.FlushAsync().AsTask().GetAwaiter().GetResult();
}
