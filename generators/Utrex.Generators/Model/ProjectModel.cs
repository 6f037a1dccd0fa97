namespace Utrex.Generators.Model;

/// <summary>What matters of the project that is compiled.</summary>
/// <param name="Map">The map of which it is the adapter; without one it has the records.</param>
/// <param name="LanguageVersion">The version of C#, as the compiler numbers them: 1200 is C# 12.</param>
/// <param name="Agreement">The agreement of the library that it references, or <see langword="null"/> where it references none.</param>
internal sealed record ProjectModel(string? Map, int LanguageVersion, int? Agreement)
{
    /// <summary>The oldest version of C# in which what is generated compiles: the one with collection expressions.</summary>
    public const int OldestLanguageVersion = 1200;

    /// <summary>What the project lacks to compile what is generated: the id and the arguments of a diagnostic, or nothing.</summary>
    public (string Id, string[] Arguments)? Lack =>
        Agreement is not { } agreement ? ("UTREX9013", [])
        : agreement != ProjectTypes.Agreement ? ("UTREX9015", [typeof(ProjectModel).Assembly.GetName().Version.ToString(3), $"{ProjectTypes.Agreement}", $"{agreement}"])
        : LanguageVersion < OldestLanguageVersion ? ("UTREX9012", [$"{LanguageVersion / 100}", $"{OldestLanguageVersion / 100}"])
        : null;
}
