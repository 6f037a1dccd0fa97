using System.Runtime.CompilerServices;
using Utrex.Sdk.Records;

namespace Utrex.Sdk.IO;

/// <content>Typed records, one after another.</content>
public sealed partial class BatchReader
{
    private const int ProgressStep = 1 << 10;

    /// <summary>The records of one type from here to the end of the batch; those of other types are passed over.</summary>
    /// <param name="unreadable">
    /// Takes each line that is no record at all, or one of this type with a malformed field, as an exception that names line and field; without it
    /// the first one is thrown, so that none is lost unseen.
    /// </param>
    /// <param name="progress">Is told from time to time, and at the end, how many lines have been read.</param>
    /// <param name="cancellationToken">Ends the reading before the next line.</param>
    /// <exception cref="InvalidOperationException">The reader's specification has no such record type.</exception>
    /// <exception cref="FormatException">A line cannot be read, and nobody takes it.</exception>
    public IEnumerable<TRecord> ReadRecords<TRecord>(Action<FormatException>? unreadable = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        where TRecord : struct, IRecord<TRecord>
    {
        Require<TRecord>();
        return Enumerate();

        IEnumerable<TRecord> Enumerate()
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (Read())
            {
                if (TryTake<TRecord>(out var record, unreadable))
                {
                    yield return record;
                }

                Report(progress);
                cancellationToken.ThrowIfCancellationRequested();
            }

            progress?.Report(LinesRead);
        }
    }

    /// <inheritdoc cref="ReadRecords"/>
    public IAsyncEnumerable<TRecord> ReadRecordsAsync<TRecord>(Action<FormatException>? unreadable = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        where TRecord : struct, IRecord<TRecord>
    {
        Require<TRecord>();
        return Enumerate(cancellationToken);

        async IAsyncEnumerable<TRecord> Enumerate([EnumeratorCancellation] CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            while (await ReadAsync(token).ConfigureAwait(false))
            {
                if (TryTake<TRecord>(out var record, unreadable))
                {
                    yield return record;
                }

                Report(progress);
                token.ThrowIfCancellationRequested();
            }

            progress?.Report(LinesRead);
        }
    }

    private void Require<TRecord>()
        where TRecord : struct, IRecord<TRecord>
    {
        if (Specification.FindRecord(TRecord.Info.Id) != TRecord.Info)
        {
            throw new InvalidOperationException($"The reader reads batches of {Specification}, which has no {typeof(TRecord).FullName}.");
        }
    }

    private bool TryTake<TRecord>(out TRecord record, Action<FormatException>? unreadable)
        where TRecord : struct, IRecord<TRecord>
    {
        record = default;
        var exception = Record is null
            ? new FormatException($"Line {LineNumber} is no record: {Problem}.")
            : Record != TRecord.Info || TRecord.TryRead(Current, out record, out var error) ? null
            : FieldFormatException.OfLine(LineNumber, Current, Record, error);
        if (exception is null)
        {
            return Record == TRecord.Info;
        }

        if (unreadable is null)
        {
            throw exception;
        }

        unreadable(exception);
        return false;
    }

    private void Report(IProgress<long>? progress)
    {
        if (progress is not null && LinesRead % ProgressStep == 0)
        {
            progress.Report(LinesRead);
        }
    }
}
