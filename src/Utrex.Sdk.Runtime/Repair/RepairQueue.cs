using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Utrex.Sdk.Repair;

/// <summary>
/// Blocks of lines that are repaired by several threads and taken in their order. Who takes repairs too as long as the next block is not ready; a few
/// blocks go round, so that memory stays what it is, and a batch that is one block needs no other thread, and gets none.
/// </summary>
/// <param name="newRepair">Makes what repairs lines: one for each thread.</param>
/// <param name="threads">How many threads may work, with that of the caller.</param>
/// <param name="cancellationToken">Ends the repair of a block at its next line.</param>
/// <remarks>Not safe for use by several threads at once: all others are its own.</remarks>
internal sealed class RepairQueue(Func<LineRepair> newRepair, int threads, CancellationToken cancellationToken) : IDisposable
{
    // So that no thread waits for another block while the caller writes.
    private const int BlocksForThread = 3;

    // More of them have nothing to do: one thread reads and writes.
    private const int MostThreads = 8;

    private readonly int _threads = Math.Min(threads, MostThreads);
    private readonly int _mostBlocks = threads == 1 ? 1 : BlocksForThread * Math.Min(threads, MostThreads);
    private readonly Queue<RepairBlock> _inOrder = [];
    private readonly Stack<RepairBlock> _spare = [];
    private readonly BlockingCollection<RepairBlock> _waiting = [];
    private readonly List<Task> _helpers = [];
    private LineRepair? _own;
    private long _bytes;
    private volatile bool _isBrokenOff;

    /// <summary>Whether another block may be added before the next one is taken.</summary>
    public bool HasRoom => _inOrder.Count == 0 || (_inOrder.Count < _mostBlocks && _bytes < (long)RepairBlock.Room * _mostBlocks);

    /// <summary>Whether every block has been taken.</summary>
    public bool IsEmpty => _inOrder.Count == 0;

    /// <summary>An empty block.</summary>
    public RepairBlock NewBlock() => _spare.TryPop(out var block) ? block : new RepairBlock();

    /// <summary>Adds a block behind all others.</summary>
    public void Add(RepairBlock block)
    {
        _inOrder.Enqueue(block);
        _bytes += block.ByteCount;
        _waiting.Add(block, CancellationToken.None);
        if (_inOrder.Count > 1 && _helpers.Count < _threads - 1)
        {
            _helpers.Add(Task.Factory.StartNew(Help, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        }
    }

    /// <summary>Takes the next block, repaired as far as nothing broke that off.</summary>
    public RepairBlock Take()
    {
        var block = _inOrder.Dequeue();
        _bytes -= block.ByteCount;
        while (!block.IsComplete)
        {
            if (_waiting.TryTake(out var other))
            {
                Repair(other, ref _own);
            }
            else
            {
                block.Wait();
            }
        }

        return block;
    }

    /// <summary>Gives a block back that is done with.</summary>
    public void Return(RepairBlock block)
    {
        if (block.IsLarge)
        {
            block.Dispose();
            return;
        }

        block.Clear();
        _spare.Push(block);
    }

    /// <summary>Ends the other threads, each with the block that it has.</summary>
    public void Dispose()
    {
        _isBrokenOff = true;
        _waiting.CompleteAdding();
        Task.WaitAll([.. _helpers]);
        _waiting.Dispose();
        foreach (var block in _spare.Concat(_inOrder))
        {
            block.Dispose();
        }
    }

    private void Help()
    {
        LineRepair? repair = null;
        foreach (var block in _waiting.GetConsumingEnumerable())
        {
            // Nobody takes what is left of a repair that was broken off.
            if (!_isBrokenOff)
            {
                Repair(block, ref repair);
            }
        }
    }

    /// <summary>What goes wrong in a block is thrown where the block is taken, behind all that stands before it.</summary>
    private void Repair(RepairBlock block, ref LineRepair? repair)
    {
        try
        {
            repair ??= newRepair();
            repair.Repair(block, cancellationToken);
        }
        catch (Exception e)
        {
            block.Failure = ExceptionDispatchInfo.Capture(e);
        }

        block.Complete();
    }
}
