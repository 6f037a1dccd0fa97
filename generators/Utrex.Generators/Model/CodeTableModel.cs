namespace Utrex.Generators.Model;

/// <summary>codes/*.json: a table of codes.</summary>
internal sealed record CodeTableModel(
    string Id,
    string Title,
    string? Type,
    bool IsShared,
    string Description,
    int Source,
    EquatableArray<CodeModel> Codes,
    MeaningModel? Blank,
    MeaningModel? Numbers,
    BooleanModel? Boolean)
{
    /// <summary>The C# type that holds a code of this table: its own, or that of a shared table.</summary>
    public string TypeName => Type ?? Id;

    public int LongestCode => Codes.Count == 0 ? 0 : Codes.Max(code => Math.Max(code.Code.Length, code.Aliases.Count == 0 ? 0 : code.Aliases.Max(alias => alias.Length)));
}

internal sealed record CodeModel(
    string Code,
    EquatableArray<string> Aliases,
    EquatableArray<string> Groups,
    string Meaning,
    string Member,
    string? RetiredSince,
    string? Replacement,
    string? RetiredReason,
    PeriodModel Period,
    string? Note,
    int Source);

/// <summary>What a blank, or a number, means where a code could stand.</summary>
internal sealed record MeaningModel(string Meaning, int Source);

/// <summary>The codes for true and false (empty: blank) of a table that answers yes or no.</summary>
internal sealed record BooleanModel(string True, string False);
