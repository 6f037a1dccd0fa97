namespace Utrex.Sdk.Specification;

/// <summary>A field of a record type, as the specification describes it.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class FieldInfo
{
    /// <summary>The field's own name in the specification's field table, such as <c>EXIT CODE</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the property on the record struct and on the view.</summary>
    public required string Property { get; init; }

    /// <summary>The name that the state's messages use, such as <c>Exit Code</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The field's number in the record, from 0 (the record id).</summary>
    public required int Number { get; init; }

    /// <summary>How the field's bytes are read and written.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Whether a value is asked for.</summary>
    public required Presence Presence { get; init; }

    /// <summary>The first byte in the positional layout, 0-based.</summary>
    public required int Offset { get; init; }

    /// <summary>The number of bytes in the positional layout.</summary>
    public required int Width { get; init; }

    /// <summary>The exact number of characters that a value must have, or <see langword="null"/>.</summary>
    public int? ExactLength { get; init; }

    /// <summary>The greatest number of characters that a value may have, or <see langword="null"/>.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The digits before the point of a number.</summary>
    public int Digits { get; init; }

    /// <summary>The digits after the point of a number.</summary>
    public int Decimals { get; init; }

    /// <summary>
    /// The least whole number that can be written: 0 or, in a field whose values have a fixed number of digits and whose rules allow no lesser
    /// number, such as a year, the least with all of them. Zeros before a number would hide that it lacks digits.
    /// </summary>
    public long LeastNumber { get; init; }

    /// <summary>The greatest whole number that can be written: in a field whose values have a fixed number of digits the greatest with that many.</summary>
    public long GreatestNumber { get; init; } = long.MaxValue;

    /// <summary>The literal of a <see cref="FieldType.Constant"/>.</summary>
    public string? Constant { get; init; }

    /// <summary>The table of the codes that the field takes, or <see langword="null"/>.</summary>
    public CodeTableInfo? Codes { get; init; }

    /// <summary>The part the field plays in identifying the record.</summary>
    public FieldKey Key { get; init; }

    /// <summary>Whether a value tells who somebody is or where to find them (names, numbers, birth dates, addresses), so that logs must not show it and reports can mask it.</summary>
    public bool IsPersonal => Personal != PersonalData.None;

    /// <summary>What a personal value is, which says how it can be masked.</summary>
    public PersonalData Personal { get; init; }

    /// <summary>Columns of lists, as <c>List.Column</c>, whose values stand for nobody in particular although the field is personal.</summary>
    public IReadOnlyList<string> GenericIn { get; init; } = [];

    /// <summary>When a conditionally required field is required, in a sentence.</summary>
    public string? RequiredWhen { get; init; }

    /// <summary>What the field means.</summary>
    public required string Description { get; init; }

    /// <summary>What else there is to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Since when the specification has the field: a school year by its number (<c>2024</c>) or a day (<c>2024-07-01</c>);
    /// <see langword="null"/> where it does not say.
    /// </summary>
    public string? Since { get; init; }

    /// <summary>The last school year, or the last day, for which it has the field; <see langword="null"/> where it does not say, or still has it.</summary>
    public string? Until { get; init; }

    /// <summary>The line of the specification's text, or 0.</summary>
    public int Source { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
