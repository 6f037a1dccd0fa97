using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Fuzzing;

/// <summary>
/// Damaged batches in both layouts. However their bytes come, and however many threads work, the findings are the same; nothing throws, every
/// line is read or refused, what the reader calls clean breaks no rule of a field, and what can be read as a typed record is written back.
/// </summary>
internal static class Batches
{
    private static readonly DateOnly[] Days = [new(2025, 10, 1), new(2025, 12, 1), new(2026, 6, 30), new(2026, 3, 14), DateOnly.MaxValue, DateOnly.MinValue.AddDays(1)];

    /// <summary>Runs the campaign.</summary>
    /// <returns>The number of failures.</returns>
    public static int Run(FuzzOptions options)
    {
        var batches = DamagedBatch.Of(options);
        return new Campaign("batches", options).Run(random => Check(batches.Next(random), random));
    }

    private static string Check(byte[] batch, Random random)
    {
        var context = new SubmissionContext(random.Next(8) == 0 ? random.Next(1000, 10_000) : 2026, Days[random.Next(8) == 0 ? random.Next(Days.Length) : random.Next(3)]);
        var reference = random.Next(3) == 0 ? null : new MadeUpRegisters(random.Next());
        var limits = new BatchReaderOptions { MaxLineLength = random.Next(4) == 0 ? 1 << random.Next(10, 17) : BatchReaderOptions.Default.MaxLineLength };
        var validation = new Validation(context, reference, judgesShape: random.Next(2) == 0);

        var expected = validation.Run(BatchReader.Open(batch, UtrexSpecification.Current, limits), threads: 1);
        Campaign.Holds(validation.Lines == CountLines(batch), $"{validation.Lines} lines were read or refused, the batch has {CountLines(batch)}");

        var steps = random.Next(1, random.Next(2) == 0 ? 40 : 5_000);
        var way = random.Next(12);
        if (way is 0 or 1)
        {
            Campaign.Same(expected, validation.Run(BatchReader.Open(new SteppedStream(batch, steps), UtrexSpecification.Current, limits), threads: 2), "findings from memory and from a stream");
        }

        if (way is 0 or 2)
        {
            Campaign.Same(expected, validation.RunAsync(BatchReader.Open(PipeReader.Create(new SteppedStream(batch, steps)), UtrexSpecification.Current, limits), threads: 3).GetAwaiter().GetResult(), "findings from memory and from a pipe");
        }

        if (way is 0 or > 2)
        {
            using var foreign = new ForeignMemory(batch);
            Campaign.Same(expected, validation.Run(BatchReader.Open(foreign.Memory, UtrexSpecification.Current, limits), threads: 1), "findings from an array and from other memory");
        }

        CheckLines(batch, context, limits);
        return expected;
    }

    /// <summary>What is clean breaks no rule of a field, and what is a typed record comes back as it was.</summary>
    private static void CheckLines(byte[] batch, SubmissionContext context, BatchReaderOptions limits)
    {
        var collector = new FindingCollector(context);
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current, limits with { Context = context });
        while (reader.Read())
        {
            if (reader.Record is not { } record)
            {
                Campaign.Holds(reader.Problem != LineProblem.None && !reader.IsClean, "a line without a record has no problem");
                continue;
            }

            if (reader.IsClean)
            {
                collector.Begin(reader.LineNumber, record);
                ((CompiledRecord)record).FieldRules(reader.Current, collector);
                Campaign.Holds(collector.Findings.Count == 0, $"line {reader.LineNumber} is clean and breaks {string.Join(", ", collector.Findings)}");
            }

            TypedRecord.Of(record).CheckLine(reader.Current);
        }
    }

    private static int CountLines(ReadOnlySpan<byte> batch)
    {
        batch = batch.StartsWith(Encoding.UTF8.Preamble) ? batch[Encoding.UTF8.Preamble.Length..] : batch;
        return batch.Count((byte)'\n') + (batch.IsEmpty || batch[^1] == (byte)'\n' ? 0 : 1);
    }

    /// <summary>A validation whose outcome is a text.</summary>
    private sealed class Validation(SubmissionContext context, MadeUpRegisters? reference, bool judgesShape)
    {
        private readonly StringBuilder _text = new();

        public int Lines { get; private set; }

        public string Run(BatchReader reader, int threads)
        {
            using (reader)
            {
                return Text(reader, Validator(threads).Validate(reader, Take));
            }
        }

        public async Task<string> RunAsync(BatchReader reader, int threads)
        {
            using (reader)
            {
                return Text(reader, await Validator(threads).ValidateAsync(reader, Take).ConfigureAwait(false));
            }
        }

        private BatchValidator Validator(int threads)
        {
            _text.Clear();
            return new BatchValidator(UtrexSpecification.Current, context, reference) { MaxDegreeOfParallelism = threads, JudgesShape = judgesShape };
        }

        private void Take(Finding finding) => _text.Append(CultureInfo.InvariantCulture,
            $"{finding.Line} {finding.Rule.Id} {finding.Field?.Name} '{finding.Value}' {finding.Keys} [{string.Join('|', finding.OtherValues)}] [{string.Join(',', finding.Related)}] {finding.CausedBy} {finding.FormatMessage(context)} {finding.FormatExtendedDescription(context)}\n");

        private string Text(BatchReader reader, ValidationSummary summary)
        {
            Lines = summary.RecordsRead + summary.RecordsRefused;
            Campaign.Holds(Lines == reader.LinesRead, "the summary has another number of lines than the reader");
            foreach (var rule in summary.NotEvaluated)
            {
                // Reference data, a later level, or a file that is wrong as a whole: nothing else that the batch itself could bring about.
                Campaign.Holds(rule.Rule.Status == RuleStatus.Pending || rule.Rule.Kind == RuleKind.Level2 || (judgesShape && rule.Reason.StartsWith("the file as a whole", StringComparison.Ordinal)) || rule.Reason.StartsWith("no reference data", StringComparison.Ordinal), $"{rule.Rule.Id} was not evaluated: {rule.Reason}");
            }

            return _text.Append(CultureInfo.InvariantCulture, $"{summary.RecordsRead} {summary.RecordsRefused} {summary.Errors} {summary.Warnings} {summary.Cascades} {summary.NotEvaluated.Count}").ToString();
        }
    }

    /// <summary>Memory that is no array, which a reader has to copy.</summary>
    private sealed class ForeignMemory(byte[] bytes) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => bytes;

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin() => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            // The bytes are the caller's.
        }
    }
}
