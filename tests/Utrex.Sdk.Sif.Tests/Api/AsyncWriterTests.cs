using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;

namespace Utrex.Sdk.Sif.Tests.Api;

/// <summary>Objects go to streams and pipes that one has to wait for, and are the same.</summary>
public class AsyncWriterTests
{
    /// <summary>What a web server's response does: it takes nothing that blocks.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_stream_gets_the_same_objects_without_blocking_and_a_few_at_a_time(int seed)
    {
        foreach (var batch in (string[])[SifRun.Sample(seed, students: 400), FilledBatch.Full(seed), FilledBatch.Wild(seed)])
        {
            var (expected, report) = SifRun.ToSif(batch);
            var output = new WaitingStream();
            await using (var writer = new SifWriter(output))
            {
                await WriteAsync(writer, batch);
                writer.Report.Losses.ShouldBe(report.Losses);
            }

            Encoding.UTF8.GetString(output.ToArray()).ShouldBe(expected);
            output.Largest.ShouldBeLessThan(1 << 17);
        }
    }

    [Fact]
    public async Task Who_waits_and_who_does_not_may_take_turns()
    {
        var batch = FilledBatch.Full(7);
        using var output = new MemoryStream();
        await using var writer = new SifWriter(output);
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(batch), UtrexSpecification.Current);
        while (reader.Read())
        {
            if (reader.LineNumber % 2 == 0)
            {
                await writer.WriteAsync(reader.Current, reader.Record!);
            }
            else
            {
                writer.Write(reader.Current, reader.Record!);
            }
        }

