namespace Utrex.Generators.Specification;

/// <summary>
/// The names that generated types need for members of their own or inherit. A test holds the lists to the generated code: who adds a member
/// there adds it here.
/// </summary>
internal static class ReservedNames
{
    private static readonly string[] Inherited = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>Of records and of the views on lines, whose properties are the fields.</summary>
    public static HashSet<string> OfRecords { get; } = With("Clone", "Info", "Item", "Line", "PrintMembers", "TryGetRecord", "TryRead", "WriteTo");

    /// <summary>Of code types, whose properties are the codes.</summary>
    public static HashSet<string> OfCodes { get; } =
        With("All", "Code", "CodeTables", "CompareTo", "DelimitedWord", "Find", "Info", "IsBlank", "IsRetired", "Lengths", "Meaning", "Parse", "Table", "Text", "TryFormat", "TryParse", "Utf8Code", "Words");

    /// <summary>Of the class that lists the code tables.</summary>
    public static HashSet<string> OfCodeTables { get; } = With("CodeTables");

    /// <summary>Of the class that stands for the specification.</summary>
    public static HashSet<string> OfSpecification { get; } = With("Agreement", "Current", "Lookups", "VisitCodeTypes");

    /// <summary>Of the class of the lists.</summary>
    public static HashSet<string> OfLookups { get; } = With("Lookups");

    /// <summary>Of the class of the character sets.</summary>
    public static HashSet<string> OfCharacters { get; } = With();

    /// <summary>Of rule sets, whose properties are the rules with a name.</summary>
    public static HashSet<string> OfRuleSets { get; } = With("All");

    /// <summary>The namespaces inside that of a specification.</summary>
    public static string[] Namespaces { get; } = ["Codes", "Records"];

    private static HashSet<string> With(params string[] names) => new(Inherited.Concat(names), StringComparer.Ordinal);
}
