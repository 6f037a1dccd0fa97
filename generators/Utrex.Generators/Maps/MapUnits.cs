using Utrex.Generators.Model;

namespace Utrex.Generators.Maps;

/// <summary>A map with the files that are made of it.</summary>
internal sealed record LinkedMap(MapUnit Map, EquatableArray<ShapeUnit> Shapes, RuleSetUnit? Rules);

/// <summary>Where all fields of a specification stand in another standard; the objects by name only.</summary>
internal sealed record MapUnit(
    string Name,
    string Namespace,
    string Prefix,
    string Version,
    string XmlNamespace,
    EquatableArray<Pair> Aliases,
    EquatableArray<Pair> Derived,
    EquatableArray<string> Shapes,
    EquatableArray<RecordMapUnit> Records,
    EquatableArray<CodesMapUnit> Codes);

/// <summary>What is read and written of an object, or of an element of it that stands several times.</summary>
/// <param name="Map">The name of the map.</param>
/// <param name="Namespace">The C# namespace.</param>
/// <param name="ClassName">The C# class: the path of names from the object to the part.</param>
/// <param name="Index">The shape's number among all.</param>
/// <param name="IsObject">Whether it is an object, not a part of one.</param>
/// <param name="Slots">The path of each value.</param>
/// <param name="Constants">The C# constant with the number of each value.</param>
/// <param name="Parts">The C# classes of the parts.</param>
/// <param name="KeySlot">The value that tells one part from the other, or -1.</param>
/// <param name="IdSlot">The value by which others refer to it, or -1.</param>
/// <param name="IsFallback">Whether the first part will do where none has the key.</param>
/// <param name="Root">The element.</param>
internal sealed record ShapeUnit(
    string Map,
    string Namespace,
    string ClassName,
    int Index,
    bool IsObject,
    EquatableArray<string> Slots,
    EquatableArray<string> Constants,
    EquatableArray<string> Parts,
    int KeySlot,
    int IdSlot,
    bool IsFallback,
    NodeUnit Root);

/// <summary>An element or attribute: it holds a value, a part, a constant or other elements.</summary>
internal sealed record NodeUnit(string Name, bool IsAttribute, bool IsMandatory, bool IsAlternative, int Slot, int Part, string? Constant, bool IsPredicate, EquatableArray<NodeUnit> Children);

/// <summary>Where the fields of a record type stand.</summary>
internal sealed record RecordMapUnit(string RecordType, string RecordId, string? Type, EquatableArray<BindingUnit> Bindings, EquatableArray<MadeModel> Made, EquatableArray<BlankModel> WhenBlank);

/// <summary>A field and the places that may hold its value.</summary>
internal sealed record BindingUnit(string Property, string? Codes, EquatableArray<string> Blank, int Write, EquatableArray<PathUnit> Paths);

/// <summary>A value of an object or row, or of a keyed part of it.</summary>
internal sealed record PathUnit(string Shape, EquatableArray<StepUnit> Steps, int Slot, int OwnSlot, bool IsSet, bool HasDefault);

/// <summary>Into a part, by its key unless all of them count.</summary>
internal sealed record StepUnit(int Part, string? Key);

/// <summary>The standard's codes of a code table.</summary>
internal sealed record CodesMapUnit(string Namespace, CodesMapModel Table);
