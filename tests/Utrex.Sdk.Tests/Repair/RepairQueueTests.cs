using System.Collections.Concurrent;
using System.Text;
using Utrex.Sdk.Repair;
using Utrex.Sdk.Y2026;

namespace Utrex.Sdk.Tests.Repair;

/// <summary>Blocks come back in their order, whichever thread has repaired them.</summary>
public class RepairQueueTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Blocks_come_back_in_their_order(int threads)
    {
        using var queue = NewQueue(threads, out _);
        var output = new StringBuilder();
        var next = 0;
        const int Blocks = 40;
        while (true)
        {
            while (next < Blocks && queue.HasRoom)
            {
                queue.Add(Block(queue, next++, 2_000));
            }

            if (queue.IsEmpty)
            {
                break;
            }

            var block = queue.Take();
            block.Failure.ShouldBeNull();
            output.Append(Encoding.UTF8.GetString(block.Output.WrittenSpan));
            queue.Return(block);
        }

        output.ToString().ShouldBe(string.Concat(Enumerable.Range(0, Blocks).Select(block => string.Concat(Enumerable.Repeat($"S4=\t{block}\n", 2_000)))));
    }

    [Fact]
    public void A_single_block_needs_no_other_thread()
    {
        using (var queue = NewQueue(threads: 8, out var threads))
        {
            queue.Add(Block(queue, 1, 10));
            queue.Return(queue.Take());
            queue.IsEmpty.ShouldBeTrue();
            threads.ShouldBe([Environment.CurrentManagedThreadId]);
        }
    }

    [Fact]
    public void What_waits_has_a_limit_however_many_threads_there_may_be()
    {
        using var queue = NewQueue(threads: 1_000, out var threads);
        var added = 0;
        while (queue.HasRoom)
        {
            queue.Add(Block(queue, added++, 1));
        }

        added.ShouldBeLessThan(30);
        while (!queue.IsEmpty)
        {
            queue.Take();
        }

        threads.Count.ShouldBeLessThanOrEqualTo(8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_goes_wrong_waits_for_its_turn(int threads)
    {
        using var end = new CancellationTokenSource();
        using var queue = new RepairQueue(() => NewRepair(), threads, end.Token);
        queue.Add(Block(queue, 1, 10));
        queue.Take().Failure.ShouldBeNull();

        end.Cancel();
        queue.Add(Block(queue, 2, 10));

        Should.Throw<OperationCanceledException>(() => queue.Take().Failure!.Throw());
    }

    private static RepairQueue NewQueue(int threads, out ConcurrentBag<int> users)
    {
        var bag = users = [];
        return new RepairQueue(
            () =>
            {
                bag.Add(Environment.CurrentManagedThreadId);
                return NewRepair();
            },
            threads,
            CancellationToken.None);
    }

    private static LineRepair NewRepair() => new(UtrexSpecification.Current, new HeaderRow(UtrexSpecification.Current), DateOrder.Unknown);

    private static RepairBlock Block(RepairQueue queue, int number, int lines)
    {
        var block = queue.NewBlock();
        var file = new TextFileLines(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"S4=,{number}\n", lines)))));
        while (file.Read())
        {
            block.Add(file);
        }

        return block;
    }
}
