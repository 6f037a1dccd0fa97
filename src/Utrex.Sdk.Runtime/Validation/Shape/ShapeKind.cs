namespace Utrex.Sdk.Validation.Shape;

/// <summary>What may be wrong with a file as a whole, so that one sentence says what thousands of findings would.</summary>
[Flags]
internal enum ShapeKind
{
    None = 0,

    /// <summary>The file is something else than text with records: an archive, a workbook, a page.</summary>
    OtherFormat = 1,

    /// <summary>Lines end in another way, or not at all.</summary>
    LineEnds = 1 << 1,

    /// <summary>Another character than TAB separates fields.</summary>
    OtherDelimiter = 1 << 2,

    /// <summary>Values stand in quotation marks.</summary>
    QuotedValues = 1 << 3,

    /// <summary>Record ids are spelled in another way.</summary>
    RecordIds = 1 << 4,

    /// <summary>A row with names of columns.</summary>
    HeaderRow = 1 << 5,

    /// <summary>Lines of a record type lack a column or have one too many.</summary>
    Columns = 1 << 6,

    /// <summary>Positional lines of a record type are shifted.</summary>
    Positions = 1 << 7,

    /// <summary>Values of fixed width have lost their leading zeros.</summary>
    LeadingZeros = 1 << 8,

    /// <summary>Dates are written in another form.</summary>
    DateForm = 1 << 9,

    /// <summary>Numbers are written with exponents or needless decimals.</summary>
    NumberForm = 1 << 10,

    /// <summary>Values are spelled in another way: blanks and invisible characters around them, dashes between digits, codes in the other case.</summary>
    ValueForm = 1 << 11,

    /// <summary>A second batch begins.</summary>
    SecondBatch = 1 << 12,

    /// <summary>The file ends inside a record.</summary>
    EndsInsideRecord = 1 << 13,

    /// <summary>No line is a record of the specification.</summary>
    OtherRecords = 1 << 14,
}
