using System.IO.Pipelines;
using System.Text;
using Utrex.Sdk.IO;
using Utrex.Tests;

namespace Utrex.Sdk.Tests.IO;

public class BatchReaderTests
{
    [Theory]
    [InlineData("DI=\t01\nSC=\t104\n", "DI SC")]
    [InlineData("DI=\t01\r\nSC=\t104\r\n", "DI SC")]
    [InlineData("DI=\t01\nSC=\t104", "DI SC")]
    [InlineData("\uFEFFDI=\t01\n", "DI")]
    [InlineData("DI=01YR=2026\nS1=104\n", "DI S1")]
    [InlineData("DI=", "DI")]
    [InlineData("", "")]
    public void Lines_are_records(string batch, string expected) => Read(Encoding.UTF8.GetBytes(batch)).ShouldBe(expected);

    [Theory]
    [InlineData("ZZ=\t01\n", "UnknownRecordType")]
    [InlineData("S1\n", "UnknownRecordType")]
    [InlineData("s1=\t\n", "UnknownRecordType")]
    [InlineData("SL=\t\n", "UnknownRecordType")]
    [InlineData("\n", "Blank")]
    [InlineData("  \t \n", "Blank")]
    [InlineData("DI=\t0\01\n", "Nul")]
    [InlineData("SC=\t1\t2\t3\t4\t5\t6\t7\n", "TooManyFields")]
    [InlineData("SC=1041800601SE01x\n", "ExtraBytes")]
    [InlineData("SC=\t1\t2\t3\t4\t5\t6\t \t\nSC=1041800601SE01   \n", "SC SC")]
    public void What_cannot_be_read_is_refused_and_reading_goes_on(string line, string expected) =>
        Read(Encoding.UTF8.GetBytes(line + "DI=\t01\n")).ShouldBe(expected + " DI");

    [Fact]
    public void Invalid_UTF8_is_refused() => Read([.. "S1=\tM"u8, 0xC3, 0x28, .. "ller\nDI=\t01\n"u8]).ShouldBe("InvalidUtf8 DI");

    [Theory]
    [InlineData(1 << 10)]
    [InlineData(1 << 16)]
    public void A_line_at_the_limit_is_read_and_one_beyond_is_refused_without_being_kept(int limit)
    {
        var options = new BatchReaderOptions { MaxLineLength = limit };
        var atLimit = "S1=\t" + new string('1', limit - 4);
        foreach (var end in new[] { "\n", "\r\n" })
        {
            Read(Encoding.UTF8.GetBytes(atLimit + end + "DI=\t01"), options).ShouldBe("S1 DI");
            Read(Encoding.UTF8.GetBytes(atLimit + "1" + end + "DI=\t01"), options).ShouldBe("TooLong DI");
        }

        Read(Encoding.UTF8.GetBytes("DI=\t01\n" + atLimit + new string('1', 5_000_000)), options).ShouldBe("DI TooLong");
    }

    /// <summary>However a stream hands out its bytes, the lines are those of the memory.</summary>
    [Fact]
    public async Task The_edges_of_blocks_do_not_show()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var batch = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => RandomLine(random))));
            var options = new BatchReaderOptions { MaxLineLength = 1 << 10 };
            var expected = Read(batch, options);

            using var stepped = new SteppedStream(batch, random.Next(1, 700));
            using var reader = BatchReader.Open(stepped, UtrexSpecification.Current, options);
            Read(reader).ShouldBe(expected);

            var pipe = PipeReader.Create(new SteppedStream(batch, random.Next(1, 700)));
            using var fromPipe = BatchReader.Open(pipe, UtrexSpecification.Current, options);
            (await ReadAsync(fromPipe)).ShouldBe(expected);
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var batch = Encoding.UTF8.GetBytes("DI=\t01\tYR=\t2026\n" + string.Concat(Enumerable.Repeat("S1=\t104\t1234567\tJensen\tEmma\nZZ=\n\n", 1000)));
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current);
        var sum = 0;

        Allocation.OfEveryPass(() =>
        {
            for (var i = 0; i < 900 && reader.Read(); i++)
            {
                sum += reader.Record == StudentRecord.Info ? new StudentView(reader.Current).LastName.Length : 1;
            }
        }).ShouldBe(0);
        reader.LinesRead.ShouldBe(2700);
        sum.ShouldBeGreaterThan(0);
    }

    private static string RandomLine(Random random) => random.Next(8) switch
    {
        0 => "\n",
        1 => "ZZ=what\r\n",
        2 => "S1=" + new string('x', random.Next(3000)) + "\n",
        3 => "DI=\t01\tYR=\n",
        4 => "SC=104" + new string(' ', random.Next(600)) + "\r\n",
        5 => "\0\n",
        _ => "AM=\t" + new string('1', random.Next(400)) + "\t\té\n",
    };

    private static string Read(byte[] batch, BatchReaderOptions? options = null)
    {
        using var reader = BatchReader.Open(batch, UtrexSpecification.Current, options);
        return Read(reader);
    }

    private static string Read(BatchReader reader)
    {
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(Describe(reader));
            reader.LineNumber.ShouldBe(lines.Count);
        }

        (reader.RecordsRead + reader.RecordsRefused).ShouldBe(lines.Count);
        return string.Join(' ', lines);
    }

    private static async Task<string> ReadAsync(BatchReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(Describe(reader));
        }

        return string.Join(' ', lines);
    }

    private static string Describe(BatchReader reader) => reader.Record?.Id ?? reader.Problem.ToString();

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class SteppedStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(step, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(step, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
