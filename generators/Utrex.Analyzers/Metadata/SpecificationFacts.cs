using Microsoft.CodeAnalysis;

namespace Utrex.Analyzers.Metadata;

/// <summary>What is known of a specification as a whole.</summary>
internal sealed class SpecificationFacts
{
    private readonly Dictionary<string, (string Characters, bool IsExcept)> _characterSets = new(StringComparer.Ordinal);

    public SpecificationFacts(INamedTypeSymbol? type, INamedTypeSymbol specificationAttribute, INamedTypeSymbol characterSetAttribute)
    {
        var attribute = type?.Attribute(specificationAttribute);
        FirstRecord = attribute?.Named<string>("FirstRecord");
        GroupRecord = attribute?.Named<string>("GroupRecord");
        foreach (var data in type?.Attributes(characterSetAttribute) ?? [])
        {
            if (data.Argument<string>(0) is { } name)
            {
                _characterSets[name] = (data.Argument<string>(1) ?? "", data.Named<bool>("IsExcept"));
            }
        }
    }

    /// <summary>The id of the record type that comes first in a batch.</summary>
    public string? FirstRecord { get; }

    /// <summary>The id of the record type that begins a group of the records after it.</summary>
    public string? GroupRecord { get; }

    /// <summary>The characters of a text that are not in a set; <see langword="null"/> where the set is not known.</summary>
    public IReadOnlyList<char>? Outside(string set, string text) => _characterSets.TryGetValue(set, out var characters)
        ? [.. text.Where(c => characters.Characters.IndexOf(c) >= 0 == characters.IsExcept).Distinct()]
        : null;
}
