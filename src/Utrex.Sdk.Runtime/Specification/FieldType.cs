namespace Utrex.Sdk.Specification;

/// <summary>How the bytes of a field are read and written.</summary>
public enum FieldType
{
    /// <summary>Characters, left-justified and blank-filled in the positional layout.</summary>
    Text,

    /// <summary>A fixed literal such as the record id <c>S1=</c>.</summary>
    Constant,

    /// <summary>A code of a table.</summary>
    Code,

    /// <summary>A whole number, right-justified and zero-filled in the positional layout.</summary>
    Integer,

    /// <summary>A number with decimals; without a point and with all its digits the point is implied.</summary>
    Decimal,

    /// <summary>A decimal number or one of a few codes.</summary>
    NumberOrCode,

    /// <summary>A day as <c>YYYYMMDD</c>.</summary>
    Date,

    /// <summary>A day as <c>YYYY-MM-DD</c>, perhaps with a time.</summary>
    IsoDate,

    /// <summary>A point in time as <c>YYYY-MM-DD HH:MM:SS.SSS</c>.</summary>
    DateTime,

    /// <summary>A day of any year as <c>MMDD</c>.</summary>
    MonthDay,

    /// <summary>A day or a month as <c>YYYYMMDD</c>, <c>YYYYMM</c> or <c>YYYY-MM</c>.</summary>
    PartialDate,
}
