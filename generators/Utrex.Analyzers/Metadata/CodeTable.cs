using Microsoft.CodeAnalysis;
using Utrex.Sdk.Codes;

namespace Utrex.Analyzers.Metadata;

/// <summary>A code of a table.</summary>
/// <param name="Text">The code as it stands in a file.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Member">The property of the code type.</param>
/// <param name="RetiredSince">The year since when it is retired, or <see langword="null"/>.</param>
/// <param name="Replacement">The code that replaces it, or <see langword="null"/>.</param>
internal sealed record Code(string Text, string Meaning, IPropertySymbol Member, string? RetiredSince, string? Replacement)
{
    /// <summary>The code and its meaning, for messages.</summary>
    public override string ToString() => $"'{Text}' ({Meaning})";
}

/// <summary>A code type: the table that it stands for.</summary>
internal sealed class CodeTable
{
    private readonly Dictionary<string, Code> _bySpelling = new(StringComparer.Ordinal);

    private CodeTable(INamedTypeSymbol type, AttributeData attribute, IReadOnlyList<Code> codes)
    {
        Type = type;
        Codes = codes;
        True = attribute.Named<string>("True");
        False = attribute.Named<string>("False");
    }

    /// <summary>The code type.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The codes in their order.</summary>
    public IReadOnlyList<Code> Codes { get; }

    /// <summary>The code for true, where the table answers yes or no.</summary>
    public string? True { get; }

    /// <summary>The code for false.</summary>
    public string? False { get; }

    /// <summary>Reads the table of a code type; <see langword="null"/> for any other type.</summary>
    public static CodeTable? Read(INamedTypeSymbol type, INamedTypeSymbol tableAttribute, INamedTypeSymbol codeAttribute)
    {
        if (type.Attribute(tableAttribute) is not { } attribute)
        {
            return null;
        }

        var codes = new List<Code>();
        var aliases = new List<(string Alias, Code Code)>();
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(member => member.IsStatic))
        {
            if (property.Attribute(codeAttribute) is { } data && data.Argument<string>(0) is { } text)
            {
                var code = new Code(text, data.Argument<string>(1) ?? "", property, data.Named<string>("RetiredSince"), data.Named<string>("Replacement"));
                codes.Add(code);
                aliases.AddRange((data.Texts("Aliases") ?? []).Select(alias => (alias, code)));
            }
        }

        var table = new CodeTable(type, attribute, codes);
        foreach (var (spelling, code) in codes.Select(code => (code.Text, code)).Concat(aliases))
        {
            table._bySpelling[spelling] = code;
        }

        return table;
    }

    /// <summary>The code that a text spells, trailing blanks dropped, as the SDK reads it.</summary>
    public Code? Find(string text) => _bySpelling.TryGetValue(text.TrimEnd(' '), out var code) ? code : null;

    /// <summary>The code of a member of the code type.</summary>
    public Code? Find(IPropertySymbol member) => Codes.FirstOrDefault(code => SymbolEqualityComparer.Default.Equals(code.Member, member));

    /// <summary>The codes that somebody who wrote something else may have meant, the nearest first.</summary>
    public IReadOnlyList<Code> Near(string text) => [.. NearCodes.Of(text, Codes.Where(code => code.RetiredSince is null), code => code.Text)];
}
