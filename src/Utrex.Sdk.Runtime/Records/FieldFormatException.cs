using System.Globalization;
using Utrex.Sdk.Codes;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Sdk.Records;

/// <summary>
/// A value cannot stand in a batch file, or cannot be read of one. The message names the record, the field, what is allowed and the line of the
/// specification's text; the value, shortened and printable, only where it is not personal.
/// </summary>
public sealed class FieldFormatException : FormatException
{
    /// <summary>A value of a field cannot be written.</summary>
    /// <param name="record">The record type.</param>
    /// <param name="field">The field.</param>
    /// <param name="reason">What is wrong and what to do, as a sentence.</param>
    public FieldFormatException(RecordInfo record, FieldInfo field, string reason)
        : this("", record, field, reason)
    {
    }

    private FieldFormatException(string place, RecordInfo record, FieldInfo field, string reason)
        : base(Text(place, record, field, reason))
    {
        Record = record.Id;
        Field = field.Name;
        SpecificationLine = field.Source > 0 ? field.Source : null;
    }

    /// <summary>The id of the record type.</summary>
    public string Record { get; }

    /// <summary>The field's name in the specification.</summary>
    public string Field { get; }

    /// <summary>The line of the specification's text that has the field, or <see langword="null"/>.</summary>
    public int? SpecificationLine { get; }

    /// <summary>The exception for a field of a line that was read.</summary>
    internal static FieldFormatException OfLine(int number, RecordLine line, RecordInfo record, FieldError error)
    {
        var field = error.Field!;
        var value = line.Field(field);
        var reason = field switch
        {
            { IsPersonal: true } => $"the value is not {error.Expected}.",
            { Codes: { } table, Type: FieldType.Code } => CodeText.NoCode(PrintableText.Of(value), table),
            _ => $"{PrintableText.Quote(value)} is not {error.Expected}.",
        };
        return new FieldFormatException(string.Create(CultureInfo.InvariantCulture, $"Line {number}: "), record, field, reason);
    }

    private static string Text(string place, RecordInfo record, FieldInfo field, string reason)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(reason);
        return $"{place}{record.Id} {field.Name}: {reason}{SourceLine.Sentence(field.Source)}";
    }
}
