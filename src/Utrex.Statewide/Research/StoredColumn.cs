using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;
using Utrex.Statewide.Store;

namespace Utrex.Statewide.Research;

/// <summary>A column of the store as a column of the research file. What the store keeps as a text although it is a day becomes one.</summary>
internal sealed class StoredColumn
{
    private readonly bool _isText;

    private StoredColumn(RecordInfo record, StoreColumn column)
    {
        _isText = column.Kind == ColumnKind.Text;
        Column = new ResearchColumn
        {
            Name = column.Name,
            Kind = _isText && column.Field.Type == FieldType.IsoDate ? ColumnKind.Day : column.Kind,
            Definition = Sentences(column.Field),
            Record = record,
            Field = column.Field,
        };
    }

    /// <summary>The column of the research file, which has the name of that of the store.</summary>
    public ResearchColumn Column { get; }

    /// <summary>Whether its values tell who somebody is.</summary>
    public bool IsPersonal => Column.Field!.IsPersonal;

    /// <summary>The columns of a record type in several years; a field is described as in the first of them that has it.</summary>
    public static IReadOnlyList<StoredColumn> Of(string record, IReadOnlyList<SpecificationInfo> years) =>
    [
        .. years.SelectMany(RecordTable.Of).Where(table => string.Equals(table.Record.Id, record, StringComparison.Ordinal))
            .SelectMany(table => table.Columns.Select(column => (table.Record, Column: column))).DistinctBy(pair => pair.Column.Name, StringComparer.Ordinal)
            .Select(pair => new StoredColumn(pair.Record, pair.Column)),
    ];

    /// <summary>The value of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="place">The place of the column in the row.</param>
    public ResearchValue Read(IRowCursor row, int place) => Column.Kind switch
    {
        ColumnKind.Integer => new ResearchValue(row.Integer(place)),
        ColumnKind.Number => new ResearchValue(row.Number(place)),
        ColumnKind.Day => new ResearchValue(_isText ? DayOf(row.Text(place)) : row.Day(place)),
        _ => new ResearchValue(row.Text(place)),
    };

    /// <summary>Writes the value of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="place">The place of the column in the row.</param>
    /// <param name="rows">Where it is written.</param>
    public void Write(IRowCursor row, int place, IRowWriter rows)
    {
        // Texts are most of the values, and pass as they are.
        if (Column.Kind == ColumnKind.Text && row.Text(place) is { IsEmpty: false } text)
        {
            rows.Write(text);
        }
        else
        {
            Read(row, place).Write(rows);
        }
    }

    private static DateOnly? DayOf(ReadOnlySpan<byte> text) => Scalars.IsoDate(text) is { HasValue: true } day ? day.Value.Day : null;

    private static string Sentences(FieldInfo field) =>
        string.Join(' ', new[] { field.Description, field.RequiredWhen is { } when ? $"Required: {when}" : null }.OfType<string>().Where(text => text.Length > 0).Select(text => text[^1] is '.' or '!' or '?' ? text : text + "."));
}
