using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Sdk.Tests.IO;

/// <summary>Sources without end, such as <c>/dev/zero</c>: they are read as long as somebody reads, in the same memory.</summary>
public class EndlessStreamTests
{
    private const long Much = 1L << 28;

    [Theory]
    [InlineData("\0")]
    [InlineData("S1=\t")]
    [InlineData("\t")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("S1=\t104\n")]
    [InlineData("S1=104\n")]
    [InlineData("é")]
    public void Memory_stays_what_it_is_however_much_is_read(string pattern)
    {
        using var stream = new EndlessStream(System.Text.Encoding.UTF8.GetBytes(pattern), pattern.Contains('\n', StringComparison.Ordinal) ? Much >> 6 : Much);
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var reader = BatchReader.Open(stream, UtrexSpecification.Current);
        while (reader.Read())
        {
            // Nothing is kept.
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4L << 20);
        (reader.RecordsRead + reader.RecordsRefused).ShouldBe(reader.LinesRead);
        reader.LinesRead.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_line_without_end_is_one_finding()
    {
        using var stream = new EndlessStream([0], Much);
        using var reader = BatchReader.Open(stream, UtrexSpecification.Current);
        var findings = new List<string>();

        new BatchValidator(UtrexSpecification.Current, new SubmissionContext(2026, new DateOnly(2025, 10, 1))) { MaxDegreeOfParallelism = 1, JudgesShape = false }.Validate(reader, finding => findings.Add(finding.ToString()));

        findings.ShouldBe([$"{FileRules.TooLong.Id} on line 1", $"{FileRules.Empty.Id} on line 1"]);
    }

    /// <summary>A pattern again and again, as fast as it can be copied.</summary>
    private sealed class EndlessStream(byte[] pattern, long length) : Stream
    {
        private readonly byte[] _block = [.. Enumerable.Repeat(pattern, (1 << 16) / pattern.Length).SelectMany(bytes => bytes)];
        private long _left = length / pattern.Length * pattern.Length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(_left, Math.Min(buffer.Length, _block.Length) / pattern.Length * pattern.Length);
            _block.AsSpan(0, count).CopyTo(buffer);
            _left -= count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
