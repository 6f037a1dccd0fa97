namespace Utrex.Fuzzing.Specifications;

/// <summary>Texts, numbers and names that break who does not look at them.</summary>
internal static class NastyTexts
{
    /// <summary>Texts for any place.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "\t", "\n", "\r", "\r\n", "a\nb", "a\rb", "x\u0085#error y", "x\u2028#error y", "x\u2029#error y", "\0", "\u0001", "\u001b[31m", "\u007f",
        "\ud800", "x\udc00y", "\ufffe", "\uffff", "\u200b", "\u202egnp.exe", "\ufeff", "e\u0301", "é", "ß", "\U0001F600", "Ⅷ", "İ", "ı",
        "\"", "\\", "\"; }", "*/", "/*", "//", "#error", "#if", "{", "}", "{0}", "{{", "$\"{x}\"", "<", ">", "<c>", "</summary>", "<!--", "]]>", "&", "&#0;", "&lt;", "`", "`a", "a`b`c",
        "'", "''", "(", ")", "[", "]", "[x]", "[ColumnName]", "[a-", "[a-b", "[b-a]", "[-]", "#", "-", "a-", "A-Z", "z-a", "@", "@class", "%", "~", ";", ",", ".", "..", "/", "//", "a/", "/a", "?", "?a", "!", "*", "=", "LN=",
        "null", "true", "0", "-1", "1.0", "1e3", "99999999999999999999", "00", "specification.schema.json", "../..", "C:\\x", "con", "nul.json",
    ];

    /// <summary>Names: words of C#, and names that generated or inherited members have.</summary>
    public static readonly string[] Names =
    [
        "class", "namespace", "int", "string", "void", "event", "base", "this", "null", "default", "new", "_", "__arglist", "var", "record", "required", "file", "scoped", "dynamic", "nint", "global", "await", "partial", "field", "value", "where", "extension", "allows", "when", "unmanaged", "nameof", "async", "yield",
        "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "Finalize", "PrintMembers", "EqualityContract", "Clone", "Deconstruct", "Item", "Info", "TryRead", "WriteTo", "Line", "TryGetRecord",
        "Code", "Utf8Code", "Meaning", "All", "Table", "IsBlank", "IsRetired", "Parse", "TryParse", "TryFormat", "Text", "Lengths", "Find", "CodeTables", "Value", "Apply", "ApplyConditions", "Current", "Lookups", "Characters", "ByName", "Codes", "Records", "Sif", "SifMap", "Shape", "Documents", "Version", "Namespace", "Aliases", "Derived", "Shapes", "Tables",
        "System", "Utrex", "Microsoft", "Object", "String", "Nullable", "Attribute", "op_Implicit", "get_Info", "System.DateOnly", "System.Text", "Utrex.Sdk", "Utrex.Sdk.Specification", "Utrex.Sdk.Codes.CodeText", "Library", "Library.Codes", "Library.Records.BookRecord", "LibrarySpecification", "BookRecord", "BookView", "BookRecordInfo", "BookRecordRules", "BookRecordCheck", "BookState", "YesNo", "bookrecord", "BOOKSTATE", "yesNo",
        "a b", "a-b", "a.b", ".a", "a.", "a..b", "1a", "1", "A1", "a", "Ä", "名", "A\u0301", "A_B", "A__B", "Lendable", "Blank", "Retired", "SM", "SMInfo", "4X",
    ];

    /// <summary>Numbers, and what is none.</summary>
    public static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2", "9", "10", "18", "19", "32", "100", "255", "256", "999", "1000", "9999", "10000", "10001", "65536", "2147483647", "2147483648", "-2147483648", "-2147483649",
        "4294967296", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "99999999999999999999999999999", "79228162514264337593543950335", "79228162514264337593543950336", "1e28", "1e29", "1e400", "1e-28", "1e-400",
        "0.5", "-0.5", "1.5", "1.00", "0.1234567890123456789012345678", "1E2", "01", "+1", "1.", ".5", "--1", "1-2", "1e", "NaN", "Infinity", "0x10", "١",
    ];
}
