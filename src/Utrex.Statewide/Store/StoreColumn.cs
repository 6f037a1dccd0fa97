using System.Text;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Statewide.Store;

/// <summary>What the values of a column are.</summary>
public enum ColumnKind
{
    /// <summary>A text or a code.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>A day.</summary>
    Day,
}

/// <summary>A column of a <see cref="RecordTable"/>: a field of the record, or of a field that holds a number or a code one of the two.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class StoreColumn
{
    private const string CodeSuffix = "_code";

    private readonly bool _isCode;

    private StoreColumn(FieldInfo field, ColumnKind kind, bool isCode = false)
    {
        Field = field;
        Kind = kind;
        _isCode = isCode;
        Name = NameOf(field.Property) + (isCode ? CodeSuffix : "");
    }

    /// <summary>The name: the field's property in small letters, such as <c>exit_date</c>.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The field.</summary>
    public FieldInfo Field { get; }

    /// <summary>The name of the column of a property, such as <c>exit_date</c> of <c>ExitDate</c>.</summary>
    /// <param name="property">The property of a record.</param>
    public static string NameOf(string property)
    {
        ArgumentNullException.ThrowIfNull(property);
        var name = new StringBuilder(property.Length + 8);
        for (var i = 0; i < property.Length; i++)
        {
            var begins = char.IsUpper(property[i]) && i > 0 && (!char.IsUpper(property[i - 1]) || (i + 1 < property.Length && char.IsLower(property[i + 1])));
            name.Append(begins ? "_" : "").Append(char.ToLowerInvariant(property[i]));
        }

        return name.ToString();
    }

    /// <summary>The name of the column with the code of a property that holds a number or a code.</summary>
    /// <param name="property">The property of a record.</param>
    public static string CodeNameOf(string property) => NameOf(property) + CodeSuffix;

    /// <summary>The columns of a field; none of one that is the same in every record.</summary>
    internal static IEnumerable<StoreColumn> Of(FieldInfo field) => field.Type switch
    {
        FieldType.Constant => [],
        FieldType.Integer => [new(field, ColumnKind.Integer)],
        FieldType.Decimal => [new(field, ColumnKind.Number)],
        FieldType.NumberOrCode => [new(field, ColumnKind.Number), new(field, ColumnKind.Text, isCode: true)],
        FieldType.Date => [new(field, ColumnKind.Day)],
        _ => [new(field, ColumnKind.Text)],
    };

    /// <summary>Writes the value of a line; what is blank, or no value of the field, is absent.</summary>
    internal void Write(RecordLine line, IRowWriter rows)
    {
        var text = line.Field(Field);
        if (text.IsEmpty)
        {
            rows.WriteNull();
            return;
        }

        switch (Kind)
        {
            case ColumnKind.Integer when Scalars.LongInteger(text) is { HasValue: true } whole:
                rows.Write(whole.Value);
                break;
            case ColumnKind.Number when Scalars.Decimal(text, Field.Digits, Field.Decimals) is { HasValue: true } number:
                rows.Write(number.Value);
                break;
            case ColumnKind.Day when Scalars.Date(text) is { HasValue: true } day:
                rows.Write(day.Value);
                break;
            case ColumnKind.Text when !_isCode || !Scalars.Decimal(text, Field.Digits, Field.Decimals).HasValue:
                rows.Write(text);
                break;
            default:
                rows.WriteNull();
                break;
        }
    }
}
