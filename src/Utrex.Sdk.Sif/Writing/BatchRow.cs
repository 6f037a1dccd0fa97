using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>A record of a batch, its values as text.</summary>
internal sealed class BatchRow
{
    public BatchRow(RecordLine line, RecordInfo record, int number)
    {
        Record = record;
        Line = number;
        Values = new string[record.Fields.Count];
        foreach (var field in record.Fields)
        {
            Values[field.Number] = Encoding.UTF8.GetString(line.Field(field));
        }
    }

    public RecordInfo Record { get; }

    public int Line { get; }

    public string[] Values { get; }

    /// <summary>The value of the field that plays this part, empty where there is none.</summary>
    public string this[FieldKey key] => Record.FindKey(key) is { } field ? Values[field.Number] : "";

    /// <summary>The value of the field with this property.</summary>
    public string this[string property] => Values[Record.FindProperty(property).Number];

    /// <summary>The day in a field with this property, or <see langword="null"/> if it is blank or none.</summary>
    public DateOnly? Day(string property) => Scalars.Date(Encoding.UTF8.GetBytes(this[property])) is { HasValue: true, Value: var day } ? day : null;
}
