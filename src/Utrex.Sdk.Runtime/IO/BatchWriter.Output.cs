using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Utrex.Sdk.Records;

namespace Utrex.Sdk.IO;

/// <content>How lines reach a stream or a pipe.</content>
public sealed partial class BatchWriter
{
    private const int BlockSize = 1 << 16;

    // Room for the line that fills the block, so that the buffer does not grow for it.
    private const int LineReserve = 1 << 12;

    // How many records are written between two reports.
    private const int ProgressStep = 1 << 10;

    private readonly Stream? _stream;
    private readonly ArrayBufferWriter<byte>? _waiting;
    private readonly PipeWriter? _pipe;
    private readonly bool _leaveOpen;
    private bool _isDisposed;
    private bool _isBroken;

    private bool IsBlockFull => _waiting is not null ? _waiting.WrittenCount >= BlockSize : _pipe is { CanGetUnflushedBytes: true, UnflushedBytes: >= BlockSize };

    /// <summary>Writes a typed record without blocking, and waits where the output is slower than the writer.</summary>
    /// <exception cref="FieldFormatException">A value cannot stand in a batch file; the message names record and field.</exception>
    /// <exception cref="IOException">The output cannot be written, or who reads from the pipe has gone.</exception>
    /// <exception cref="OperationCanceledException">The writing was ended; the writer cannot be used any more.</exception>
    public ValueTask WriteAsync<TRecord>(in TRecord record, CancellationToken cancellationToken = default)
        where TRecord : struct, IRecord<TRecord>
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _isBroken = true;
            return ValueTask.FromCanceled(cancellationToken);
        }

        Unsafe.AsRef(in record).WriteTo(_writer); // a generic call would copy the record first
        WriteLine(_writer.Line.Span);
        return IsBlockFull ? WriteBlockAsync(cancellationToken) : default;
    }

    /// <summary>Writes typed records one after another, and what is waiting at their end.</summary>
    /// <param name="records">The records, which may come from a database or a network.</param>
    /// <param name="progress">Is told from time to time, and at the end, how many records of these have been written.</param>
    /// <param name="cancellationToken">Ends the writing before the next record.</param>
    /// <returns>How many records there were.</returns>
    /// <inheritdoc cref="WriteAsync"/>
    public Task<long> WriteAllAsync<TRecord>(IAsyncEnumerable<TRecord> records, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        where TRecord : struct, IRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(records);
        return WriteEachAsync(records, progress, cancellationToken);
    }

    /// <inheritdoc cref="WriteAllAsync{TRecord}(IAsyncEnumerable{TRecord}, IProgress{long}, CancellationToken)"/>
    public Task<long> WriteAllAsync<TRecord>(IEnumerable<TRecord> records, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        where TRecord : struct, IRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(records);
        return WriteEachAsync(records, progress, cancellationToken);
    }

    /// <summary>Hands on what is waiting, and flushes the stream or the pipe. Memory has nothing to flush.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        await WriteBlockAsync(cancellationToken).ConfigureAwait(false);
        if (_stream is not null)
        {
            await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Hands on what is waiting, and flushes the stream; of a pipe use <see cref="FlushAsync"/>.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Flush()
    {
        ThrowIfEnded();
        WriteBlock();
        _stream?.Flush();
    }

    /// <summary>Hands on what is waiting and closes the stream, unless it is left open. A pipe and memory stay as they are.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            WriteBlock();
        }
        finally
        {
            if (!_leaveOpen)
            {
                _stream?.Dispose();
            }
        }
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            if (_stream is not null)
            {
                await WriteBlockAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            if (!_leaveOpen && _stream is not null)
            {
                await _stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<long> WriteEachAsync<TRecord>(IAsyncEnumerable<TRecord> records, IProgress<long>? progress, CancellationToken cancellationToken)
        where TRecord : struct, IRecord<TRecord>
    {
        var count = 0L;
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(record, cancellationToken).ConfigureAwait(false);
            Report(++count, progress);
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(count);
        return count;
    }

    private async Task<long> WriteEachAsync<TRecord>(IEnumerable<TRecord> records, IProgress<long>? progress, CancellationToken cancellationToken)
        where TRecord : struct, IRecord<TRecord>
    {
        var count = 0L;
        foreach (var record in records)
        {
            await WriteAsync(record, cancellationToken).ConfigureAwait(false);
            Report(++count, progress);
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(count);
        return count;
    }

    private static void Report(long count, IProgress<long>? progress)
    {
        if (progress is not null && count % ProgressStep == 0)
        {
            progress.Report(count);
        }
    }

    private void WriteFullBlock()
    {
        if (_waiting is not null && IsBlockFull)
        {
            WriteBlock();
        }
    }

    private void WriteBlock()
    {
        if (_waiting is not { WrittenCount: > 0 } || _isBroken)
        {
            return;
        }

        _isBroken = true;
        _stream!.Write(_waiting.WrittenSpan);
        _waiting.ResetWrittenCount();
        _isBroken = false;
    }

    private async ValueTask WriteBlockAsync(CancellationToken cancellationToken)
    {
        if (_isBroken)
        {
            return;
        }

        _isBroken = true;
        if (_waiting is { WrittenCount: > 0 })
        {
            await _stream!.WriteAsync(_waiting.WrittenMemory, cancellationToken).ConfigureAwait(false);
            _waiting.ResetWrittenCount();
        }
        else if (_pipe is not null)
        {
            var result = await _pipe.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled)
            {
                throw new OperationCanceledException("A flush of the pipe was cancelled.");
            }

            if (result.IsCompleted)
            {
                throw new IOException("Who reads from the pipe has gone before the batch was written.");
            }
        }

        _isBroken = false;
    }

    private void ThrowIfEnded()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isBroken)
        {
            throw new InvalidOperationException("The output failed, a flush was cancelled or has not ended yet: nobody knows how much of the batch has arrived. Write it anew.");
        }
    }
}
