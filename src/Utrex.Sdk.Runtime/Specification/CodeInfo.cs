namespace Utrex.Sdk.Specification;

/// <summary>A code of a table.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class CodeInfo
{
    /// <summary>The code as it stands in a file.</summary>
    public required string Code { get; init; }

    /// <summary>What the code means, as the state prints it.</summary>
    public required string Meaning { get; init; }

    /// <summary>The name of the member on the code type.</summary>
    public required string Member { get; init; }

    /// <summary>Other spellings that are read as this code.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The groups that the code belongs to, such as early graduates.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The year since when the code is retired, or <see langword="null"/> for an active code.</summary>
    public string? RetiredSince { get; init; }

    /// <summary>The code that replaces a retired one, where the state names it.</summary>
    public string? Replacement { get; init; }

    /// <summary>
    /// Since when the specification has the code: a school year by its number (<c>2024</c>) or a day (<c>2024-07-01</c>);
    /// <see langword="null"/> where it does not say.
    /// </summary>
    public string? Since { get; init; }

    /// <summary>The last school year, or the last day, for which it has the code; <see langword="null"/> where it does not say, or still has it. Of a retired code it follows from <see cref="RetiredSince"/>.</summary>
    public string? Until { get; init; }

    /// <summary>What else there is to know.</summary>
    public string? Note { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <summary>Whether the code is retired.</summary>
    public bool IsRetired => RetiredSince is not null;

    /// <inheritdoc/>
    public override string ToString() => Code;
}
