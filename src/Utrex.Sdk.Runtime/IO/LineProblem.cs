namespace Utrex.Sdk.IO;

/// <summary>Why a line could not be read as a record.</summary>
public enum LineProblem
{
    /// <summary>It could.</summary>
    None,

    /// <summary>The line is empty or all blanks.</summary>
    Blank,

    /// <summary>The line is longer than the limit.</summary>
    TooLong,

    /// <summary>The line contains a NUL.</summary>
    Nul,

    /// <summary>The line is not valid UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The line begins with no record type of the specification.</summary>
    UnknownRecordType,

    /// <summary>The delimited line has more fields than its record type.</summary>
    TooManyFields,

    /// <summary>The positional line goes on after its last field.</summary>
    ExtraBytes,
}
