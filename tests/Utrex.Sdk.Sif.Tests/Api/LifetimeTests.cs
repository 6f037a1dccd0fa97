using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Utrex.Documents;
using Utrex.Sdk.IO;
using Utrex.Sdk.Records;
using Utrex.Sdk.Sif.Collecting;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Sif.Objects;

namespace Utrex.Sdk.Sif.Tests.Api;

/// <summary>A writer is for one message and a collector for one batch; both can be ended, and then nothing passes for whole that is not.</summary>
public class LifetimeTests
{
    [Fact]
    public void A_writer_that_is_disposed_of_writes_nothing_more()
    {
        var output = new MemoryStream();
        var writer = new SifWriter(output);
        writer.Write(new DistrictRecord { LeaNumber = "01" });
        writer.Dispose();
        writer.Dispose();
        var length = output.Length;

        Should.Throw<ObjectDisposedException>(() => writer.Write(new SchoolRecord { SchoolNumber = "104" })).ObjectName.ShouldContain(nameof(SifWriter));
        Should.Throw<ObjectDisposedException>(() => writer.Complete());
        output.Length.ShouldBe(length);
        writer.Report.LossCount.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void A_message_that_is_complete_stays_so()
    {
        var output = new MemoryStream();
        var writer = new SifWriter(output);
        writer.Write(new DistrictRecord { LeaNumber = "01" });
        writer.Complete();
        var length = output.Length;
        writer.Complete();
        writer.Dispose();
        writer.Complete();

        output.Length.ShouldBe(length);
        new SifCollector().Add(new MemoryStream(output.ToArray()), "x.xml").ShouldBeTrue();
    }

    [Fact]
    public void A_record_that_is_refused_is_no_end()
    {
        using var writer = new SifWriter(new MemoryStream());
        writer.Write(new SchoolRecord { SchoolNumber = "104" });

        Should.Throw<FieldFormatException>(() => writer.Write(new StudentRecord { LastName = "a\u0001b" }));

        writer.Write(new StudentRecord { LastName = "ab" });
        writer.Complete();
        writer.Report.Objects["StudentPersonal"].ShouldBe(1);
    }

    [Theory]
    [InlineData(SifForm.Responses)]
    [InlineData(SifForm.Events)]
    public void A_writer_is_ended_at_the_next_message(SifForm form)
    {
        using var ending = new CancellationTokenSource();
        var output = new TurningStream { At = 20, Turn = ending.Cancel };
        using var writer = new SifWriter(output, new SifWriterOptions { Form = form, PacketSize = 1 });
        WriteStudents(writer, 2000);

        Should.Throw<OperationCanceledException>(() => writer.Complete(ending.Token));

        output.Calls.ShouldBe(20);
        Broken(writer);
    }

    [Fact]
    public void A_writer_that_is_ended_writes_no_student()
    {
        using var writer = new SifWriter(new MemoryStream());
        WriteStudents(writer, 3);

        Should.Throw<OperationCanceledException>(() => writer.Write(new SchoolRecord { SchoolNumber = "105" }, new CancellationToken(canceled: true)));

        writer.Report.Objects.ShouldNotContainKey("StudentPersonal");
        Broken(writer);
    }

    /// <summary>Objects wait until all are there, however many they are, so that half a batch leaves no trace.</summary>
    [Fact]
    public void Nothing_is_written_before_the_batch_is_complete()
    {
        var output = new MemoryStream();
        using (var writer = new SifWriter(output))
        {
            WriteStudents(writer, 2000);
            writer.Write(new SchoolRecord { SchoolNumber = "105" });
            writer.Report.Objects["StudentPersonal"].ShouldBe(2000);
        }

        output.Length.ShouldBe(0);
    }

    [Fact]
    public void What_the_output_refused_is_missing_in_the_message()
    {
        var output = new TurningStream { At = 3, Turn = () => throw new IOException("full") };
        using var writer = new SifWriter(output);
        WriteStudents(writer, 1000);

        Should.Throw<IOException>(() => writer.Complete()).Message.ShouldBe("full");

        output.Calls.ShouldBe(3);
        Broken(writer);
    }

    [Fact]
    public async Task A_collector_that_is_disposed_of_gives_nothing_more()
    {
        var collector = new SifCollector();
        Add(collector, SifRun.Message(Sent.District)).ShouldBeTrue();
        collector.Dispose();
        collector.Dispose();

        Should.Throw<ObjectDisposedException>(() => Add(collector, SifRun.Message(Sent.District))).ObjectName.ShouldContain(nameof(SifCollector));
        Should.Throw<ObjectDisposedException>(() => SifRun.Write(collector));
        await Should.ThrowAsync<ObjectDisposedException>(() => collector.WriteAsync(PipeWriter.Create(Stream.Null), RecordLayout.Delimited));
        Should.Throw<ObjectDisposedException>(() => collector.FindOrigin(1));
        collector.Objects["SchoolInfo"].ShouldBe(2);
    }

    [Fact]
    public void Nothing_has_an_origin_before_it_is_written()
    {
        using var collector = new SifCollector();
        Add(collector, SifRun.Message(Sent.District)).ShouldBeTrue();

        collector.FindOrigin(1).ShouldBeNull();
    }

    /// <summary>Not one object is in the file, so that the reader of objects never comes back with one.</summary>
    [Fact]
    public void A_file_is_read_no_further_than_the_block_at_hand()
    {
        using var ending = new CancellationTokenSource();
        var input = new TurningStream(Encoding.UTF8.GetBytes("<a>" + string.Concat(Enumerable.Repeat("<b>c</b>", 1_000_000)) + "</a>")) { At = 5, Turn = ending.Cancel };
        using var collector = new SifCollector();

        Should.Throw<OperationCanceledException>(() => collector.Add(input, "x.xml", ending.Token));

        input.Calls.ShouldBe(6);
        Should.Throw<InvalidOperationException>(() => SifRun.Write(collector)).Message.ShouldContain("objects are missing");
        Should.Throw<InvalidOperationException>(() => Add(collector, SifRun.Message(Sent.District))).Message.ShouldContain("objects are missing");
    }

    [Fact]
    public void A_file_that_cannot_be_read_makes_no_batch()
    {
        var input = new TurningStream(Encoding.UTF8.GetBytes(SifRun.Message(Sent.District))) { At = 2, Turn = () => throw new IOException("gone") };
        using var collector = new SifCollector();

        Should.Throw<IOException>(() => collector.Add(input, "x.xml"));

        Should.Throw<InvalidOperationException>(() => SifRun.Write(collector)).Message.ShouldContain("objects are missing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_ended_before_it_begins_orders_nothing(bool isAsync)
    {
        using var collector = new SifCollector();
        Add(collector, SifRun.ToSif(SifRun.Sample(seed: 5)).Xml).ShouldBeTrue();

        await Should.ThrowAsync<OperationCanceledException>(() => Write(collector, isAsync, new ArrayBufferWriter<byte>(), new CancellationToken(canceled: true)));

        collector.Reads.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => SifRun.Write(collector)).Message.ShouldContain("already");
    }

    [Fact]
    public void Writing_is_ended_at_the_next_object()
    {
        using var ending = new CancellationTokenSource();
        var output = new TurningOutput { At = 10, Turn = ending.Cancel };
        using var collector = new SifCollector();
        Add(collector, SifRun.ToSif(SifRun.Sample(seed: 5)).Xml).ShouldBeTrue();

        Should.Throw<OperationCanceledException>(() => collector.Write(new BatchWriter(output, RecordLayout.Delimited), ending.Token));

        // An object may make a few records.
        output.Calls.ShouldBeInRange(10, 15);
    }

    [Fact]
    public void Whatever_goes_over_all_objects_is_ended_at_the_next()
    {
        using var ending = new CancellationTokenSource();
        using var directory = new ObjectDirectory();
        for (var i = 0; i < 100; i++)
        {
            directory.Add(new DocumentObject(StudentPersonalShape.Shape) { [StudentPersonalShape.RefId] = Utf8Value.Of(RefId.Of("Student", i.ToString(System.Globalization.CultureInfo.InvariantCulture))) }, action: null);
        }

        directory.Freeze(new CollectionReport(), ending.Token);
        var seen = 0;

        Should.Throw<OperationCanceledException>(() =>
        {
            foreach (var _ in directory.All(StudentPersonalShape.Shape))
            {
                if (++seen == 3)
                {
                    ending.Cancel();
                }
            }
        });
        seen.ShouldBe(3);
    }

    /// <summary>A year of fewer digits is none: the record with it could not be written.</summary>
    [Fact]
    public void A_school_year_with_leading_zeros_is_no_year()
    {
        using var collector = new SifCollector();
        Add(collector, SifRun.Message(Sent.District + Sent.Student + Sent.Enrollment(year: "0026"))).ShouldBeTrue();

        SifRun.Value(SifRun.Write(collector), "DI", "SCHOOL YEAR").ShouldBe("2026");

        collector.LeftOut.Keys.ShouldContain("StudentSchoolEnrollment/SchoolYear that is no year");
    }

    private static bool Add(SifCollector collector, string xml) => collector.Add(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "x.xml");

    private static async Task Write(SifCollector collector, bool isAsync, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            await collector.WriteAsync(PipeWriter.Create(Stream.Null), RecordLayout.Delimited, cancellationToken);
        }
        else
        {
            collector.Write(new BatchWriter(output, RecordLayout.Delimited), cancellationToken);
        }
    }

    private static void WriteStudents(SifWriter writer, int count)
    {
        writer.Write(new SchoolRecord { SchoolNumber = "104" });
        for (var i = 0; i < count; i++)
        {
            writer.Write(new StudentRecord { StudentNumber = i.ToString("0000000", System.Globalization.CultureInfo.InvariantCulture), LastName = "Jensen" });
        }
    }

    private static void Broken(SifWriter writer)
    {
        Should.Throw<InvalidOperationException>(() => writer.Write(new SchoolRecord { SchoolNumber = "105" })).Message.ShouldContain("objects are missing");
        Should.Throw<InvalidOperationException>(() => writer.Complete()).Message.ShouldContain("objects are missing");
    }

    /// <summary>A stream with which something happens at a certain call.</summary>
    private sealed class TurningStream : MemoryStream
    {
        public TurningStream()
        {
        }

        public TurningStream(byte[] bytes)
            : base(bytes)
        {
        }

        public required int At { get; init; }

        public required Action Turn { get; init; }

        public int Calls { get; private set; }

        // What takes spans comes here too.
        public override int Read(byte[] buffer, int offset, int count)
        {
            Count();
            return base.Read(buffer, offset, Math.Min(count, 100));
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Count();
            base.Write(buffer, offset, count);
        }

        private void Count()
        {
            if (++Calls == At)
            {
                Turn();
            }
        }
    }

    /// <summary>An output with which something happens at a certain line.</summary>
    private sealed class TurningOutput : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public required int At { get; init; }

        public required Action Turn { get; init; }

        public int Calls { get; private set; }

        public void Advance(int count)
        {
            _bytes.Advance(count);
            if (++Calls == At)
            {
                Turn();
            }
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => _bytes.GetSpan(sizeHint);
    }
}
