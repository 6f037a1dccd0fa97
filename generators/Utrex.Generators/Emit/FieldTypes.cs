using System.Globalization;
using Utrex.Generators.Model;

namespace Utrex.Generators.Emit;

/// <summary>The C# of a field: its types, and the calls that read and write it.</summary>
internal static class FieldTypes
{
    private const string Scalars = "global::Utrex.Sdk.Text.Scalars.";

    /// <summary>The type of the property on the record struct.</summary>
    public static string Property(FieldUnit field, string codes) => field.Model.Kind switch
    {
        FieldKind.Code => codes + field.CodeType,
        FieldKind.NumberOrCode => $"global::Utrex.Sdk.Text.NumberOrCode<{codes}{field.CodeType}>",
        FieldKind.Text => "string?",
        _ => Value(field, codes) + "?",
    };

    /// <summary>The type of a valid value.</summary>
    public static string Value(FieldUnit field, string codes) => field.Model.Kind switch
    {
        FieldKind.Code => codes + field.CodeType,
        FieldKind.NumberOrCode => $"global::Utrex.Sdk.Text.NumberOrCode<{codes}{field.CodeType}>",
        FieldKind.Integer => field.Model.Digits > 9 ? "long" : "int",
        FieldKind.Decimal => "decimal",
        FieldKind.Date => "global::System.DateOnly",
        FieldKind.DateTime => "global::System.DateTime",
        FieldKind.IsoDate => "global::Utrex.Sdk.Text.IsoDate",
        FieldKind.MonthDay => "global::Utrex.Sdk.Text.MonthDay",
        FieldKind.PartialDate => "global::Utrex.Sdk.Text.PartialDate",
        _ => "global::System.ReadOnlySpan<byte>",
    };

    /// <summary>The expression that parses a field's bytes into a <c>FieldValue</c>.</summary>
    public static string Parse(FieldUnit field, string codes, string bytes) => field.Model.Kind switch
    {
        FieldKind.Code => $"{Scalars}Code<{codes}{field.CodeType}>({bytes})",
        FieldKind.NumberOrCode => $"{Scalars}NumberOrCode<{codes}{field.CodeType}>({bytes}, {field.Model.Digits}, {field.Model.Decimals})",
        FieldKind.Decimal => $"{Scalars}Decimal({bytes}, {field.Model.Digits}, {field.Model.Decimals})",
        FieldKind.Integer => $"{Scalars}{(field.Model.Digits > 9 ? "LongInteger" : "Integer")}({bytes})",
        FieldKind.Date or FieldKind.IsoDate or FieldKind.DateTime or FieldKind.MonthDay or FieldKind.PartialDate => $"{Scalars}{field.Model.Kind}({bytes})",
        _ => bytes,
    };

    /// <summary>The call of the field reader that gives the record's property.</summary>
    public static string Read(FieldUnit field, string codes)
    {
        var place = Place(field);
        return field.Model.Kind switch
        {
            FieldKind.Code => $"Code<{codes}{field.CodeType}>({place})",
            FieldKind.NumberOrCode => $"NumberOrCode<{codes}{field.CodeType}>({place}, {field.Model.Digits}, {field.Model.Decimals})",
            FieldKind.Decimal => $"Decimal({place}, {field.Model.Digits}, {field.Model.Decimals})",
            FieldKind.Integer => $"{(field.Model.Digits > 9 ? "LongInteger" : "Integer")}({place})",
            _ => $"{field.Model.Kind}({place})",
        };
    }

    /// <summary>The call of the record writer.</summary>
    public static string Write(FieldUnit field) => string.Format(
        CultureInfo.InvariantCulture,
        "{0}(at, {1}, {2})",
        field.Model.Kind,
        field.Number,
        field.Model.Kind == FieldKind.Constant ? CodeWriter.Utf8(field.Model.Value ?? "") : field.Model.Property);

    /// <summary>The call of the record writer for neighbouring codes.</summary>
    public static string Write(IReadOnlyList<FieldUnit> codes) => string.Format(
        CultureInfo.InvariantCulture,
        "Codes(at, {0}, {1})",
        codes[0].Number,
        string.Join(", ", codes.Select(code => code.Model.Property)));

    /// <summary>The field's number and its place in the positional layout, as arguments.</summary>
    public static string Place(FieldUnit field) =>
        string.Format(CultureInfo.InvariantCulture, "{0}, {1}, {2}", field.Number, field.Offset, field.Width);
}
