namespace Utrex.Generators.Model;

/// <summary>What is read and written of a SIF object, or of an element of it that stands several times.</summary>
/// <param name="Namespace">The C# namespace.</param>
/// <param name="ClassName">The C# class: the path of names from the object to the part.</param>
/// <param name="Index">The shape's number among all.</param>
/// <param name="IsObject">Whether it is an object, not a part of one.</param>
/// <param name="Slots">The path of each value.</param>
/// <param name="Constants">The C# constant with the number of each value.</param>
/// <param name="Parts">The C# classes of the parts.</param>
/// <param name="KeySlot">The value that tells one part from the other, or -1.</param>
/// <param name="IsFallback">Whether the first part will do where none has the key.</param>
/// <param name="Root">The element.</param>
internal sealed record SifShapeUnit(
    string Namespace,
    string ClassName,
    int Index,
    bool IsObject,
    EquatableArray<string> Slots,
    EquatableArray<string> Constants,
    EquatableArray<string> Parts,
    int KeySlot,
    bool IsFallback,
    SifNodeUnit Root);

/// <summary>An element or attribute: it holds a value, a part, a constant or other elements.</summary>
internal sealed record SifNodeUnit(string Name, bool IsAttribute, bool IsMandatory, bool IsAlternative, int Slot, int Part, string? Constant, bool IsPredicate, EquatableArray<SifNodeUnit> Children);

/// <summary>Where the fields of a record type stand.</summary>
internal sealed record SifRecordUnit(string Namespace, string RecordType, string RecordId, string? ProgramType, EquatableArray<SifBindingUnit> Bindings, EquatableArray<SifMadeModel> Made, EquatableArray<SifBlankModel> WhenBlank);

/// <summary>A field and the places that may hold its value.</summary>
internal sealed record SifBindingUnit(string Property, string? Codes, EquatableArray<string> Blank, int Write, EquatableArray<SifPathUnit> Paths);

/// <summary>A value of an object or row, or of a keyed part of it.</summary>
internal sealed record SifPathUnit(string Shape, EquatableArray<SifStepUnit> Steps, int Slot, int StateSlot, bool IsSet, bool HasDefault);

/// <summary>Into a part, by its key unless all of them count.</summary>
internal sealed record SifStepUnit(int Part, string? Key);

/// <summary>The SIF codes of a code table.</summary>
internal sealed record SifCodesUnit(string Namespace, string Table, EquatableArray<SifCodeUnit> Codes, EquatableArray<string> Blank);

internal sealed record SifCodeUnit(string Code, SifCodeModel Sif);

/// <summary>Where all fields of a specification stand in SIF; the objects by name only.</summary>
internal sealed record SifMapUnit(
    string Namespace,
    string Version,
    string XmlNamespace,
    EquatableArray<SifPair> Aliases,
    EquatableArray<SifPair> Derived,
    EquatableArray<string> Shapes,
    EquatableArray<SifRecordUnit> Records,
    EquatableArray<SifCodesUnit> Codes);
