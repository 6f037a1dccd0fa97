using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Operations;

/// <summary>The bytes that a record's writer writes for a value of a field, where they are known at compile time.</summary>
internal sealed class FieldBytes(SdkSymbols sdk)
{
    /// <summary>The bytes, empty for a blank; <see langword="null"/> where they are not known, or where the writer refuses the value.</summary>
    public string? Of(Field field, IOperation value)
    {
        value = Unwrap(value);
        if (value.ConstantValue is { HasValue: true, Value: { } constant } && Written(field, constant) is { } written)
        {
            return written;
        }

        return value switch
        {
            { ConstantValue: { HasValue: true, Value: null } } => "",
            IDefaultValueOperation when IsBlankByDefault(value.Type) => "",
            IPropertyReferenceOperation { Property: { IsStatic: true } member } when sdk.Table(member.ContainingType)?.Find(member) is { } code => code.Text,
            IObjectCreationOperation { Arguments.Length: 0, Initializer: null } when IsBlankByDefault(value.Type) => "",
            IObjectCreationOperation creation => Created(field, creation),
            IInvocationOperation { TargetMethod: { IsStatic: true, Name: "Parse" } parse, Arguments: [var argument, ..] } when sdk.Table(parse.ContainingType) is { } table =>
                ConstantText.Of(argument.Value) is { } text ? CodeText(table, text) : null,
            _ when ConstantText.Of(value) is { } text => Written(field, text),

            // A number may have been converted on its way, and changed.
            ILocalReferenceOperation { Type.SpecialType: SpecialType.None or SpecialType.System_DateTime } local when LocalValue.Of(local) is { } only && Unwrap(only) is not ILocalReferenceOperation => Of(field, only),
            _ => null,
        };
    }

    /// <summary>Whether a number is one that the writer refuses, and why.</summary>
    public static string? Refusal(Field field, IOperation value)
    {
        if (field.Type is not (FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode)
            || Unwrap(value).ConstantValue is not { HasValue: true, Value: { } constant } || ToDecimal(constant) is not { } number)
        {
            return null;
        }

        return Refusal(field, number);
    }

    /// <summary>The value without the conversions that lead from it to the field's type.</summary>
    public static IOperation Unwrap(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                // A constant number may change its type on the way; its value does not.
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    continue;
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    continue;
                default:
                    return value;
            }
        }
    }

    private string? Written(Field field, object constant) => constant switch
    {
        string text => field.Type switch
        {
            FieldType.Code => field.Table is { } table ? CodeText(table, text) : null,
            FieldType.NumberOrCode => field.Table is { } table && CodeText(table, text) is { } code ? code : Number(field, text),
            _ => Bytes.Of(text),
        },
        bool answer => field.Table is { } table ? answer ? table.True : table.False : null,
        _ => ToDecimal(constant) is { } number && Refusal(field, number) is null ? Format(field, number) : null,
    };

    private static string? Refusal(Field field, decimal number) =>
        number < 0 ? "a number cannot be negative"
        : decimal.Round(number, field.Decimals) != number ? $"the number has more than {field.Decimals} decimals"
        : null;

    // NumberOrCode.Parse reads a number as it stands, without an implied point.
    private static string? Number(Field field, string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Refusal(field, number) is null ? Format(field, number) : null;

    private static string Format(Field field, decimal number) => field.Decimals == 0
        ? number.ToString("F0", CultureInfo.InvariantCulture).PadLeft(field.Digits, '0')
        : number.ToString("F" + field.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static decimal? ToDecimal(object constant) => constant switch
    {
        decimal number => number,
        byte or sbyte or short or ushort or int or uint or long or ulong => Convert.ToDecimal(constant, CultureInfo.InvariantCulture),
        _ => null,
    };

    // A text that is no code never reaches the record: it throws.
    private static string? CodeText(CodeTable table, string text) => text.TrimEnd(' ').Length == 0 ? "" : table.Find(text)?.Text;

    private bool IsBlankByDefault(ITypeSymbol? type) =>
        type is null || type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || sdk.Table(type) is not null || sdk.NumberTable(type) is not null;

    /// <summary>The bytes of a day that is made of constants.</summary>
    private string? Created(Field field, IObjectCreationOperation creation)
    {
        if (creation.Initializer is not null || DateParts.Of(sdk, creation) is not { } parts || !parts.Exists)
        {
            return null;
        }

        return field.Type switch
        {
            FieldType.Date => parts.Format("{0:0000}{1:00}{2:00}"),
            FieldType.IsoDate => parts.FormatDayOrTime(),
            FieldType.DateTime => parts.FormatTime(),
            FieldType.MonthDay => parts.Format("{1:00}{2:00}"),
            FieldType.PartialDate => parts.Day is null ? parts.Format(parts.HasHyphen ? "{0:0000}-{1:00}" : "{0:0000}{1:00}") : parts.Format("{0:0000}{1:00}{2:00}"),
            _ => null,
        };
    }
}
