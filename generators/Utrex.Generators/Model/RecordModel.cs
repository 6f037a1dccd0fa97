namespace Utrex.Generators.Model;

/// <summary>records/*.json: a record type and its fields in file order.</summary>
internal sealed record RecordModel(
    string Id,
    string Name,
    string TypeName,
    string Description,
    EquatableArray<FactModel> Facts,
    int Source,
    ChangeRecordModel? ChangeRecord,
    EquatableArray<FieldModel> Fields)
{
    /// <summary>Whether records of this type stand in files; derived lists do not.</summary>
    public bool IsInFiles => Fields.Count > 0;

    /// <summary>The name of the class that describes the record type at run time.</summary>
    public string InfoName => (TypeName.Length > 0 ? TypeName : Id[0] is >= '0' and <= '9' ? "_" + Id : Id) + "Info";

    /// <summary>The name of the view over a line.</summary>
    public string ViewName => TypeName.EndsWith("Record", StringComparison.Ordinal)
        ? TypeName.Substring(0, TypeName.Length - "Record".Length) + "View"
        : TypeName + "View";
}

/// <summary>A code that turns a record into a mere change of an earlier one, of which only some fields count.</summary>
internal sealed record ChangeRecordModel(string Field, string Code, EquatableArray<string> Fields);

internal enum FieldKind
{
    Text,
    Constant,
    Code,
    Integer,
    Decimal,
    NumberOrCode,
    Date,
    IsoDate,
    DateTime,
    MonthDay,
    PartialDate,
}

internal sealed record FieldModel(
    string Name,
    string Property,
    string Title,
    FieldKind Kind,
    string? Value,
    string? Blank,
    string? Codes,
    int Digits,
    int Decimals,
    int? ExactLength,
    int? MaxLength,
    int? Width,
    int? PrintedLength,
    int? Position,
    string Presence,
    string? RequiredWhen,
    string? Personal,
    EquatableArray<string> GenericIn,
    string? Key,
    string Description,
    EquatableArray<string> Notes,
    PeriodModel Period,
    int Source)
{
    /// <summary>The width of a value of this type, without regard to the length limits; 0 where the type gives none.</summary>
    public int NaturalWidth => Kind switch
    {
        FieldKind.Constant => Value?.Length ?? 0,
        FieldKind.Integer => Digits,
        FieldKind.Decimal or FieldKind.NumberOrCode => Digits + Decimals + (Decimals > 0 ? 1 : 0),
        FieldKind.Date or FieldKind.PartialDate => 8,
        FieldKind.IsoDate => 10,
        FieldKind.DateTime => 23,
        FieldKind.MonthDay => 4,
        _ => 0,
    };

    /// <summary>The exact number of characters of a value, where the specification or the type gives one.</summary>
    public int? FixedLength => ExactLength
        ?? (Kind is FieldKind.Date or FieldKind.DateTime or FieldKind.MonthDay ? NaturalWidth : null);
}
