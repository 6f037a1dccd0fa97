using System.Runtime.CompilerServices;
using Utrex.Sdk.Records;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif;

/// <content>Writing to outputs that one has to wait for.</content>
public sealed partial class SifWriter
{
    // How many records are written between two reports.
    private const int ProgressStep = 1 << 10;

    /// <summary>Writes a typed record without blocking on the output, which gets nothing before the batch is complete.</summary>
    /// <inheritdoc cref="Write{TRecord}"/>
    public ValueTask WriteAsync<TRecord>(in TRecord record, CancellationToken cancellationToken = default)
        where TRecord : struct, IRecord<TRecord>
    {
        Unsafe.AsRef(in record).WriteTo(_lines);
        Span<int> ends = stackalloc int[MostFields];
        return WriteAsync(RecordLine.Parse(_lines.Line.Span, ends), TRecord.Info, number: null, cancellationToken);
    }

    /// <summary>Writes a line of a batch without blocking on the output, which gets nothing before the batch is complete. The line is read before the method returns.</summary>
    /// <inheritdoc cref="Write(RecordLine, RecordInfo, int?, CancellationToken)"/>
    public ValueTask WriteAsync(RecordLine line, RecordInfo record, int? number = null, CancellationToken cancellationToken = default)
    {
        Write(line, record, number, cancellationToken);
        return default;
    }

    /// <summary>Writes typed records one after another.</summary>
    /// <param name="records">The records, which may come from a database or a network.</param>
    /// <param name="progress">Is told from time to time, and at the end, how many records of these have been written.</param>
    /// <param name="cancellationToken">Ends the writing; the writer cannot be used then.</param>
    /// <returns>How many records there were.</returns>
    /// <inheritdoc cref="WriteAsync{TRecord}"/>
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
        return WriteEachAsync(records.ToAsyncEnumerable(), progress, cancellationToken);
    }

    /// <summary>Writes all objects and flushes the output, waiting where it is slower; what has been completed stays so.</summary>
    /// <inheritdoc cref="Complete"/>
    /// <exception cref="IOException">The output cannot be written, or who reads from the pipe has gone.</exception>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken = default)
    {
        if (!_isComplete)
        {
            BeginEnd(cancellationToken);
            _xml.HoldsBack = true;
            await _messages.CompleteAsync(cancellationToken).ConfigureAwait(false);
            await _xml.FlushAsync(cancellationToken).ConfigureAwait(false);
            End();
        }
    }

    /// <summary>Ends the writer. Without <see cref="CompleteAsync"/> before it nothing was written, so that nobody takes half a batch for a whole one.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private async Task<long> WriteEachAsync<TRecord>(IAsyncEnumerable<TRecord> records, IProgress<long>? progress, CancellationToken cancellationToken)
        where TRecord : struct, IRecord<TRecord>
    {
        var count = 0L;
        await foreach (var record in records.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(record, cancellationToken).ConfigureAwait(false);
            Tell(++count, progress);
        }

        progress?.Report(count);
        return count;
    }

    private static void Tell(long count, IProgress<long>? progress)
    {
        if (count % ProgressStep == 0)
        {
            progress?.Report(count);
        }
    }
}
