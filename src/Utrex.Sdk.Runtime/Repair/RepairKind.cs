namespace Utrex.Sdk.Repair;

/// <summary>What is wrong with the form of a line or a value, while everybody can tell what was meant.</summary>
public enum RepairKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The line is text of another encoding: Windows-1252.</summary>
    Encoding,

    /// <summary>A byte order mark stands before the line, though it does not begin the file: files were put together.</summary>
    ByteOrderMark,

    /// <summary>The line has names of columns and is no record: it is left out.</summary>
    HeaderRow,

    /// <summary>Lines end with a carriage return alone.</summary>
    LineEnd,

    /// <summary>The record id is spelled in another way: in small letters, without its equals sign, with blanks before it.</summary>
    RecordId,

    /// <summary>Another character than TAB separates the fields.</summary>
    Delimiter,

    /// <summary>Values stand in quotation marks.</summary>
    Quotes,

    /// <summary>Blanks stand around a value.</summary>
    Blanks,

    /// <summary>A value contains characters that nobody sees, or blanks that are none.</summary>
    InvisibleCharacters,

    /// <summary>A value of fixed width has lost its leading zeros.</summary>
    LeadingZeros,

    /// <summary>A date is written in another form.</summary>
    DateForm,

    /// <summary>A number is written with an exponent, or with decimals where there are none.</summary>
    NumberForm,

    /// <summary>Digits are separated by dashes, dots, blanks or parentheses.</summary>
    Punctuation,

    /// <summary>A code is written in letters of the other case.</summary>
    CodeCase,
}
