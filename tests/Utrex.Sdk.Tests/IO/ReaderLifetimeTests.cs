using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Utrex.Sdk.IO;

namespace Utrex.Sdk.Tests.IO;

/// <summary>A reader before its first line, at its end, after its end, and when it is ended.</summary>
public class ReaderLifetimeTests
{
    private const string Line = "S1=\t104\t1234567\tJensen\tEmma\n";

    // What the reader rents for its longest line, and what lies beyond.
    private const int BufferSize = (1 << 18) + (1 << 16) + 512;

    public static TheoryData<bool, string> Sources()
    {
        var data = new TheoryData<bool, string>();
        foreach (var isMemory in new[] { true, false })
        {
            data.Add(isMemory, "nothing");
            data.Add(isMemory, "a line");
            data.Add(isMemory, "everything");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_reader_that_is_disposed_of_gives_nothing_more(bool isMemory, string read)
    {
        var reader = Open(isMemory, Many(1000));
        while (read != "nothing" && reader.Read() && read == "everything")
        {
            // To the end.
        }

        var lines = reader.LinesRead;
        reader.Dispose();
        reader.Dispose();

        Should.Throw<ObjectDisposedException>(() => reader.Read()).ObjectName.ShouldContain(nameof(BatchReader));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await reader.ReadAsync());
        Should.Throw<ObjectDisposedException>(() => reader.Line.Length);
        Should.Throw<ObjectDisposedException>(() => reader.Current.DelimitedFieldCount);
        reader.Record.ShouldBeNull();
        reader.IsClean.ShouldBeFalse();
        reader.LinesRead.ShouldBe(lines);
        reader.RecordsRead.ShouldBe(lines);
    }

    /// <summary>A buffer that went back twice would be two batches' at once.</summary>
    [Fact]
    public void The_buffer_goes_back_once()
    {
        var reader = Open(isMemory: false, Many(10));
        reader.Read().ShouldBeTrue();
        reader.Dispose();
        reader.Dispose();

        var (one, other) = (ArrayPool<byte>.Shared.Rent(BufferSize), ArrayPool<byte>.Shared.Rent(BufferSize));

        one.ShouldNotBeSameAs(other);
        ArrayPool<byte>.Shared.Return(one);
        ArrayPool<byte>.Shared.Return(other);
    }

    [Fact]
    public async Task A_buffer_that_a_stream_still_fills_goes_to_nobody()
    {
        var stream = new WaitingStream();
        var reader = BatchReader.Open(stream, UtrexSpecification.Current);
        var pending = reader.ReadAsync().AsTask();
        reader.Dispose();

        var rented = ArrayPool<byte>.Shared.Rent(BufferSize);
        rented.ShouldNotBeSameAs(stream.Buffer);
        ArrayPool<byte>.Shared.Return(rented);
        stream.Give(1);

        await Should.ThrowAsync<ObjectDisposedException>(async () => await pending);
    }

    [Fact]
    public async Task One_read_ends_before_the_next_begins()
    {
        var stream = new WaitingStream();
        using var reader = BatchReader.Open(stream, UtrexSpecification.Current);
        var pending = reader.ReadAsync().AsTask();

        Should.Throw<InvalidOperationException>(() => reader.Read()).Message.ShouldContain("being read already");
        await Should.ThrowAsync<InvalidOperationException>(async () => await reader.ReadAsync());

        stream.Give(0);
        (await pending).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task There_is_no_line_before_the_first_and_after_the_last(bool isMemory)
    {
        using var reader = Open(isMemory, Many(2));
        Nothing(reader, lines: 0);
        reader.Read().ShouldBeTrue();
        reader.Current.DelimitedFieldCount.ShouldBe(5);
        reader.Read().ShouldBeTrue();

        for (var i = 0; i < 3; i++)
        {
            reader.Read().ShouldBeFalse();
            (await reader.ReadAsync()).ShouldBeFalse();
            Nothing(reader, lines: 2);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_read_that_is_ended_from_the_beginning_reads_nothing(bool isMemory)
    {
        using var reader = Open(isMemory, Many(10));

        await Should.ThrowAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(canceled: true)));

        reader.LinesRead.ShouldBe(0);
        (await reader.ReadAsync()).ShouldBeTrue();
    }

    /// <summary>The reader looks through eight kilobytes at a time; what it has looked through it still gives.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_read_that_is_ended_stops_within_a_block(bool isMemory)
    {
        using var ending = new CancellationTokenSource();
        using var reader = Open(isMemory, Many(100_000));
        for (var i = 0; i < 1000; i++)
        {
            (await reader.ReadAsync(ending.Token)).ShouldBeTrue();
        }

        await ending.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            while (await reader.ReadAsync(ending.Token))
            {
                // Until it ends.
            }
        });

        (reader.LinesRead - 1000).ShouldBeLessThanOrEqualTo((8192 / Line.Length) + 1);
    }

    private static byte[] Many(int lines) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Line, lines)));

    private static BatchReader Open(bool isMemory, byte[] batch) => isMemory
        ? BatchReader.Open(batch, UtrexSpecification.Current)
        : BatchReader.Open(new MemoryStream(batch), UtrexSpecification.Current);

    private static void Nothing(BatchReader reader, int lines)
    {
        reader.LinesRead.ShouldBe(lines);
        reader.Record.ShouldBeNull();
        reader.Problem.ShouldBe(LineProblem.None);
        reader.IsClean.ShouldBeFalse();
        reader.Line.Length.ShouldBe(0);
        reader.Current.Bytes.Length.ShouldBe(0);
        reader.Current.Field(1, 3, 3).Length.ShouldBe(0);
    }

    /// <summary>A stream that gives bytes when the test says so.</summary>
    private sealed class WaitingStream : MemoryStream
    {
        private readonly TaskCompletionSource<int> _count = new();

        public byte[]? Buffer { get; private set; }

        public void Give(int count) => _count.SetResult(count);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            MemoryMarshal.TryGetArray<byte>(buffer, out var segment).ShouldBeTrue();
            Buffer = segment.Array;
            return await _count.Task;
        }
    }
}
