using Utrex.Generators.Model;

namespace Utrex.Generators.Maps;

/// <summary>maps/*.json: where the fields stand in another standard, and what that demands of the objects that carry the records.</summary>
internal sealed record MapModel(
    string Name,
    string Version,
    string Namespace,
    string CodeNamespace,
    string Prefix,
    string? Identifier,
    string? Extensions,
    CodedModel? Coded,
    EquatableArray<ObjectModel> Objects,
    EquatableArray<PartModel> Parts,
    EquatableArray<Pair> Aliases,
    EquatableArray<Pair> Leaves,
    EquatableArray<Pair> Defaults,
    EquatableArray<MadeModel> Made,
    EquatableArray<Pair> Derived,
    EquatableArray<BlankModel> WhenBlank,
    EquatableArray<Pair> TypeOf,
    EquatableArray<TypeModel> Types,
    EquatableArray<RecordMapModel> Records,
    EquatableArray<CodesMapModel> Codes,
    RuleSetModel? RuleSet,
    RulesModel? Rules);

/// <summary>The elements with a code of the standard's, the name of that code, and the path of the state's own beside it.</summary>
internal sealed record CodedModel(EquatableArray<string> Elements, string Code, string Own);

/// <summary>An object and the paths within it that no field maps to.</summary>
internal sealed record ObjectModel(string Name, EquatableArray<string> Uses);

/// <summary>An element that stands several times: told apart by a key, counted as a set, or each a row of its own.</summary>
internal sealed record PartModel(string Name, string? Key, string? Set, string? Leaf, bool IsFallback, EquatableArray<string> Uses)
{
    /// <summary>Whether each of them is a row that records are made of.</summary>
    public bool IsRow => Key is null && Set is null;
}

/// <summary>A field that the adapter makes, and of what.</summary>
internal sealed record MadeModel(string Record, string Field, string How);

/// <summary>What the adapter puts in place of a blank.</summary>
internal sealed record BlankModel(string Record, string Field, string Value, string? When, EquatableArray<string> Is, EquatableArray<string> IsNot);

internal sealed record Pair(string From, string To);

/// <summary>A type of the standard; <c>!</c> after a name marks what is mandatory.</summary>
internal sealed record TypeModel(string Name, EquatableArray<string> Attributes, EquatableArray<string> Elements);

/// <summary>Where the fields of a record type stand, and the code that makes an object such a record.</summary>
internal sealed record RecordMapModel(string Record, string? Type, EquatableArray<FieldMapModel> Fields);

/// <summary>The paths of a field, how they are meant where that is not plain, and where the specification's own code stands beside the standard's.</summary>
internal sealed record FieldMapModel(string Field, EquatableArray<string> Paths, string? Beside, string? Key, int Write, bool IsJoined, bool IsOwn, EquatableArray<string> Blank);

/// <summary>The standard's codes of a code table, and those of them that mean a blank; whether the standard writes the table's codes in small letters.</summary>
internal sealed record CodesMapModel(string Table, bool IsLower, EquatableArray<CodeMapModel> Codes, EquatableArray<string> Blank);

/// <summary>The standard's codes that stand for a code, and whether it stands for all others or for none.</summary>
internal sealed record CodeMapModel(string Code, EquatableArray<string> As, bool IsOther, bool IsAbsent);
