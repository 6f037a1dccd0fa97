using System.CommandLine;
using System.Globalization;
using Utrex.Cli.SchoolYears;
using Utrex.Cli.Terminal;
using Utrex.Cli.Transcripts;
using Utrex.Documents;
using Utrex.Sdk;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Utah;
using Utrex.Transcripts;
using Utrex.Transcripts.Pages;

namespace Utrex.Cli.Commands;

/// <summary><c>utrex transcript</c>: a transcript a student, for people and for colleges; and records of the transcripts that others send.</summary>
internal static class TranscriptCommand
{
    private const int MostProblems = 100;
    private static readonly string[] Formats = ["html", "pdf", "pesc"];

    public static Command Create(CommandConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = "The batch; with --from, the documents to read. '-' reads standard input.", Arity = ArgumentArity.OneOrMore };
        var students = new Option<string[]>("--student") { HelpName = "NUMBER,...", Description = "Only these students, by the LEA's number; several with commas." };
        var format = new Option<string?>("--format") { Description = "What is written: pages for people (html, pdf), or PESC High School Transcripts 1.5.0 for colleges (pesc)." }.AcceptOnlyFromAmong(Formats);
        var from = new Option<string?>("--from") { Description = "Reads transcripts of another program, and writes a batch of them." }.AcceptOnlyFromAmong("pesc");
        var output = new Option<string>("--output") { Description = "The folder to write, a file for each student; with --from, the batch.", Required = true };
        var all = new Option<bool>("--all") { Description = "Writes the students too of whose records the state would refuse one." };
        var reference = ReferenceOption.Create();
        var today = Dates.TodayOption();
        var report = new Option<string?>("--report") { HelpName = "FILE", Description = "For PESC: a CSV file with each value that the standard has no place for." };
        var paper = new Option<string>("--paper") { Description = "For PDF: the paper.", DefaultValueFactory = _ => "letter" }.AcceptOnlyFromAmong("letter", "a4");
        var schoolYear = Years.OfBatchOption();
        var lea = new Option<string?>("--lea") { Description = "With --from: the number of the LEA that receives the transcripts, in place of the sender's." };
        var school = new Option<string?>("--school") { Description = "With --from: the number of the school that receives them." };
        var layout = new Option<string>("--layout") { Description = "With --from: the layout of the batch.", DefaultValueFactory = _ => "delimited" }.AcceptOnlyFromAmong("delimited", "positional");
        var command = new Command("transcript", "Writes the transcripts of a batch, a file for each student: pages that are read and printed, or documents that colleges load. A student whose records the state would refuse is named and left out.\n\nExamples:\n  utrex transcript june.utrex --format html --output transcripts\n  utrex transcript june.utrex --student 3000012,3000014 --format pesc --output pesc\n  utrex transcript --from pesc received.xml --lea 01 --school 104 --output received.utrex")
        {
            files, students, format, from, output, all, reference, today, paper, report, schoolYear, lea, school, layout,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(from) is not null)
            {
                return Receive(console, parsed.GetValue(files)!, parsed.GetValue(output)!, (parsed.GetValue(lea), parsed.GetValue(school)), parsed.GetValue(layout) is "positional" ? RecordLayout.Positional : RecordLayout.Delimited, cancellation);
            }

