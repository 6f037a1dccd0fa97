using Microsoft.CodeAnalysis.CSharp;

namespace Utrex.Generators.Specification;

/// <summary>Names that the specification gives to C# types and members.</summary>
internal static class Identifier
{
    /// <summary>Reports a name that C# cannot take.</summary>
    public static void Check(ObjectReader reader, string name, string what)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
        {
            reader.Report("UTREX9008", reader.Node, name, what);
        }
    }
}
