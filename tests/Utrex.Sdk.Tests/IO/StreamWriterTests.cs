using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Tests.IO;

/// <summary>Records to streams and pipes and back, with and without waiting.</summary>
public class StreamWriterTests
{
    private const int Many = 5000;

    private static IEnumerable<SchoolRecord> Schools(int count = Many) =>
        Enumerable.Range(0, count).Select(number => new SchoolRecord { SchoolNumber = (100 + (number % 900)).ToString(), DaysInSchoolYear = 180, LastDayOfSchool = new MonthDay(5, 29), LeaNumber = "01" });

    [Fact]
    public async Task A_stream_gets_what_memory_gets()
    {
        var memory = new ArrayBufferWriter<byte>();
        var expected = new BatchWriter(memory, RecordLayout.Delimited);
        foreach (var school in Schools())
        {
            expected.Write(school);
        }

        var blocks = new CountingStream();
        using (var writer = new BatchWriter(blocks, RecordLayout.Delimited, leaveOpen: true))
        {
            foreach (var school in Schools())
            {
                writer.Write(school);
            }

            blocks.Length.ShouldBeGreaterThan(60_000);
            blocks.Length.ShouldBeLessThan(memory.WrittenCount);
        }

        blocks.ToArray().ShouldBe(memory.WrittenSpan.ToArray());
        blocks.AsyncWrites.ShouldBe(0);
        blocks.Writes.ShouldBeInRange(2, 4);

        var waited = new CountingStream();
        await using (var writer = new BatchWriter(waited, RecordLayout.Delimited, leaveOpen: true))
        {
            (await writer.WriteAllAsync(Schools())).ShouldBe(Many);
            waited.ToArray().ShouldBe(memory.WrittenSpan.ToArray());
        }

        waited.Writes.ShouldBe(0);
    }

