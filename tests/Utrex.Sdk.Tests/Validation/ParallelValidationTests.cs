using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Sdk.Validation;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.Validation;

/// <summary>A second thread changes neither the findings nor what is said of a failure.</summary>
public class ParallelValidationTests
{
    private static readonly SubmissionContext Context = new(2026, new DateOnly(2025, 10, 1));

    [Fact]
    public void The_findings_are_the_same_however_many_threads_work()
    {
        // So many records that every thread has some to do.
        var lines = File.ReadAllLines(Repository.PathOf("samples", "clean.utrex"));
        var batch = Damaged(Encoding.UTF8.GetBytes(string.Concat(lines.Take(1).Concat(Enumerable.Repeat(lines.Skip(1), 6).SelectMany(each => each)).Select(line => line + "\n"))));

        var alone = Validate(batch, threads: 1);

        alone.Count.ShouldBeGreaterThan(1_000);
        Validate(batch, threads: 2).ShouldBe(alone);
        Validate(batch, threads: 7).ShouldBe(alone);
    }

    /// <summary>What the form of lines shows is gathered on a second thread, and only there: in whatever order right and wrong lines come.</summary>
    [Theory]
    [InlineData(1, ',')]
    [InlineData(2, ',')]
    [InlineData(40, '|')]
    [InlineData(3_000, ';')]
    public void A_spoiled_file_is_judged_in_the_same_way_however_many_threads_work(int linesInARow, char delimiter)
    {
        var lines = File.ReadAllLines(Repository.PathOf("samples", "clean.utrex"));
        var batch = Encoding.UTF8.GetBytes(string.Concat(lines.Take(1).Concat(Enumerable.Repeat(lines.Skip(1), 12).SelectMany(each => each)).Select((line, number) =>
            (number / linesInARow % 2 == 0 ? line.Replace(delimiter, ' ').Replace('\t', delimiter) : number % 7 == 0 ? line.Replace("\t0", "\t", StringComparison.Ordinal) : line) + "\n")));

        var alone = Validate(batch, threads: 1);

        alone[0].ShouldContain("FILE.103");
        Validate(batch, threads: 2).ShouldBe(alone);
        Validate(batch, threads: 3).ShouldBe(alone);
    }

    [Fact]
    public void What_was_added_before_a_queue_is_drained_has_been_taken_then()
    {
        foreach (var isParallel in new[] { false, true })
        {
            var taken = new List<int>();
            using var queue = new RecordQueue((_, _, number, _) => taken.Add(number), isParallel, CancellationToken.None);
            using var reader = BatchReader.Open(Many("S4=\t1\n"u8.ToArray(), 60_000), UtrexSpecification.Current);
            while (reader.Read())
            {
                queue.Add(reader.Current, reader.Record!, reader.LineNumber, isValid: true);
                if (reader.LineNumber % 7_001 == 0 || reader.LineNumber is 3 or 4)
                {
                    queue.Drain();
                    taken.Count.ShouldBe(reader.LineNumber);
                }
            }

            queue.Complete();
            taken.ShouldBe(Enumerable.Range(1, 60_000));
        }
    }

    [Fact]
    public void A_queue_whose_taker_fails_is_drained_nevertheless()
    {
        using var queue = new RecordQueue(new FailingRules(1).Add, isParallel: true, CancellationToken.None);
        using var reader = BatchReader.Open(Many("S4=\t1\n"u8.ToArray(), 60_000), UtrexSpecification.Current);

        Should.Throw<InvalidOperationException>(() =>
        {
            while (reader.Read())
            {
                queue.Add(reader.Current, reader.Record!, reader.LineNumber, isValid: true);
                if (reader.LineNumber % 9_000 == 0)
                {
                    queue.Drain();
                }
            }

            queue.Complete();
        }).Message.ShouldBe("failing");
    }

    /// <summary>A record with findings costs its findings; the clean ones beside it cost nothing.</summary>
    [Fact]
    public void Memory_grows_with_the_findings_only()
    {
        const string Start = "AM=\t3000001\t0701001\t01\t20250818\t20260530\t\t\t\t\t";
        var clean = Encoding.UTF8.GetBytes(Start + "\t01\t104\n");
        var wrong = Encoding.UTF8.GetBytes(Start + "~\t01\t104\n");

        var none = Allocated(Many(clean, 5_000), out var findings);
        findings.ShouldBe(0);
        var few = Allocated([.. Many(clean, 500), .. Many(wrong, 500)], out var fewFindings);
        var many = Allocated([.. Many(clean, 2_000), .. Many(wrong, 1_000)], out var manyFindings);

        fewFindings.ShouldBeGreaterThanOrEqualTo(500);
        manyFindings.ShouldBe(fewFindings * 2);
        (many - none).ShouldBe((few - none) * 2);
    }

