using Utrex.Sdk.Specification;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>
/// The research file of an LEA: a table for each record type and one of students by year, with the earlier years of the LEA's students, and a dictionary of every column and code. All of
/// it follows from the specification. What is in memory are the keys of the LEA's students, however large the state is.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class ResearchFile
{
    private readonly SpecificationInfo _specification;
    private readonly IReadOnlyList<ResearchPart> _parts;
    private readonly DataDictionary _dictionary;
    private long _done;
    private long _total = 1;

    /// <summary>A research file of a school year.</summary>
    /// <param name="years">The specifications of the school year and of earlier ones, in any order. The newest is that of the file; of the others are the fields and codes that it no longer has.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ResearchFile(IReadOnlyList<SpecificationInfo> years)
    {
        ArgumentNullException.ThrowIfNull(years);
        if (years.Count == 0)
        {
            throw new ArgumentException("A research file needs the specification of its school year.", nameof(years));
        }

        SpecificationInfo[] newestFirst = [.. years.OrderByDescending(year => year.EndingYear)];
        RecordInfo[] records = [.. newestFirst.SelectMany(RecordTable.Of).Select(table => table.Record).DistinctBy(record => record.Id, StringComparer.Ordinal)];
        _specification = newestFirst[0];
        _parts = [new StudentYearPart(records, newestFirst), .. records.Select(record => new RecordPart(record, newestFirst)), new SubmissionPart()];
        _dictionary = new DataDictionary([.. _parts.Select(part => part.Table)], newestFirst);
        Tables = [.. _parts.Select(part => part.Table), _dictionary.Columns, _dictionary.Codes];
    }

    /// <summary>Every table, in the order in which they are written.</summary>
    public IReadOnlyList<ResearchTable> Tables { get; }

    /// <summary>How much of the current export is done, from 0 to 1; it may be asked from another thread.</summary>
    public double Progress => Math.Min(1, (double)Interlocked.Read(ref _done) / Interlocked.Read(ref _total));

    /// <summary>What the values of a column are called in the dictionary.</summary>
    /// <param name="column">The column.</param>
    public static string TypeOf(ResearchColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return DataDictionary.TypeOf(column.Kind);
    }

    /// <summary>
    /// Writes the file of an LEA: its submission of the school year as a whole, and of earlier years the records of the students that it has in that year. Those that other LEAs
    /// submitted come without names, birth dates, addresses and numbers.
    /// </summary>
    /// <param name="store">The store. Of one on a server the file has what its user may see.</param>
    /// <param name="lea">The LEA's number; leading zeros do not count.</param>
    /// <param name="writer">Where it is written.</param>
    /// <param name="cancellationToken">Ends the writing at the next row.</param>
    /// <exception cref="StoreException">The store cannot be read, or has no such submission.</exception>
    /// <exception cref="OperationCanceledException">The writing was ended.</exception>
    public ResearchResult Write(ISubmissionStore store, string lea, IResearchWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(lea);
        ArgumentNullException.ThrowIfNull(writer);
        using var reader = store.Read();
        var scope = ResearchScope.Of(reader, lea, _specification.EndingYear);
        Interlocked.Exchange(ref _total, _parts.Count * scope.Submissions.Sum(scoped => (long)scoped.Submission.Records));
        Interlocked.Exchange(ref _done, 0);
        var rows = _parts.Select(part => Write(part, reader, scope, writer, cancellationToken)).ToList();
        _dictionary.Write(writer);
        return new ResearchResult
        {
            Submission = scope.Reported.Submission,
            Earlier = [.. scope.Earlier.Select(scoped => scoped.Submission)],
            Students = scope.Students,
            StudentYears = rows[0],
            Records = rows.Skip(1).SkipLast(1).Sum(),
        };
    }

    private long Write(ResearchPart part, IStoreReader reader, ResearchScope scope, IResearchWriter writer, CancellationToken cancellationToken)
    {
        var rows = 0L;
        writer.BeginTable(part.Table);
        foreach (var scoped in scope.Submissions)
        {
            rows += part.Write(reader, scoped, writer, cancellationToken);
            Interlocked.Add(ref _done, scoped.Submission.Records);
        }

        writer.EndTable();
        return rows;
    }
}
