using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>The SIF codes of a code table.</summary>
internal sealed class SifCodes(CodeTableInfo table)
{
    private readonly Dictionary<string, SifCode> _bySif = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SifCode> _byCode = new(StringComparer.Ordinal);

    public CodeTableInfo Table { get; } = table;

    /// <summary>The codes for which SIF has codes of its own.</summary>
    public required IReadOnlyList<SifCode> Codes
    {
        get;
        init
        {
            field = value;
            foreach (var code in value)
            {
                _byCode[code.Code] = code;
                foreach (var sif in code.Sif)
                {
                    _bySif[sif] = code;
                }
            }

            Other = value.FirstOrDefault(code => code.IsOther)?.Code;
            Absent = value.FirstOrDefault(code => code.IsAbsent)?.Code;
        }
    }

    /// <summary>The SIF codes that stand for a blank.</summary>
    public required IReadOnlyList<string> Blank { get; init; }

    /// <summary>The code that is meant where SIF says nothing, or <see langword="null"/>.</summary>
    public string? Absent { get; private init; }

    private string? Other { get; init; }

    /// <summary>The SIF code to write for a code of the table, or <see langword="null"/> where there is none.</summary>
    public string? ToSif(string code) => SifOf(code) is [var first, ..] ? first : null;

    /// <summary>The SIF codes from any of which a code of the table is read.</summary>
    public IReadOnlyList<string> SifOf(string code) => _byCode.TryGetValue(code, out var found) ? found.Sif : [];

    /// <summary>The code of the table that a listed SIF code stands for, or <see langword="null"/>.</summary>
    public string? Listed(string sif) => _bySif.TryGetValue(sif, out var code) ? code.Code : null;

    /// <summary>The code of the table that a SIF value stands for: empty for a blank, the value itself where nothing is known of it.</summary>
    public string FromSif(string sif) =>
        Listed(sif)
        ?? (Blank.Contains(sif, StringComparer.OrdinalIgnoreCase) ? ""
            : Table.Find(sif) is null && Other is { } other ? other
            : sif);
}

/// <summary>A code of the state and the SIF codes that stand for it; the first is written.</summary>
internal sealed record SifCode(string Code, IReadOnlyList<string> Sif, bool IsOther, bool IsAbsent);
