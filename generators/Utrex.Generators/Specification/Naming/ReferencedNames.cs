namespace Utrex.Generators.Specification;

/// <summary>The names that generated code calls. A test holds the lists to the generated code.</summary>
internal static class ReferencedNames
{
    /// <summary>Namespaces in which, and below which, no specification can be: its types would stand in the way of what generated code calls.</summary>
    public static string[] Namespaces { get; } = ["System", "Utrex.Documents", "Utrex.Sdk.Findings", "Utrex.Sdk.Generated", "Utrex.Sdk.IO", "Utrex.Sdk.Serialization", "Utrex.Sdk.Specification", "Utrex.Sdk.Text", "Utrex.Sdk.Validation"];

    /// <summary>Types where a specification can have some too.</summary>
    public static string[] Types { get; } =
    [
        "Utrex.Sdk.Codes.CodeText", "Utrex.Sdk.Codes.ICode", "Utrex.Sdk.Codes.ICodeVisitor",
        "Utrex.Sdk.PrintableText", "Utrex.Sdk.Records.IRecord", "Utrex.Sdk.Records.RecordWriter",
    ];

    /// <summary>Whether a namespace is one of these, or lies in one.</summary>
    public static bool AreIn(string name) =>
        Array.Exists(Namespaces, taken => name.Equals(taken, StringComparison.OrdinalIgnoreCase) || name.StartsWith(taken + ".", StringComparison.OrdinalIgnoreCase));
}