    [Fact]
    public void A_stream_is_closed_unless_it_is_left_open()
    {
        var closed = new MemoryStream();
        var writer = new BatchWriter(closed, RecordLayout.Delimited);
        writer.Dispose();
        writer.Dispose();
        closed.CanWrite.ShouldBeFalse();
        Should.Throw<ObjectDisposedException>(() => writer.Write(new SchoolRecord()));
        Should.Throw<ObjectDisposedException>(() => writer.Flush());
        Should.Throw<ArgumentException>(() => new BatchWriter(closed, RecordLayout.Delimited)).ParamName.ShouldBe("stream");

        using var open = new MemoryStream();
        new BatchWriter(open, RecordLayout.Delimited, leaveOpen: true).Dispose();
        open.CanWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task A_slow_reader_makes_the_writer_wait_and_gets_every_record()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1 << 17, resumeWriterThreshold: 1 << 16, useSynchronizationContext: false));
        await using var writer = new BatchWriter(pipe.Writer, RecordLayout.Positional);
        var reports = new Reports();
        var writing = Task.Run(async () =>
        {
            await writer.WriteAllAsync(Slowly(Schools(20_000)), reports);
            await pipe.Writer.CompleteAsync();
        });

        // Nobody reads: the writer stops long before the end.
        while (reports.Last < 1024)
        {
            await Task.Delay(5);
        }

        await Task.Delay(100);
        writing.IsCompleted.ShouldBeFalse();
        reports.Last.ShouldBeLessThan(12_000);

        using var reader = BatchReader.Open(pipe.Reader, UtrexSpecification.Current);
        var read = new List<SchoolRecord>();
        var lines = new Reports();
        await foreach (var school in reader.ReadRecordsAsync<SchoolRecord>(progress: lines))
        {
            read.Add(school);
        }

        await writing;
        read.ShouldBe(Schools(20_000));
        (reports.Last, lines.Last).ShouldBe((20_000, 20_000));
    }

    [Fact]
    public async Task Who_is_cancelled_or_left_alone_writes_no_more()
    {
        using var end = new CancellationTokenSource();
        using var stream = new MemoryStream();
        var writer = new BatchWriter(stream, RecordLayout.Delimited);
        await Should.ThrowAsync<OperationCanceledException>(() => writer.WriteAllAsync(Endless(end), cancellationToken: end.Token));
        (await Should.ThrowAsync<InvalidOperationException>(async () => await writer.FlushAsync())).Message.ShouldContain("Write it anew");

        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        var alone = new BatchWriter(pipe.Writer, RecordLayout.Delimited);
        alone.Write(new SchoolRecord { SchoolNumber = "104" });
        await Should.ThrowAsync<IOException>(async () => await alone.FlushAsync());
        Should.Throw<InvalidOperationException>(() => alone.Write(new SchoolRecord { SchoolNumber = "104" }));

        static async IAsyncEnumerable<SchoolRecord> Endless(CancellationTokenSource end)
        {
            for (var count = 0; ; count++)
            {
                if (count == 3000)
                {
                    await end.CancelAsync();
                }

                yield return new SchoolRecord { SchoolNumber = "104" };
            }
        }
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_leaves_the_batch_as_it_was()
    {
        using var stream = new MemoryStream();
        await using var writer = new BatchWriter(stream, RecordLayout.Delimited, leaveOpen: true);

        await writer.WriteAsync(new SchoolRecord { SchoolNumber = "104" });
        Should.Throw<FieldFormatException>(() => writer.WriteAsync(new SchoolRecord { SchoolNumber = "a\tb" }).AsTask().Wait());
        await writer.WriteAsync(new SchoolRecord { SchoolNumber = "105" });
        await writer.FlushAsync();

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe("SC=\t104\nSC=\t105\n");
    }

    [Fact]
    public void Lines_that_cannot_be_read_are_thrown_or_taken()
    {
        var batch = "SC=\t104\nS1=\nwhat\nSC=\t105\t18x\nSC=\t106\n"u8.ToArray();
        using var strict = BatchReader.Open(batch, UtrexSpecification.Current);
        Should.Throw<FormatException>(() => strict.ReadRecords<SchoolRecord>().Count()).Message.ShouldBe("Line 3 is no record: UnknownRecordType.");

        var unread = new List<string>();
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        reader.ReadRecords<SchoolRecord>(unreadable: e => unread.Add(e.Message)).Select(school => school.SchoolNumber).ShouldBe(["104", "106"]);
        unread.Count.ShouldBe(2);
        unread[1].ShouldStartWith("Line 4: SC DAYS IN SCHOOL YEAR: '18x' is not ");
        unread[1].ShouldEndWith($" See line {SchoolRecord.Info.FindField("DAYS IN SCHOOL YEAR")!.Source} of the specification.");

        using var other = BatchReader.Open(batch, Y2025.UtrexSpecification.Current);
        Should.Throw<InvalidOperationException>(() => other.ReadRecords<SchoolRecord>());
        using var ended = BatchReader.Open(batch, UtrexSpecification.Current);
        Should.Throw<OperationCanceledException>(() => ended.ReadRecords<SchoolRecord>(cancellationToken: new CancellationToken(canceled: true)).Count());
    }

    /// <summary>Record, field, value, what is allowed and where it is said; a personal value is not shown, and a foreign one cut short.</summary>
    [Theory]
    [InlineData("SC=\t104\t180\t0529\tQ", "Line 1: SC SCHEDULE YEAR TYPE: 'Q' is no code of ScheduleYearType.", "Its codes are '")]
    [InlineData("S1=\t104\t1\tRoe\tAmy\t\t2015-03-09", "Line 1: S1 BIRTH DATE: the value is not ", "a date as YYYYMMDD")]
    [InlineData("S1=\t104\t1\tRoe\tAmy\t\t20150309\tF\tN\t\t\t\t\tY\t05\t20250818\t\tTDX", "Line 1: S1 EXIT CODE: 'TDX' is no code of ExitCode.", "Did you mean 'TD' (")]
    public void A_value_that_cannot_be_read_is_named_with_what_is_allowed(string line, string begins, string allowed)
    {
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes(line + "\n"), UtrexSpecification.Current);

        var error = Should.Throw<FieldFormatException>(() => _ = line[1] == 'C' ? reader.ReadRecords<SchoolRecord>().Count() : reader.ReadRecords<StudentRecord>().Count());

        error.Message.ShouldStartWith(begins);
        error.Message.ShouldContain(allowed);
        error.Message.ShouldEndWith($" See line {error.SpecificationLine} of the specification.");
        error.Message.ShouldNotContain("2015-03-09");
        UtrexSpecification.Current.FindRecord(error.Record)!.FindField(error.Field)!.Source.ShouldBe(error.SpecificationLine!.Value);
    }

    [Fact]
    public void A_long_value_is_cut_short()
    {
        using var reader = BatchReader.Open(Encoding.UTF8.GetBytes($"SC=\t104\t{new string('9', 5000)}\u202E\n"), UtrexSpecification.Current);

        Should.Throw<FieldFormatException>(() => reader.ReadRecords<SchoolRecord>().Count()).Message.Length.ShouldBeLessThan(200);
    }

    private static async IAsyncEnumerable<SchoolRecord> Slowly(IEnumerable<SchoolRecord> schools, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var school in schools)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return school;
        }
    }

    private sealed class Reports : IProgress<long>
    {
        private long _last;

        public long Last => Interlocked.Read(ref _last);

        public void Report(long value) => Interlocked.Exchange(ref _last, value);
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public int AsyncWrites { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            base.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            AsyncWrites++;
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return default;
        }
    }
}