            var run = new Request
            {
                File = parsed.GetValue(files) is [var only] ? only : throw new CommandException("transcripts are made of one batch; name one file."),
                Format = parsed.GetValue(format) ?? throw new CommandException($"say what to write with --format: {string.Join(", ", Formats)}."),
                Folder = parsed.GetValue(output)!,
                Students = [.. (parsed.GetValue(students) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
                IncludesAll = parsed.GetValue(all),
                Reference = ReferenceOption.Begin(parsed.GetValue(reference), cancellation),
                Today = parsed.GetValue(today) ?? Dates.Today(),
                Paper = parsed.GetValue(paper) is "a4" ? TranscriptPaper.A4 : TranscriptPaper.Letter,
                Report = parsed.GetValue(report),
            };
            if (run.Report is not null && run.Format is not "pesc")
            {
                throw new CommandException("--report is for --format pesc.");
            }

            return await WriteAsync(console, run, parsed.GetValue(schoolYear), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static int Receive(CommandConsole console, string[] files, string output, (string? Lea, string? School) receiver, RecordLayout layout, CancellationToken cancellation)
    {
        var received = new ReceivedTranscripts();
        using var result = OutputFile.Create(output, console);
        foreach (var source in InputSources.Of(console, files))
        {
            received.Add(source, receiver.Lea, receiver.School, cancellation);
        }

        var records = received.Write(result.Stream, layout);
        result.Complete();
        received.Tell(console.Error);
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"transcripts read: {received.Count}; records written: {records}"));
        return received.HasProblems ? 1 : 0;
    }

    private static async Task<int> WriteAsync(CommandConsole console, Request run, Sdk.Validation.CompiledSpecification? asked, CancellationToken cancellation)
    {
        // The batch is read several times, and standard input can be read once.
        await using var batch = TemporaryFile.Create(bufferSize: 1 << 16);
        BatchYear year;
        await using (var input = BatchInput.Open(console, run.File, asked, out year))
        {
            await input.CopyToAsync(batch, cancellation).ConfigureAwait(false);
        }

        batch.Position = 0;
        var refused = await RefusedStudents.OfAsync(batch, year.Specification, run.Today, run.Reference, cancellation).ConfigureAwait(false);
        var index = new TranscriptIndex();
        Read(batch, year, (reader, record) => index.Add(reader.Current, record, reader.LineNumber), reader => refused.Take(reader.Line, reader.RefusedRecord, reader.Problem), cancellation);

        using var folder = OutputFolder.Create(run.Folder, console);
        using var losses = new LossReport(run.Report, console);
        var files = new TranscriptFiles(folder, run.Format, run.Paper, losses.Take);
        var collector = new TranscriptCollector(year.Specification, index);
        var outcome = new Outcome(console.Error, run, refused, files);
        ProgressBar.Run(run.File, batch, () => Read(batch, year, (reader, record) =>
        {
            if (collector.Add(reader.Current, record, reader.LineNumber) is { } transcript)
            {
                outcome.Take(transcript);
            }
        }, _ => { }, cancellation));
        folder.Complete();
        year.Tell(console.Error);
        outcome.Tell(collector);
        losses.Complete(files.Pesc, console.Error);
        return outcome.LeftOut > 0 || outcome.Unknown.Count > 0 ? 1 : 0;
    }

    private static void Read(Stream batch, BatchYear year, Action<BatchReader, Sdk.Specification.RecordInfo> take, Action<BatchReader> refuse, CancellationToken cancellation)
    {
        batch.Position = 0;
        using var reader = BatchReader.Open(batch, year.Specification, leaveOpen: true);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.Record is { } record)
            {
                take(reader, record);
            }
            else
            {
                refuse(reader);
            }
        }
    }

    /// <summary>What was asked for.</summary>
    private sealed record Request
    {
        public required string File { get; init; }

        public required string Format { get; init; }

        public required string Folder { get; init; }

        public required HashSet<string> Students { get; init; }

        public required bool IncludesAll { get; init; }

        public required ReferenceFolder? Reference { get; init; }

        public required DateOnly Today { get; init; }

        public required TranscriptPaper Paper { get; init; }

        public required string? Report { get; init; }
    }

    /// <summary>What became of the students.</summary>
    private sealed class Outcome(TextWriter error, Request run, RefusedStudents refused, TranscriptFiles files)
    {
        private readonly List<TranscriptProblem> _problems = [];
        private readonly HashSet<string> _found = new(StringComparer.Ordinal);
        private readonly List<string> _leftOut = [];
        private int _problemCount;

        public int LeftOut => _leftOut.Count;

        /// <summary>Students who were asked for and have no transcript.</summary>
        public IReadOnlyCollection<string> Unknown => [.. run.Students.Where(student => !_found.Contains(student)).Order(StringComparer.Ordinal)];

        public void Take(Transcript transcript)
        {
            if (run.Students.Count > 0 && !run.Students.Contains(transcript.StudentNumber))
            {
                return;
            }

            _found.Add(transcript.StudentNumber);
            _problemCount += transcript.Problems.Length;
            _problems.AddRange(transcript.Problems.Take(MostProblems - Math.Min(MostProblems, _problems.Count)));
            if (!run.IncludesAll && refused.WhyNot(transcript.SchoolNumber, transcript.StudentNumber) is { } rules)
            {
                _leftOut.Add($"student {PrintableText.Of(transcript.StudentNumber)} of school {PrintableText.Of(transcript.SchoolNumber)} is left out: {rules}");
                return;
            }

            files.Write(transcript);
        }

        public void Tell(TranscriptCollector collector)
        {
            foreach (var problem in collector.Problems.Concat(_problems).OrderBy(problem => problem.Line).Take(MostProblems))
            {
                error.WriteLine(problem.ToString());
            }

            if (collector.ProblemCount + _problemCount > MostProblems)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {collector.ProblemCount + _problemCount - MostProblems} more such lines"));
            }

            _leftOut.ForEach(error.WriteLine);
            foreach (var student in Unknown)
            {
                error.WriteLine($"student {PrintableText.Of(student)} has no transcript in the batch");
            }

            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"transcripts written: {files.Count}; students left out: {_leftOut.Count}{(_leftOut.Count > 0 ? " (utrex validate says what is wrong; --all writes them too)" : "")}"));
        }
    }
}
