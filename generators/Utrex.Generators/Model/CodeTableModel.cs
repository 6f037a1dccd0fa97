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
    BooleanModel? Boolean,
    EquatableArray<string> SifBlank)
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
    int Source,
    SifCodeModel? Sif);

/// <summary>The SIF codes that stand for a code, and whether it stands for all others or for none.</summary>
internal sealed record SifCodeModel(EquatableArray<string> Codes, bool IsOther, bool IsAbsent);

/// <summary>What a blank, or a number, means where a code could stand.</summary>
internal sealed record MeaningModel(string Meaning, int Source);

/// <summary>The codes for true and false (empty: blank) of a table that answers yes or no.</summary>
internal sealed record BooleanModel(string True, string False);
