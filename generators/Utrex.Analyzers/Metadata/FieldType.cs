namespace Utrex.Analyzers.Metadata;

/// <summary>How a field's bytes are read and written; the names are those of the SDK's own enumeration.</summary>
internal enum FieldType
{
    Text,
    Constant,
    Code,
    Integer,
    Decimal,
    NumberOrCode,
    Date,
    IsoDate,
    DateTime,
    MonthDay,
    PartialDate,
}
