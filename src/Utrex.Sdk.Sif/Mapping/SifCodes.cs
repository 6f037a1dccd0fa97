using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>The SIF codes of a code table.</summary>
internal sealed class SifCodes(CodeTableInfo table)
{
    private readonly Dictionary<string, SifCode> _bySif = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Utf8Value, SifCode> _bySpelling = [];
    private readonly Dictionary<Utf8Value, SifCode> _byCode = [];

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
                _byCode[code.Value] = code;
                foreach (var sif in code.Sif)
                {
                    _bySif[sif] = code;
                    _bySpelling[Utf8Value.Of(sif)] = code;
                }
            }

            Other = value.FirstOrDefault(code => code.IsOther)?.Code;
            Absent = Utf8Value.Of(value.FirstOrDefault(code => code.IsAbsent)?.Code);
        }
    }

    /// <summary>The SIF codes that stand for a blank.</summary>
    public required IReadOnlyList<string> Blank { get; init; }

    /// <summary>The code that is meant where SIF says nothing, or none.</summary>
    public Utf8Value Absent { get; private init; }

    private string? Other { get; init; }

    /// <summary>The SIF code to write for a code of the table, or none where there is none.</summary>
    public Utf8Value ToSif(Utf8Value code) => _byCode.TryGetValue(code, out var found) && found.Values.Length > 0 ? found.Values[0] : default;

    /// <summary>The SIF codes from any of which a code of the table is read.</summary>
    public IReadOnlyList<Utf8Value> SifOf(Utf8Value code) => _byCode.TryGetValue(code, out var found) ? found.Values : [];

    /// <summary>The code of the table that a listed SIF code stands for, or none.</summary>
    public Utf8Value Listed(Utf8Value sif) => (_bySpelling.TryGetValue(sif, out var code) ? code : Find(sif.ToString()))?.Value ?? default;

    /// <summary>The code of the table that a SIF value stands for: empty for a blank, the value itself where nothing is known of it.</summary>
    public string FromSif(string sif) =>
        Find(sif)?.Code
        ?? (Blank.Contains(sif, StringComparer.OrdinalIgnoreCase) ? ""
            : Table.Find(sif) is null && Other is { } other ? other
            : sif);

    private SifCode? Find(string sif) => _bySif.GetValueOrDefault(sif);
}

/// <summary>A code of the state and the SIF codes that stand for it; the first is written.</summary>
internal sealed record SifCode(string Code, IReadOnlyList<string> Sif, bool IsOther, bool IsAbsent)
{
    public Utf8Value Value { get; } = Utf8Value.Of(Code);

    public Utf8Value[] Values { get; } = [.. Sif.Select(Utf8Value.Of)];
}
