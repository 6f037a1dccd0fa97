using System.Text;
using Utrex.Sdk.Findings;
using Utrex.Sdk.Generated;
using Utrex.Sdk.Specification;
using Utrex.Sdk.Text;

namespace Utrex.Cli.Masking;

/// <summary>Tells values that do not belong where they stand: an exporter that lost a column writes names and numbers into codes and dates.</summary>
internal static class WrongColumns
{
    // The checks of the specification's JSON that ask what a text is made of.
    private static readonly string?[] FormChecks = ["numeric", "characters", "shape"];

    /// <summary>From so many digits on, a number that is equal to a personal one is taken for it; shorter ones are days and credits.</summary>
    private const int TellingDigits = 5;

    /// <summary>Whether a value cannot be one of a field: a code outside the table, no date, no number, too long.</summary>
    public static bool IsMisfit(FieldInfo field, string value)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        return field.Type switch
        {
            FieldType.Constant => false,
            FieldType.Code => field.Codes?.Find(value) is null,
            FieldType.NumberOrCode => field.Codes?.Find(value) is null && IsNoNumber(field, utf8),
            FieldType.Integer or FieldType.Decimal => IsNoNumber(field, utf8),
            FieldType.Date => !Scalars.Date(utf8).HasValue,
            FieldType.IsoDate => !Scalars.IsoDate(utf8).HasValue,
            FieldType.DateTime => !Scalars.DateTime(utf8).HasValue,
            FieldType.MonthDay => !Scalars.MonthDay(utf8).HasValue,
            FieldType.PartialDate => !Scalars.PartialDate(utf8).HasValue,
            _ => FieldChecks.Length(utf8) is var length && (field.ExactLength is { } exact ? length != exact : length > (field.MaxLength ?? field.Width)),
        };
    }

    /// <summary>Whether a rule of the field itself says that a text has the wrong form.</summary>
    public static bool IsMisfit(in Finding finding) =>
        finding is { Field: { Type: FieldType.Text, IsPersonal: false }, Value.Length: > 0 } && FormChecks.Contains(finding.Rule.Implementation);

    /// <summary>Whether a value that is equal to a personal one of its line may be that one; a code, a school or a count of days is itself.</summary>
    public static bool MayBePersonal(FieldInfo field, string value) => field switch
    {
        { Type: FieldType.Constant } or { Key: FieldKey.Lea or FieldKey.School } => false,
        { Codes: { } codes } when codes.Find(value) is not null => false,
        { Type: FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode } => value.Length >= TellingDigits,
        _ => true,
    };

    private static bool IsNoNumber(FieldInfo field, ReadOnlySpan<byte> utf8) =>
        Scalars.Decimal(utf8, field.Digits, field.Decimals) is not { HasValue: true, Value: var number } || Math.Abs(number) >= (decimal)Math.Pow(10, field.Digits);
}