        await writer.CompleteAsync();
        await writer.CompleteAsync();
        Encoding.UTF8.GetString(output.ToArray()).ShouldBe(SifRun.ToSif(batch).Xml);
    }

    [Fact]
    public async Task A_slow_reader_makes_the_writer_wait_and_gets_every_object()
    {
        var batch = SifRun.Sample(seed: 5, students: 600);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1 << 17, resumeWriterThreshold: 1 << 16, useSynchronizationContext: false));
        var writer = new SifWriter(pipe.Writer);
        var writing = Task.Run(async () =>
        {
            await WriteAsync(writer, batch);
            await pipe.Writer.CompleteAsync();
        });

        // Nobody reads: the pipe is full long before the end.
        while (!await HasAsync(pipe.Reader, 1 << 17))
        {
            await Task.Delay(5);
        }

        writing.IsCompleted.ShouldBeFalse();

        using var read = new MemoryStream();
        await pipe.Reader.CopyToAsync(read);
        await writing;
        Encoding.UTF8.GetString(read.ToArray()).ShouldBe(SifRun.ToSif(batch).Xml);
        await writer.DisposeAsync();
    }

    [Fact]
    public async Task Without_waiting_a_pipe_keeps_everything()
    {
        var batch = FilledBatch.Full(3);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using (var writer = new SifWriter(pipe.Writer))
        {
            using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(batch), UtrexSpecification.Current);
            while (reader.Read())
            {
                writer.Write(reader.Current, reader.Record!);
            }

            writer.Complete();
        }

        await pipe.Writer.CompleteAsync();
        using var read = new MemoryStream();
        await pipe.Reader.CopyToAsync(read);
        Encoding.UTF8.GetString(read.ToArray()).ShouldBe(SifRun.ToSif(batch).Xml);
    }

    [Fact]
    public async Task Typed_records_come_from_enumerables_of_both_kinds_with_progress()
    {
        var reports = new List<long>();
        using var output = new WaitingStream();
        await using var writer = new SifWriter(output);

        await writer.WriteAsync(new DistrictRecord { LeaNumber = "01", SchoolYear = 2026, WhichMonth = "OCT", SisAsOfDate = new DateTime(2025, 10, 1) });
        await writer.WriteAsync(new SchoolRecord { SchoolNumber = "104", DaysInSchoolYear = 180, LeaNumber = "01" });
        (await writer.WriteAllAsync(Students(0, 1500), new Reports(reports))).ShouldBe(1500);
        (await writer.WriteAllAsync(Slowly(Students(1500, 500)), new Reports(reports))).ShouldBe(500);
        await writer.CompleteAsync();

        reports.ShouldBe([1024, 1500, 500]);
        writer.Report.Objects["StudentSchoolEnrollment"].ShouldBe(2000);
        Encoding.UTF8.GetString(output.ToArray()).ShouldEndWith("</Messages>");
    }

    [Fact]
    public async Task What_was_ended_or_has_no_reader_has_no_end_and_takes_nothing_more()
    {
        using var end = new CancellationTokenSource();
        using var output = new WaitingStream { AfterWrites = (3, end.Cancel) };
        var writer = new SifWriter(output);
        await writer.WriteAsync(new SchoolRecord { SchoolNumber = "104", LeaNumber = "01" }, end.Token);
        await writer.WriteAllAsync(Students(0, 2000), cancellationToken: end.Token);
        await Should.ThrowAsync<OperationCanceledException>(async () => await writer.CompleteAsync(end.Token));
        await Should.ThrowAsync<InvalidOperationException>(async () => await writer.CompleteAsync());
        await writer.DisposeAsync();
        await writer.DisposeAsync();
        Encoding.UTF8.GetString(output.ToArray()).ShouldNotContain("</Messages>");
        output.Writes.ShouldBeLessThan(6);

        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        var alone = new SifWriter(pipe.Writer);
        await alone.WriteAllAsync(Students(0, 100));
        await Should.ThrowAsync<IOException>(async () => await alone.CompleteAsync());
        Should.Throw<InvalidOperationException>(() => alone.Write(new SchoolRecord { SchoolNumber = "104" }));
        await alone.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await alone.WriteAsync(new SchoolRecord { SchoolNumber = "104" }));
        Should.Throw<ArgumentNullException>(() => new SifWriter((PipeWriter)null!));
    }

    [Fact]
    public async Task A_record_that_is_refused_is_no_end()
    {
        await using var writer = new SifWriter(new WaitingStream());
        await writer.WriteAsync(new SchoolRecord { SchoolNumber = "104" });

        await Should.ThrowAsync<FieldFormatException>(async () => await writer.WriteAsync(new StudentRecord { LastName = "a\u0001b" }));

        await writer.WriteAsync(new StudentRecord { LastName = "ab" });
        await writer.CompleteAsync();
        writer.Report.Objects["StudentPersonal"].ShouldBe(1);
    }

    private static async Task WriteAsync(SifWriter writer, string batch)
    {
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(batch), UtrexSpecification.Current);
        while (reader.Read())
        {
            await writer.WriteAsync(reader.Current, reader.Record!);
        }

        await writer.CompleteAsync();
    }

    private static async Task<bool> HasAsync(PipeReader reader, long bytes)
    {
        var result = await reader.ReadAsync();
        reader.AdvanceTo(result.Buffer.Start);
        return result.Buffer.Length >= bytes;
    }

    private static IEnumerable<StudentRecord> Students(int first, int count) => Enumerable.Range(first, count).Select(number => new StudentRecord
    {
        SchoolNumber = "104",
        StudentNumber = (1_000_000 + number).ToString(),
        LastName = "Jensen",
        EntryDate = new DateOnly(2025, 8, 18),
        LeaNumber = "01",
    });

    private static async IAsyncEnumerable<StudentRecord> Slowly(IEnumerable<StudentRecord> students, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var student in students)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return student;
        }
    }

    private sealed class Reports(List<long> reports) : IProgress<long>
    {
        public void Report(long value) => reports.Add(value);
    }

    /// <summary>Takes what is written without blocking, and remembers in which pieces.</summary>
    private sealed class WaitingStream : MemoryStream
    {
        public int Largest { get; private set; }

        public int Writes { get; private set; }

        public (int Count, Action Do) AfterWrites { get; init; }

        public override void Flush() => throw new InvalidOperationException("This would block.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("This would block.");

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("This would block.");

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            Largest = Math.Max(Largest, buffer.Length);
            base.Write(buffer.ToArray(), 0, buffer.Length);
            if (++Writes == AfterWrites.Count)
            {
                AfterWrites.Do();
            }
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
