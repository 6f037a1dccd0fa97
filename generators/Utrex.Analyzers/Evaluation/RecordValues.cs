using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Evaluation;

/// <summary>What is known of the fields of a record: the bytes of some, blanks included, and nothing of the others.</summary>
/// <param name="record">The record type.</param>
/// <param name="bytes">The bytes of each field; <see langword="null"/> where nobody knows them.</param>
internal sealed class RecordValues(Record record, string?[] bytes)
{
    public Record Record { get; } = record;

    /// <summary>The bytes of a field; <see langword="null"/> where nobody knows them.</summary>
    public string? Bytes(Field field) => bytes[field.Index];

    /// <summary>The bytes of a field by its place in the record.</summary>
    public string? Bytes(int field) => bytes[field];

    /// <summary>A record of which nothing is known.</summary>
    public static RecordValues Unknown(Record record) => new(record, new string?[record.Fields.Count]);

    /// <summary>The same without some fields.</summary>
    public RecordValues Without(IEnumerable<Field> fields)
    {
        var rest = (string?[])bytes.Clone();
        foreach (var field in fields)
        {
            rest[field.Index] = null;
        }

        return new RecordValues(Record, rest);
    }

    /// <summary>The same with another value of a field.</summary>
    public RecordValues With(Field field, string value)
    {
        var changed = (string?[])bytes.Clone();
        changed[field.Index] = value;
        return new RecordValues(Record, changed);
    }

    /// <summary>Whether the record is surely a mere change of an earlier one, to which most rules do not apply.</summary>
    public bool IsChange => Record.ChangeField is { } name && Record.Find(name) is { } marker && string.Equals(Bytes(marker), Record.ChangeCode, StringComparison.Ordinal);

    /// <summary>Whether the rules of a field do not apply because the record is a mere change.</summary>
    public bool IsExempt(Field field) => IsChange && !Record.ChangeFields.Contains(field.Name, StringComparer.Ordinal);
}
