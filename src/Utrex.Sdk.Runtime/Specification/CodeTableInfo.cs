namespace Utrex.Sdk.Specification;

/// <summary>A table of codes.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class CodeTableInfo
{
    private Dictionary<string, CodeInfo>? _bySpelling;

    /// <summary>The table's id, such as <c>ExitCode</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The table's readable name.</summary>
    public required string Title { get; init; }

    /// <summary>The name of the C# type that holds a code of this table.</summary>
    public required string TypeName { get; init; }

    /// <summary>What the table is for.</summary>
    public required string Description { get; init; }

    /// <summary>The codes, in the specification's order.</summary>
    public required IReadOnlyList<CodeInfo> Codes { get; init; }

    /// <summary>What a blank field means, where the table says so.</summary>
    public string? BlankMeaning { get; init; }

    /// <summary>The line of the specification's text that explains the blank, or 0.</summary>
    public int BlankSource { get; init; }

    /// <summary>What a number in place of a code means, where the table has one.</summary>
    public string? NumberMeaning { get; init; }

    /// <summary>The line of the specification's text that explains the numbers, or 0.</summary>
    public int NumberSource { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <summary>The code that <paramref name="text"/> spells exactly, alias or not; <see langword="null"/> if there is none.</summary>
    public CodeInfo? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return (_bySpelling ??= BySpelling()).GetValueOrDefault(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private Dictionary<string, CodeInfo> BySpelling()
    {
        var codes = new Dictionary<string, CodeInfo>(StringComparer.Ordinal);
        foreach (var code in Codes)
        {
            codes.TryAdd(code.Code, code);
            foreach (var alias in code.Aliases)
            {
                codes.TryAdd(alias, code);
            }
        }

        return codes;
    }
}
