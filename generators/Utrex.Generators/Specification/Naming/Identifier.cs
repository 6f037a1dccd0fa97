using Microsoft.CodeAnalysis.CSharp;

namespace Utrex.Generators.Specification;

/// <summary>Which names of the specification can be names of C#: those that its schema allows, which are never keywords.</summary>
internal static class Identifier
{
    /// <summary>The most characters of a name: the names of generated files are made of them.</summary>
    public const int Longest = 100;

    /// <summary>How a name has to be, for messages.</summary>
    public const string Rule = "a capital letter from A to Z, then letters and digits, 100 at most";

    /// <summary>Whether a type or a member can have the name.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= Longest && name[0] is >= 'A' and <= 'Z' && name.All(IsLetterOrDigit);

    /// <summary>Whether a namespace can have the name.</summary>
    public static bool IsNamespace(string name) => name.Length <= Longest && name.Split('.').All(IsWord);

    /// <summary>Whether the text names a type with its namespace.</summary>
    public static bool IsTypeName(string name) => name.Split('.').All(IsWord);

    private static bool IsWord(string word) =>
        word.Length > 0 && word[0] is not (>= '0' and <= '9') && word.All(c => c == '_' || IsLetterOrDigit(c)) && SyntaxFacts.GetKeywordKind(word) == SyntaxKind.None;

    private static bool IsLetterOrDigit(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
