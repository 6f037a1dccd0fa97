using System.Collections.Concurrent;

namespace Utrex.Sdk;

/// <summary>
/// A second thread that works on blocks, in the order in which they are given to it. Who gives them takes them back when they are done, to use
/// them again, so that a few go round and memory stays what it is however far one thread is ahead. Without a block there is no thread.
/// </summary>
/// <typeparam name="TBlock">What is worked on.</typeparam>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class SecondThread<TBlock> : IDisposable
{
    private readonly Action<TBlock> _work;
    private readonly BlockingCollection<TBlock> _given = [];
    private readonly BlockingCollection<TBlock> _done = [];
    private Task? _task;
    private volatile bool _isBrokenOff;

    /// <summary>A second thread.</summary>
    /// <param name="work">What it does with a block.</param>
    public SecondThread(Action<TBlock> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        _work = work;
    }

    /// <summary>The number of blocks that were given and not taken back.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the work has been ended.</summary>
    public bool IsEnded => _isBrokenOff;

    /// <summary>Gives it a block, which belongs to it until it is taken back.</summary>
    /// <exception cref="InvalidOperationException">The work has been ended.</exception>
    public void Give(TBlock block)
    {
        _given.Add(block);
        Count++;
        _task ??= Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes the next block back, and waits until it is done. What the work has thrown comes out here.</summary>
    /// <exception cref="InvalidOperationException">All have been taken back.</exception>
    public TBlock Take()
    {
        if (Count == 0)
        {
            throw new InvalidOperationException("No block was given that could be taken back.");
        }

        if (!_done.TryTake(out var block, Timeout.Infinite))
        {
            _task!.GetAwaiter().GetResult();
        }

        Count--;
        return block!;
    }

    /// <summary>Ends the work with the block at hand, and waits for that.</summary>
    public void Dispose()
    {
        if (_isBrokenOff)
        {
            return;
        }

        _isBrokenOff = true;
        _given.CompleteAdding();
        _task?.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        _given.Dispose();
        _done.Dispose();
    }

    private void Work()
    {
        try
        {
            foreach (var block in _given.GetConsumingEnumerable())
            {
                if (_isBrokenOff)
                {
                    return;
                }

                _work(block);
                _done.Add(block);
            }
        }
        finally
        {
            // Nobody waits for more.
            _done.CompleteAdding();
        }
    }
}
