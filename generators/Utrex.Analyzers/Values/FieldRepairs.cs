using System.Globalization;
using Utrex.Analyzers.Evaluation;
using Utrex.Analyzers.Metadata;

namespace Utrex.Analyzers.Values;

/// <summary>
/// Other spellings of a value that break no rule: a day written as the field asks for it, a number with its leading zeros.
/// Nothing is guessed that could change the value.
/// </summary>
internal static class FieldRepairs
{
    // Unambiguous spellings only: 03/04/2025 is March 4 in Utah, but nobody knows what the author meant by 03.04.2025.
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "M/d/yyyy", "MM/dd/yyyy", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff"];

    public static IReadOnlyList<string> Of(Field field, string bytes, Conditions conditions) =>
        [.. Candidates(field, bytes).Where(text => text.Length > 0 && field.FormatRules.All(rule => !conditions.IsBroken(field, rule, text))).Take(1)];

    private static IEnumerable<string> Candidates(Field field, string bytes)
    {
        var format = field.Type switch
        {
            FieldType.Date or FieldType.PartialDate => "yyyyMMdd",
            FieldType.IsoDate => "yyyy-MM-dd",
            FieldType.DateTime => "yyyy-MM-dd HH:mm:ss.fff",
            FieldType.MonthDay => "MMdd",
            _ => null,
        };
        if (format is not null)
        {
            if (DateTime.TryParseExact(bytes, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                yield return day.ToString(format, CultureInfo.InvariantCulture);
            }
        }
        else if (field.Type is FieldType.Text or FieldType.Integer && Scalars.IsDigits(bytes)
            && field.FormatRules.FirstOrDefault(rule => rule.Check is "exactLength") is { } rule && (int)rule.Tests[0].Items[0].Number is var length && bytes.Length < length)
        {
            yield return bytes.PadLeft(length, '0');
        }
    }
}
