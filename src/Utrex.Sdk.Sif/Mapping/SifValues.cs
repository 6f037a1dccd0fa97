using System.Globalization;
using Utrex.Sdk.Specification;

namespace Utrex.Sdk.Sif.Mapping;

/// <summary>The spelling of values: as a batch has them, and as SIF has them. What is malformed stays as it is, for a rule to find.</summary>
internal static class SifValues
{
    private const int DateLength = 8;
    private const int MonthLength = 6;

    /// <summary>A value of a batch as SIF spells it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">Its value, not blank.</param>
    /// <param name="endingYear">The year in which the school year ends: days without a year lie in it.</param>
    public static string ToSif(FieldInfo field, string text, int endingYear) => field.Type switch
    {
        FieldType.Date or FieldType.PartialDate when IsDigits(text, DateLength) => $"{text[..4]}-{text[4..6]}-{text[6..]}",
        FieldType.PartialDate when IsDigits(text, MonthLength) => $"{text[..4]}-{text[4..]}",
        FieldType.MonthDay when IsDigits(text, 4) => string.Create(CultureInfo.InvariantCulture, $"{endingYear:0000}-{text[..2]}-{text[2..]}"),
        FieldType.Decimal or FieldType.NumberOrCode when field.Decimals > 0 && IsDigits(text, field.Digits + field.Decimals) => $"{text[..field.Digits]}.{text[field.Digits..]}",
        _ => text,
    };

    /// <summary>A value of SIF as a batch spells it.</summary>
    public static string FromSif(FieldInfo field, string text) => field.Type switch
    {
        FieldType.Date or FieldType.PartialDate when IsDay(text) => string.Concat(text.AsSpan(0, 4), text.AsSpan(5, 2), text.AsSpan(8)),
        FieldType.MonthDay when IsDay(text) => string.Concat(text.AsSpan(5, 2), text.AsSpan(8)),
        FieldType.Code or FieldType.NumberOrCode when field.Codes?.Find(text) is { } code => code.Code,
        _ => text,
    };

    /// <summary>Whether two spellings are one value.</summary>
    public static bool AreEqual(FieldInfo field, string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || string.Equals(Plain(field, left), Plain(field, right), StringComparison.Ordinal);

    /// <summary>The one spelling that all spellings of a value have in common.</summary>
    public static string Plain(FieldInfo field, string text)
    {
        var value = ToSif(field, FromSif(field, text), 1);
        return field.Type is FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : value;
    }

    private static bool IsDay(string text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-' && IsDigits(text.AsSpan(0, 4), 4) && IsDigits(text.AsSpan(5, 2), 2) && IsDigits(text.AsSpan(8), 2);

    private static bool IsDigits(ReadOnlySpan<char> text, int length) => text.Length == length && !text.ContainsAnyExceptInRange('0', '9');
}
