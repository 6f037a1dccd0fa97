namespace Utrex.Sdk.Records;

/// <summary>How the fields of a record stand in a line.</summary>
public enum RecordLayout
{
    /// <summary>Separated by TAB.</summary>
    Delimited,

    /// <summary>At fixed positions.</summary>
    Positional,
}
