using System.Text;
using System.Text.Unicode;
using Utrex.Sdk.Sif.Mapping;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Sif.Writing;

/// <summary>A record of a batch, its values in a copy of its line.</summary>
internal sealed class BatchRow
{
    public BatchRow(RecordLine line, RecordInfo record, int number)
    {
        Record = record;
        Line = number;
        Values = new Utf8Value[record.Fields.Count];
        var isValid = Utf8.IsValid(line.Bytes);
        var bytes = new byte[line.Bytes.Length];
        var used = 0;
        foreach (var field in record.Fields)
        {
            var value = line.Field(field);
            if (isValid)
            {
                value.CopyTo(bytes.AsSpan(used));
                Values[field.Number] = new Utf8Value(bytes, used, value.Length);
                used += value.Length;
            }
            else
            {
                // What is no UTF-8 is replaced, value by value.
                Values[field.Number] = Utf8Value.Of(Encoding.UTF8.GetString(value));
            }
        }
    }

    public RecordInfo Record { get; }

    public int Line { get; }

    public Utf8Value[] Values { get; }

    /// <summary>The value of the field that plays this part, empty where there is none.</summary>
    public Utf8Value this[FieldKey key] => Record.FindKey(key) is { } field ? Values[field.Number] : Utf8Value.Empty;

    /// <summary>The value of the field with this property.</summary>
    public Utf8Value this[string property] => Values[Record.FindProperty(property).Number];

    /// <summary>The day in a field with this property, or <see langword="null"/> if it is blank or none.</summary>
    public DateOnly? Day(string property) => Scalars.Date(this[property].Span) is { HasValue: true, Value: var day } ? day : null;
}
