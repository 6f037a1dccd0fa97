using System.CommandLine;
using System.Globalization;
using Utrex.Cli.Approving;
using Utrex.Cli.Reports;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Sif;
using Utrex.Cli.Terminal;
using Utrex.Documents;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Sif;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Utah;
using Utrex.Sdk.Validation;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex approval-kit</c>: a year to be entered into a vendor's system, and what its exports must say of it.</summary>
internal static class ApprovalKitCommand
{
    private static readonly string[] Formats = ["table", "jsonl", "csv", "sarif"];

    public static Command Create(CommandConsole console)
    {
        var output = new Option<string>("--output") { Description = "The folder to write.", Required = true };
        var lea = new Option<string>("--lea") { Description = "The number of the LEA.", DefaultValueFactory = _ => "01" };
        lea.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: 2 } number || !number.All(char.IsAsciiLetterOrDigit))
            {
                result.AddError("--lea takes the two characters of an LEA's number, such as 01.");
            }
        });
        var command = new Command("approval-kit", "Writes what a vendor tries its system with before it asks for approval (R277-484-6): a made-up year to be entered, the batches and SIF objects expected of it, and a checklist. 'approval-kit check' compares exports with it.\n\nExample: utrex approval-kit --output kit")
        {
            output, lea, CreateCheck(console),
        };
        command.SetAction(parsed =>
        {
            using var folder = OutputFolder.Create(parsed.GetValue(output)!, console);
            var scenario = KitScenario.Create(parsed.GetValue(lea)!);
            new KitFiles(folder.Path).Write(scenario, parsed.GetValue(lea)!);
            folder.Complete();
            var counts = CodeCover.Counts(scenario.Year);
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"records to be entered: {scenario.Year.Records.Count}; codes that they cover: {counts.Values.Count(count => count > 0)} of {counts.Count} (coverage.csv)"));
            return 0;
        });
        return command;
    }

    private static Command CreateCheck(CommandConsole console)
    {
        var folder = new Argument<string>("FOLDER") { Description = "The kit." };
        var exports = new Argument<string[]>("EXPORT") { Description = "The exports: batches, each of a submission, or files of SIF 2.4 objects, which make one batch.", Arity = ArgumentArity.OneOrMore };
        var submission = new Option<string?>("--submission") { Description = "The submission that the exports are of; by default that of their as-of date." };
        var format = new Option<string>("--format") { Description = "How differences are written.", DefaultValueFactory = _ => Formats[0] }.AcceptOnlyFromAmong(Formats);
        var output = new Option<string?>("--output") { Description = "The file for the differences; standard output by default." };
        var report = new Option<string?>("--report") { Description = "The file for the report that goes with the request; report.md in the folder of the kit by default." };
        var command = new Command("check", "Compares exports with what the kit expects, record by record: what is missing, what is not expected, and each value that differs. Ends with 1 where anything does.\n\nExamples:\n  utrex approval-kit check kit october.utrex december.utrex june.utrex\n  utrex approval-kit check kit agent/*.xml --format sarif --output kit.sarif")
        {
            folder, exports, submission, format, output, report,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var kit = KitFolder.Open(parsed.GetValue(folder)!);
            using var checker = new Checker(kit, parsed.GetValue(submission));
            await checker.ReadAsync(InputSources.Of(console, parsed.GetValue(exports)!), cancellation).ConfigureAwait(false);
            using (var result = OutputFile.Create(parsed.GetValue(output), console))
            {
                checker.Write(result.Stream, parsed.GetValue(format)!);
                result.Complete();
            }

            using (var file = OutputFile.Create(parsed.GetValue(report) ?? Path.Combine(kit.Path, "report.md"), console))
            {
                using (var text = new StreamWriter(file.Stream, leaveOpen: true) { NewLine = "\n" })
                {
                    KitReport.Write(text, kit.Lea, checker.Checks);
                }

                file.Complete();
            }

            foreach (var (check, level1) in checker.Checks)
            {
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{check.Export}, {check.Submission.Title}: differences: {check.Rows.Count}; Level 1: {level1.Errors} errors, {level1.Warnings} warnings"));
            }

            return checker.Checks.Any(pair => pair.Check.Rows.Count > 0) ? 1 : 0;
        });
        return command;
    }

    /// <summary>A run of the check over all exports.</summary>
    private sealed class Checker(KitFolder kit, string? asked) : IDisposable
    {
        private readonly CollectedBatch _collected = new(() => new SifCollectorOptions { Specifications = Years.Specifications, AsOfWithoutTimestamp = Dates.Today().ToDateTime(TimeOnly.MinValue) });
        private readonly ReferenceFolder _registers = ReferenceFolder.Open(kit.Registers);

        public List<(KitCheck Check, ValidationSummary Level1)> Checks { get; } = [];

        public async Task ReadAsync(IReadOnlyList<InputSource> sources, CancellationToken cancellation)
        {
            CommandConsole.Check(sources);
            foreach (var (name, open) in sources)
            {
                using var input = InputHead.Peek(open(), out var kind, out var head, out var isCut);
                switch (kind)
                {
                    case InputKind.Xml:
                        _collected.Add(input, name, cancellation);
                        continue;
                    case InputKind.Utf16:
                        throw InputHead.Utf16(name);
                }

                Years.DemandNewest(BatchYear.Of(asked: null, name, head, isCut).Specification.EndingYear, "exports are compared");
                await using var batch = TemporaryFile.Create();
                await input.CopyToAsync(batch, cancellation).ConfigureAwait(false);
                var submission = Find(name, batch);
                using var expected = File.OpenRead(kit.BatchOf(submission));
                Validate(KitCheck.Of(submission, kit.BatchOf(submission), expected, name, batch), batch, cancellation);
            }

            if (_collected.Files.Count > 0)
            {
                await CompareObjectsAsync(cancellation).ConfigureAwait(false);
            }
        }

        public void Write(Stream output, string format)
        {
            if (format is "table")
            {
                using var text = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
                foreach (var row in Checks.SelectMany(pair => pair.Check.Rows))
                {
                    text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.File}({row.Line}): {row.Rule.Id} {TerminalText.Isolated(row.Message)}"));
                }

                return;
            }

            using IFindingReport report = format switch
            {
                "jsonl" => new JsonLinesReport(output, isMasked: false),
                "csv" => new CsvReport(output),
                _ => new SarifReport(output, name => File.Exists(name) ? File.OpenRead(name) : null),
            };
            var summary = new RunSummary();
            foreach (var (check, _) in Checks)
            {
                report.BeginFile(check.Export);
                foreach (var row in check.Rows)
                {
                    summary.Add(row);
                    report.Write(row);
                }
            }

            report.Complete(summary);
        }

        public void Dispose() => _collected.Dispose();

        /// <summary>SIF objects are compared with those of the kit: what SIF has no place for is missing in both.</summary>
        private async Task CompareObjectsAsync(CancellationToken cancellation)
        {
            var batch = await _collected.OpenAsync(cancellation).ConfigureAwait(false)
                ?? throw new CommandException($"the SIF files make no batch: {_collected.Problems.FirstOrDefault()?.ToString() ?? "they hold no district"}.");
            Years.DemandNewest(_collected.Specification.EndingYear, "exports are compared");
            var submission = Find(_collected.Files[0], batch);
            using var objects = new CollectedBatch(() => new SifCollectorOptions { Specifications = Years.Specifications, AsOf = submission.AsOf.ToDateTime(TimeOnly.MinValue) });
            using (var file = File.OpenRead(kit.ObjectsOf(submission)))
            {
                objects.Add(file, kit.ObjectsOf(submission), cancellation);
            }

            var expected = await objects.OpenAsync(cancellation).ConfigureAwait(false) ?? throw new CommandException($"'{kit.ObjectsOf(submission)}' is damaged; write the kit anew.");
            var check = KitCheck.Of(submission, kit.ObjectsOf(submission), expected, _collected.Files[0], batch);
            for (var i = 0; i < check.Rows.Count; i++)
            {
                check.Rows[i] = (check.Rows[i].Rule == KitRules.Missing ? objects : _collected).Locate(check.Rows[i], isMasked: false);
            }

            Validate(check, batch, cancellation);
        }

        private void Validate(KitCheck check, Stream batch, CancellationToken cancellation)
        {
            batch.Position = 0;
            using var reader = BatchReader.Open(batch, UtrexSpecification.Current, leaveOpen: true);
            var level1 = new BatchValidator(UtrexSpecification.Current, new SubmissionContext(UtrexSpecification.Current.EndingYear, check.Submission.AsOf), _registers).Validate(reader, static _ => { }, cancellation);
            Checks.Add((check, level1));
        }

        /// <summary>The submission of the export's as-of date, or the one that was asked for.</summary>
        private KitSubmission Find(string name, Stream batch)
        {
            var submission = FindByDay(name, batch);
            batch.Position = 0;
            return submission;
        }

        private KitSubmission FindByDay(string name, Stream batch)
        {
            var known = string.Join(", ", kit.Submissions.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Id} ({one.AsOf:yyyy-MM-dd})")));
            if (asked is not null)
            {
                return kit.Submissions.FirstOrDefault(one => string.Equals(one.Id, asked, StringComparison.Ordinal)) ?? throw new CommandException($"the kit has no submission '{asked}'; it has {known}.");
            }

            batch.Position = 0;
            using var reader = BatchReader.Open(batch, UtrexSpecification.Current, leaveOpen: true);
            while (reader.Read())
            {
                if (reader.Record == DistrictRecord.Info && new DistrictView(reader.Current).SisAsOfDate is { HasValue: true } asOf)
                {
                    return kit.Submissions.FirstOrDefault(one => one.AsOf == DateOnly.FromDateTime(asOf.Value))
                        ?? throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is as of {asOf.Value:yyyy-MM-dd}, and the kit expects {known}; export it as of one of these days, or say with --submission which one is meant."));
                }
            }

            throw new CommandException($"'{name}' has no district record with an as-of date; say with --submission which of {known} it is.");
        }
    }
}
