using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>
/// Hands records on to the rules across records, in their order, on a second thread: while that one takes a block of them, the next
/// lines are read and checked. A few blocks go round, so that memory stays what it is however far one thread is ahead.
/// </summary>
internal sealed class RecordQueue : IDisposable
{
    private const int MostBlocks = 4;

    private readonly IBatchRules _rules;
    private readonly CancellationToken _cancellationToken;
    private readonly BlockingCollection<Block> _full = new(MostBlocks);
    private readonly ConcurrentBag<Block> _empty = [];
    private readonly Task? _taker;
    private volatile bool _isBrokenOff;
    private Block _block = new();

    /// <summary>A queue in front of the rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="isParallel">Whether there is a second thread; else records are handed on at once.</param>
    /// <param name="cancellationToken">Ends the second thread with the block that it has.</param>
    public RecordQueue(IBatchRules rules, bool isParallel, CancellationToken cancellationToken)
    {
        _rules = rules;
        _cancellationToken = cancellationToken;
        _taker = isParallel ? Task.Factory.StartNew(Take, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default) : null;
    }

    /// <summary>Takes a record; the line is copied.</summary>
    public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
    {
        if (_taker is null)
        {
            _rules.Add(line, record, lineNumber, isValid);
            return;
        }

        if (!_block.TryAdd(line, record, lineNumber, isValid))
        {
            HandOn();
            if (!_block.TryAdd(line, record, lineNumber, isValid))
            {
                _block = new Block(line.Bytes.Length, line.Ends.Length);
                _block.TryAdd(line, record, lineNumber, isValid);
            }
        }
    }

    /// <summary>Waits until the rules have taken every record.</summary>
    public void Complete()
    {
        if (_taker is not null)
        {
            HandOn();
            _full.CompleteAdding();
            _taker.GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        // A run that was broken off leaves the rules in peace: what waits is not handed on.
        _isBrokenOff = true;
        _full.CompleteAdding();
        _taker?.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _full.Dispose();
    }

    private void HandOn()
    {
        if (_taker!.IsFaulted)
        {
            ExceptionDispatchInfo.Throw(_taker.Exception!.InnerException!);
        }

        _full.Add(_block);
        _block = _empty.TryTake(out var block) ? block : new Block();
    }

    private void Take()
    {
        try
        {
            foreach (var block in _full.GetConsumingEnumerable())
            {
                // The reader may come to see the end of the run much later than it came.
                if (_isBrokenOff || _cancellationToken.IsCancellationRequested)
                {
                    continue;
                }

                block.HandOn(_rules);
                _empty.Add(block);
            }
        }
        catch
        {
            // Nobody waits for room any more.
            _ = _full.GetConsumingEnumerable().Count();
            throw;
        }
    }

    /// <summary>Some hundreds of records.</summary>
    private sealed class Block(int byteRoom = 1 << 16, int endRoom = 1 << 14)
    {
        private readonly byte[] _bytes = new byte[byteRoom];
        private readonly int[] _ends = new int[endRoom];
        private readonly List<Entry> _entries = [];
        private int _byteCount;
        private int _endCount;

        public bool TryAdd(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
        {
            var text = line.Bytes;
            var fields = line.Ends;
            if (text.Length > _bytes.Length - _byteCount || fields.Length > _ends.Length - _endCount)
            {
                return false;
            }

            text.CopyTo(_bytes.AsSpan(_byteCount));
            var ends = _ends.AsSpan(_endCount, fields.Length);
            var shift = _byteCount - line.Start;
            for (var i = 0; i < ends.Length; i++)
            {
                ends[i] = fields[i] + shift;
            }

            _entries.Add(new Entry(record, lineNumber, _byteCount, text.Length, _endCount, fields.Length, isValid));
            _byteCount += text.Length;
            _endCount += fields.Length;
            return true;
        }

        public void HandOn(IBatchRules rules)
        {
            foreach (var entry in _entries)
            {
                var line = RecordLine.Cut(_bytes, entry.Start, entry.Length, _ends.AsSpan(entry.FirstEnd, entry.FieldCount));
                rules.Add(line, entry.Record, entry.LineNumber, entry.IsValid);
            }

            _entries.Clear();
            _byteCount = 0;
            _endCount = 0;
        }

        private readonly record struct Entry(RecordInfo Record, int LineNumber, int Start, int Length, int FirstEnd, int FieldCount, bool IsValid);
    }
}
