using System.Buffers.Binary;
using System.Security.Cryptography;
using Utrex.Sdk;
using Utrex.Sdk.Findings;
using Utrex.Sdk.IO;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Validation;

namespace Utrex.Statewide.Store;

/// <summary>A file to load.</summary>
/// <param name="Name">Its name, which findings will have.</param>
/// <param name="Open">Opens it from its beginning; it is read up to three times.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record SubmissionFile(string Name, Func<Stream> Open);

/// <summary>What a load did.</summary>
/// <param name="Submission">What the store now holds of the LEA's year.</param>
/// <param name="IsChanged">Whether the store has changed; it has not where it held the same already.</param>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed record LoadOutcome(Submission Submission, bool IsChanged);

/// <summary>
/// Loads batches into a store: first Level 1 says which records the state would refuse, then a look at the student records says whose every other
/// record is, then the rows are written in one go. A batch takes the place of the one that its LEA has for the school year. What comes before the writing
/// touches no store (<see cref="Check"/>), so that one batch can be checked while another is written.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class SubmissionLoader
{
    private readonly ISubmissionStore _store;

    /// <summary>A loader into a store.</summary>
    /// <param name="store">The store.</param>
    public SubmissionLoader(ISubmissionStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>Whether records that Level 1 refuses are loaded too, as far as they can be read.</summary>
    public bool KeepsRefused { get; init; }

    /// <summary>The state's registers for Level 1; without them the rules that need them refuse nothing.</summary>
    public IRegisters? Registers { get; init; }

    /// <summary>Loads a batch.</summary>
    /// <param name="file">The batch.</param>
    /// <param name="specification">The specification of its year.</param>
    /// <param name="today">The day that counts as today for Level 1.</param>
    /// <param name="cancellationToken">Ends the load; the store stays what it was.</param>
    /// <exception cref="StoreException">The store cannot be written, or the file is no batch to load; the store stays what it was.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The load was ended.</exception>
    public LoadOutcome Load(SubmissionFile file, CompiledSpecification specification, DateOnly today, CancellationToken cancellationToken = default) =>
        Load(Check(file, specification, today, cancellationToken), cancellationToken);

    /// <summary>Finds out what is to be loaded of a batch; the store is not asked.</summary>
    /// <param name="file">The batch.</param>
    /// <param name="specification">The specification of its year.</param>
    /// <param name="today">The day that counts as today for Level 1.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="StoreException">The file is no batch to load.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The look was ended.</exception>
    public CheckedSubmission Check(SubmissionFile file, CompiledSpecification specification, DateOnly today, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(specification);
        var refused = KeepsRefused ? [] : FindRefused(file, specification, new SubmissionContext(specification.EndingYear, today), cancellationToken);
        var students = new BatchStudents(specification);
        var (digest, lines) = LookThrough(file, specification, refused, students, cancellationToken);
        return students.Lea is { } lea ? new CheckedSubmission(file, specification, refused, students) { Lea = lea, Digest = digest, Lines = lines }
            : throw new StoreException($"'{PrintableText.Of(file.Name, int.MaxValue)}' names no LEA in its first record; nothing was loaded.");
    }

    /// <summary>Loads a batch that has been checked.</summary>
    /// <param name="submission">The batch; its file is read once more.</param>
    /// <param name="cancellationToken">Ends the load; the store stays what it was.</param>
    /// <exception cref="StoreException">The store cannot be written; it stays what it was.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The load was ended.</exception>
    public LoadOutcome Load(CheckedSubmission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var (file, specification, refused) = (submission.File, submission.Specification, submission.Refused);
        var tables = RecordTable.Of(specification);
        using var load = _store.BeginLoad(tables);
        var loaded = new Submission
        {
            Id = 0,
            Lea = submission.Lea,
            SchoolYear = specification.EndingYear,
            File = file.Name,
            Digest = submission.Digest,
            LeftOutDigest = DigestOf(refused),
            Loaded = new DateTime(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc),
            Records = 0,
            LeftOut = 0,
        };
        if (load.Find(loaded.Lea, loaded.SchoolYear) is { } earlier)
        {
            if (earlier.HoldsSameAs(loaded))
            {
                return new LoadOutcome(earlier, IsChanged: false);
            }

            load.Remove(earlier);
        }

        var records = WriteRows(file, specification, refused, submission.Students, tables, load, cancellationToken);
        return records == 0
            ? throw new StoreException($"'{PrintableText.Of(file.Name, int.MaxValue)}' has no record that Level 1 accepts; nothing was loaded.")
            : new LoadOutcome(load.Complete(loaded with { Records = records, LeftOut = submission.Lines - records }), IsChanged: true);
    }

    /// <summary>The lines that Level 1 refuses.</summary>
    private HashSet<int> FindRefused(SubmissionFile file, CompiledSpecification specification, SubmissionContext context, CancellationToken cancellationToken)
    {
        HashSet<int> refused = [];
        using var reader = BatchReader.Open(file.Open(), specification);
        new BatchValidator(specification, context, Registers).Validate(reader, Take, cancellationToken);
        return refused;

        void Take(Finding finding)
        {
            // What else is wrong with such a file, nobody knows.
            if (specification.IsAboutShape(finding.Rule))
            {
                throw new StoreException($"'{PrintableText.Of(file.Name, int.MaxValue)}' is wrong as a whole, and nothing was loaded: {finding.FormatMessage(context)}.");
            }

            if (finding.Rule.Refuses(finding.Severity))
            {
                refused.Add(finding.Line);
            }
        }
    }

    /// <summary>Reads the file to its end for its digest, its LEA and its students.</summary>
    private static (string Digest, int Lines) LookThrough(SubmissionFile file, CompiledSpecification specification, HashSet<int> refused, BatchStudents students, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        using var stream = new CryptoStream(file.Open(), hash, CryptoStreamMode.Read);
        using var reader = BatchReader.Open(stream, specification);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Record is { } record && !refused.Contains(reader.LineNumber))
            {
                students.Add(reader.Current, record);
            }
            else if (reader.Record is { } other)
            {
                students.AddRefused(reader.Current, other);
            }
        }

        return (Convert.ToHexStringLower(hash.Hash!), reader.LinesRead);
    }

    private static int WriteRows(SubmissionFile file, CompiledSpecification specification, HashSet<int> refused, BatchStudents students, IReadOnlyList<RecordTable> tables, ISubmissionLoad load, CancellationToken cancellationToken)
    {
        var ofRecord = tables.ToDictionary(table => table.Record);
        var records = 0;
        RecordTable? table = null;
        students.Rewind();
        using var reader = BatchReader.Open(file.Open(), specification);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Record is not { } record)
            {
                continue;
            }

            var line = reader.Current;
            students.Follow(line, record);
            if (refused.Contains(reader.LineNumber))
            {
                continue;
            }

            // Records of one type mostly stand together.
            table = table?.Record == record ? table : ofRecord[record];
            load.BeginRow(table, reader.LineNumber, table.HasStudent ? students.KeyOf(line, record) : null, students.PersonOf(line, record));
            table.Write(line, load);
            load.EndRow();
            records++;
        }

        return records;
    }

    private static string DigestOf(HashSet<int> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (var line in lines.Order())
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, line);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
