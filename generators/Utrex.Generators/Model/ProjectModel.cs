namespace Utrex.Generators.Model;

/// <summary>What matters of the project that is compiled.</summary>
/// <param name="IsSif">Whether it maps records to SIF; otherwise it has the records.</param>
/// <param name="LanguageVersion">The version of C#, as the compiler numbers them: 1200 is C# 12.</param>
/// <param name="HasSdk">Whether it knows the types of Utrex.Sdk.</param>
internal sealed record ProjectModel(bool IsSif, int LanguageVersion, bool HasSdk)
{
    /// <summary>The oldest version of C# in which what is generated compiles: the one with collection expressions.</summary>
    public const int OldestLanguageVersion = 1200;

    /// <summary>What the project lacks to compile what is generated: the id and the arguments of a diagnostic, or nothing.</summary>
    public (string Id, string[] Arguments)? Lack =>
        !HasSdk ? ("UTREX9013", [])
        : LanguageVersion < OldestLanguageVersion ? ("UTREX9012", [$"{LanguageVersion / 100}", $"{OldestLanguageVersion / 100}"])
        : null;
}