    [Fact]
    public void A_failure_of_the_rules_across_records_reaches_the_caller()
    {
        var specification = UtrexSpecification.Current;
        foreach (var at in new[] { 1, 5_000 })
        {
            using var queue = new RecordQueue(new FailingRules(at).Add, isParallel: true, CancellationToken.None);
            using var reader = BatchReader.Open(Many(Encoding.UTF8.GetBytes("S4=\t1\n"), 100_000), specification);

            Should.Throw<InvalidOperationException>(() =>
            {
                while (reader.Read())
                {
                    queue.Add(reader.Current, reader.Record!, reader.LineNumber, isValid: true);
                }

                queue.Complete();
            }).Message.ShouldBe("failing");
        }
    }

    [Fact]
    public void Of_a_run_that_was_ended_nothing_more_is_taken_on_the_second_thread()
    {
        using var end = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var caller = Environment.CurrentManagedThreadId;
        var taken = 0;
        using var queue = new RecordQueue(Take, isParallel: true, end.Token);
        using var reader = BatchReader.Open(Many("S4=\t1\n"u8.ToArray(), 30_000), UtrexSpecification.Current);
        while (reader.Read())
        {
            queue.Add(reader.Current, reader.Record!, reader.LineNumber, isValid: true);
        }

        begun.Wait();
        end.Cancel();
        goOn.Set();
        queue.Complete();
        taken.ShouldBeInRange(1, 15_000);

        void Take(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
        {
            if (Environment.CurrentManagedThreadId != caller)
            {
                taken++;
                begun.Set();
                goOn.Wait();
            }
        }
    }

    [Fact]
    public void A_queue_that_is_broken_off_ends()
    {
        var rules = new FailingRules(int.MaxValue);
        using (var queue = new RecordQueue(rules.Add, isParallel: true, CancellationToken.None))
        {
            using var reader = BatchReader.Open(Encoding.UTF8.GetBytes("S4=\t1\n"), UtrexSpecification.Current);
            reader.Read().ShouldBeTrue();
            queue.Add(reader.Current, reader.Record!, 1, isValid: true);
        }

        rules.Taken.ShouldBe(0);
    }

    private static byte[] Many(byte[] line, int times) => [.. Enumerable.Repeat(line, times).SelectMany(bytes => bytes)];

    private static byte[] Damaged(byte[] batch)
    {
        var random = new Random(5);
        for (var i = 0; i < batch.Length; i++)
        {
            if (random.Next(40) == 0 && batch[i] is not ((byte)'\n' or (byte)'\t'))
            {
                batch[i] = (byte)random.Next(' ', '~');
            }
        }

        return batch;
    }

    private static List<string> Validate(byte[] batch, int threads)
    {
        var findings = new List<string>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        new BatchValidator(UtrexSpecification.Current, Context) { MaxDegreeOfParallelism = threads }.Validate(reader, finding =>
            findings.Add($"{finding} {finding.Field?.Name} {finding.Value} {finding.CausedBy} {finding.FormatMessage(Context)} {finding.FormatExtendedDescription(Context)}"));
        return findings;
    }

    private static long Allocated(byte[] batch, out int findings)
    {
        var collector = new FindingCollector(Context);
        var found = 0;
        var bytes = Allocation.OfEveryPass(() =>
        {
            found = 0;
            using var reader = BatchReader.Open(batch, UtrexSpecification.Current, new BatchReaderOptions { Context = Context });
            while (reader.Read())
            {
                collector.Begin(reader.LineNumber, reader.Record);
                if (!reader.IsClean)
                {
                    ((CompiledRecord)reader.Record!).FieldRules(reader.Current, collector);
                    found += collector.Findings.Count;
                }
            }
        });
        findings = found;
        return bytes;
    }

    private sealed class FailingRules(int at) : IBatchRules
    {
        public int Taken { get; private set; }

        public IEnumerable<RuleInfo> Claims => [];

        public IEnumerable<RuleNotEvaluated> NotEvaluated => [];

        public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
        {
            Taken++;
            if (Taken == at)
            {
                throw new InvalidOperationException("failing");
            }
        }

        public IEnumerable<Finding> Evaluate(int maxDegreeOfParallelism, CancellationToken cancellationToken) => [];
    }
}
