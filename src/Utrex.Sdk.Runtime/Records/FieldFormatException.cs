namespace Utrex.Sdk.Records;

/// <summary>
/// A value cannot stand in a batch file. The message names the record, the field and what is allowed; the value, shortened and printable,
/// only where it is not personal.
/// </summary>
public sealed class FieldFormatException : FormatException
{
    /// <summary>A value of a field cannot be written.</summary>
    /// <param name="record">The id of the record type.</param>
    /// <param name="field">The field's name in the specification.</param>
    /// <param name="reason">What is wrong and what to do.</param>
    public FieldFormatException(string record, string field, string reason)
        : base($"{record} {field}: {reason}")
    {
        Record = record;
        Field = field;
    }

    /// <summary>The id of the record type.</summary>
    public string Record { get; }

    /// <summary>The field's name in the specification.</summary>
    public string Field { get; }
}
