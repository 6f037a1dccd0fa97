using System.Numerics;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Validation;

/// <summary>Takes a record.</summary>
/// <param name="line">The line; it must not be kept.</param>
/// <param name="record">The record type.</param>
/// <param name="lineNumber">The line's number, from 1.</param>
/// <param name="isValid">Whether the record has no error of its own.</param>
internal delegate void RecordTaker(RecordLine line, RecordInfo record, int lineNumber, bool isValid);

/// <summary>
/// Hands records on, in their order, on a second thread: while that one takes a block of them, the next lines are read and checked. A few blocks go round, so that memory stays what it is however far one thread is ahead. A batch that fits
/// into one block needs no second thread, and gets none.
/// </summary>
internal sealed class RecordQueue : IDisposable
{
    private const int Blocks = 6;

    private readonly RecordTaker _take;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _isParallel;
    private SecondThread<Block>? _taking;
    private Block? _block;

    /// <summary>A queue in front of those who need records across the batch.</summary>
    /// <param name="take">Takes each record, on one thread at a time.</param>
    /// <param name="isParallel">Whether there is a second thread; else records are handed on at once.</param>
    /// <param name="cancellationToken">Ends the second thread with the block that it has.</param>
    public RecordQueue(RecordTaker take, bool isParallel, CancellationToken cancellationToken)
    {
        _take = take;
        _cancellationToken = cancellationToken;
        _isParallel = isParallel;
    }

    /// <summary>Takes a record; the line is copied.</summary>
    public void Add(RecordLine line, RecordInfo record, int lineNumber, bool isValid)
    {
        if (!_isParallel)
        {
            _take(line, record, lineNumber, isValid);
            return;
        }

        _block ??= new Block();
        if (!_block.TryAdd(line, record, lineNumber, isValid))
        {
            _taking ??= new SecondThread<Block>(HandOn);
            _taking.Give(_block);
            _block = _taking.Count < Blocks ? new Block() : _taking.Take();
            if (!_block.TryAdd(line, record, lineNumber, isValid))
            {
                _block = new Block(line.Bytes.Length, line.Ends.Length);
                _block.TryAdd(line, record, lineNumber, isValid);
            }
        }
    }

    /// <summary>Waits until every record so far has been taken; those of a block that is not full are taken on this thread.</summary>
    public void Drain()
    {
        while (_taking is { Count: > 0 })
        {
            _taking.Take();
        }

        _block?.HandOn(_take);
    }

    /// <summary>Waits until every record has been taken.</summary>
    public void Complete()
    {
        Drain();

        // Nobody fills them any more, and the rules need the room.
        _taking?.Dispose();
        _block = null;
    }

    public void Dispose() => _taking?.Dispose();

    /// <summary>What the second thread does with a block.</summary>
    private void HandOn(Block block)
    {
        // The reader may come to see the end of the run much later than it came.
        if (_cancellationToken.IsCancellationRequested)
        {
            block.Clear();
        }
        else
        {
            block.HandOn(_take);
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
            Shift(fields, _byteCount - line.Start, _ends.AsSpan(_endCount, fields.Length));
            _entries.Add(new Entry(record, lineNumber, _byteCount, text.Length, _endCount, fields.Length, isValid));
            _byteCount += text.Length;
            _endCount += fields.Length;
            return true;
        }

        public void HandOn(RecordTaker take)
        {
            foreach (var entry in _entries)
            {
                var line = RecordLine.Cut(_bytes, entry.Start, entry.Length, _ends.AsSpan(entry.FirstEnd, entry.FieldCount));
                take(line, entry.Record, entry.LineNumber, entry.IsValid);
            }

            Clear();
        }

        public void Clear()
        {
            _entries.Clear();
            _byteCount = 0;
            _endCount = 0;
        }

        /// <summary>Adds a number to each of many.</summary>
        private static void Shift(ReadOnlySpan<int> ends, int by, Span<int> shifted)
        {
            var i = 0;
            for (var each = new Vector<int>(by); i <= ends.Length - Vector<int>.Count; i += Vector<int>.Count)
            {
                (new Vector<int>(ends[i..]) + each).CopyTo(shifted[i..]);
            }

            for (; i < ends.Length; i++)
            {
                shifted[i] = ends[i] + by;
            }
        }

        private readonly record struct Entry(RecordInfo Record, int LineNumber, int Start, int Length, int FirstEnd, int FieldCount, bool IsValid);
    }
}
