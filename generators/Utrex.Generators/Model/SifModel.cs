namespace Utrex.Generators.Model;

/// <summary>sif.json: what SIF demands of the objects that carry the records.</summary>
internal sealed record SifModel(
    string Version,
    string Namespace,
    string Codeset,
    string? CodeNamespace,
    EquatableArray<SifObjectModel> Objects,
    EquatableArray<SifPartModel> Parts,
    EquatableArray<string> Coded,
    EquatableArray<SifPair> Aliases,
    EquatableArray<SifPair> Leaves,
    EquatableArray<SifPair> Defaults,
    EquatableArray<SifMadeModel> Made,
    EquatableArray<SifPair> Derived,
    EquatableArray<SifBlankModel> WhenBlank,
    EquatableArray<SifPair> TypeOf,
    EquatableArray<SifTypeModel> Types);

/// <summary>A SIF object and the paths within it that no field maps to.</summary>
internal sealed record SifObjectModel(string Name, EquatableArray<string> Uses);

/// <summary>An element that stands several times: told apart by a key, counted as a set, or each a row of its own.</summary>
internal sealed record SifPartModel(string Name, string? Key, string? Set, string? Leaf, bool IsFallback, EquatableArray<string> Uses)
{
    /// <summary>Whether each of them is a row that records are made of.</summary>
    public bool IsRow => Key is null && Set is null;
}

/// <summary>A field that the collector makes, and of what.</summary>
internal sealed record SifMadeModel(string Record, string Field, string How);

/// <summary>What the collector puts in place of a blank.</summary>
internal sealed record SifBlankModel(string Record, string Field, string Value, string? When, EquatableArray<string> Is, EquatableArray<string> IsNot);

internal sealed record SifPair(string From, string To);

/// <summary>A type of SIF; <c>!</c> after a name marks what is mandatory.</summary>
internal sealed record SifTypeModel(string Name, EquatableArray<string> Attributes, EquatableArray<string> Elements);
