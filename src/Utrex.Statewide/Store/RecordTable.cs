using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Statewide.Store;

/// <summary>
/// The table of a record type in a year: a column a field, in the order of the file, and before them where the record stands and whose it is.
/// A store has the columns of every year that was loaded.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class RecordTable
{
    private RecordTable(RecordInfo record)
    {
        Record = record;
        Name = NameOf(record.Id);
        Columns = [.. record.Fields.SelectMany(StoreColumn.Of)];
    }

    /// <summary>The record type.</summary>
    public RecordInfo Record { get; }

    /// <summary>The name, such as <c>s1</c>.</summary>
    public string Name { get; }

    /// <summary>The columns of its fields.</summary>
    public IReadOnlyList<StoreColumn> Columns { get; }

    /// <summary>Whether its records are about students, and so have a <see cref="StudentKey"/> where it is known.</summary>
    public bool HasStudent => Record.FindKey(FieldKey.Student) is not null;

    /// <summary>The table of a record type.</summary>
    /// <param name="record">The record type, such as <c>S1</c>.</param>
    public static string NameOf(string record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.ToLowerInvariant();
    }

    /// <summary>The tables of a specification: one for each record type that stands in files.</summary>
    /// <param name="specification">The specification.</param>
    public static IReadOnlyList<RecordTable> Of(SpecificationInfo specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return [.. specification.Records.Where(record => record.Fields.Count > 0).Select(record => new RecordTable(record))];
    }

    /// <summary>Writes the values of a line, a column after another.</summary>
    internal void Write(RecordLine line, IRowWriter rows)
    {
        foreach (var column in Columns)
        {
            column.Write(line, rows);
        }
    }
}
