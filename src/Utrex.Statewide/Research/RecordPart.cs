using Utrex.Sdk.Specification;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>The table of a record type: its records as they were submitted, in the order of the files.</summary>
internal sealed class RecordPart : ResearchPart
{
    private readonly RecordInfo _record;
    private readonly bool _hasStudent;
    private readonly IReadOnlyList<StoredColumn> _columns;
    private readonly string[] _names;

    /// <summary>The table of a record type.</summary>
    /// <param name="record">The record type, as in the first year that has it.</param>
    /// <param name="years">The years, the newest first.</param>
    public RecordPart(RecordInfo record, IReadOnlyList<SpecificationInfo> years)
    {
        _record = record;
        _hasStudent = record.FindKey(FieldKey.Student) is not null;
        _columns = StoredColumn.Of(record.Id, years);
        _names = [.. _columns.Select(column => column.Column.Name)];
        ResearchColumn[] before = [PlaceColumns.Lea, PlaceColumns.SchoolYear, PlaceColumns.Line, .. _hasStudent ? [PlaceColumns.Ssid(years[0])] : Array.Empty<ResearchColumn>()];
        Table = new ResearchTable(RecordTable.NameOf(record.Id), $"{record.Name} ({record.Id}), a row a record. {record.Description}".TrimEnd(), [.. before, .. _columns.Select(column => column.Column)]);
    }

    /// <inheritdoc/>
    public override ResearchTable Table { get; }

    /// <summary>Writes the records. Those that are about no student are written of the LEA's own submissions only.</summary>
    public override long Write(IStoreReader reader, ScopedSubmission scoped, IResearchWriter rows, CancellationToken cancellationToken)
    {
        if (_hasStudent ? scoped.Students is { Count: 0 } : !scoped.IsOwn)
        {
            return 0;
        }

        var records = 0L;
        using var row = reader.Read(new RowQuery { Record = _record.Id, Columns = _names, Submission = scoped.Submission.Id, Students = _hasStudent ? scoped.Students : null });
        while (row.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(row, scoped, rows);
            records++;
        }

        return records;
    }

    private void Write(IRowCursor row, ScopedSubmission scoped, IResearchWriter rows)
    {
        PlaceColumns.Write(scoped.Submission, rows);
        rows.Write(row.Line);
        if (_hasStudent)
        {
            PlaceColumns.WriteSsid(row.Student, rows);
        }

        for (var i = 0; i < _columns.Count; i++)
        {
            if (_columns[i].IsPersonal && !scoped.IsOwn)
            {
                rows.WriteNull();
            }
            else
            {
                _columns[i].Write(row, i, rows);
            }
        }

        rows.EndRow();
    }
}
