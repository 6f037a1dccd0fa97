using System.Globalization;
using System.Text;
using Utrex.Generators.Model;
using static Utrex.Generators.Emit.CodeWriter;

namespace Utrex.Generators.Emit;

/// <summary>Writes a check as an expression over <c>value</c> that is true where the check is violated. The value is never blank.</summary>
internal static class CheckEmitter
{
    private const string Checks = "global::Utrex.Sdk.Generated.FieldChecks.";
    private const string Today = "context.Today";

    /// <param name="unit">The record type.</param>
    /// <param name="field">The field.</param>
    /// <param name="check">The check.</param>
    /// <param name="order">What the names of variables end with: no two checks of a field have the same.</param>
    public static string Violation(RecordUnit unit, FieldUnit field, CheckModel check, string order) => check.Type switch
    {
        "numeric" => $"!{IsNumber(unit, field)}",
        "date" => field.Model.Kind == FieldKind.Text ? "!global::Utrex.Sdk.Text.Scalars.Date(value).HasValue" : $"!{Parse(unit, field)}.HasValue",
        "monthDay" => $"!{Checks}IsDayOf(value, context.SchoolYear)",
        "minLength" => $"{Checks}Length(value) < {check.Length}",
        "maxLength" => $"{Checks}Length(value) > {check.Length ?? field.Model.MaxLength}",
        "exactLength" => $"{Checks}Length(value) != {check.Length ?? field.Model.FixedLength}",
        "codes" => Codes(unit, field, order),
        "equals" => $"!({IsOneOf("value", check.Values)})",
        "range" => Range(unit, field, check, order),
        "increment" => $"{Number(unit, field)} is {{ HasValue: true }} number{order} && number{order}.Value % {Decimal(check.Step)} != 0",
        "characters" => $"{Checks}HasOther(value, global::{unit.Namespace}.Records.{unit.ClassName}Characters.{RecordInfoEmitter.Capitalize(check.Set!)})",
        "notAllZeros" => $"{Checks}IsAllZeros(value)",
        "startsWith" => "!(" + string.Join(" || ", check.Values.Select(v => $"global::System.MemoryExtensions.StartsWith(value, {Utf8(v)})")) + ")",
        "contains" => "!(" + string.Join(" || ", check.Values.Select(v => $"global::System.MemoryExtensions.IndexOf(value, {Utf8(v)}) >= 0")) + ")",
        "substring" => Substring(check),
        "shape" => $"!({Shape(check.Pattern!)})",
        "plusCode" => "!global::Utrex.Sdk.Generated.PlusCode.IsValid(value)",
        "notFuture" => $"{Checks}IsAfter({Parse(unit, field)}, {Today})",
        "future" => $"{Checks}IsNotAfter({Parse(unit, field)}, {Today})",
        "currentSchoolYear" => $"!({Parse(unit, field)} is {{ HasValue: true }} year{order} && year{order}.Value == context.SchoolYear)",
        "inSchoolYear" => $"{Checks}IsOutside({Parse(unit, field)}, context.FirstDay, context.LastDay)",
        _ => "false",
    };

    /// <summary>Whether the bytes are one of the texts; of none they never are.</summary>
    public static string IsOneOf(string bytes, IReadOnlyCollection<string> texts) =>
        texts.Count == 0 ? "false" : string.Join(" || ", texts.Select(text => $"global::System.MemoryExtensions.SequenceEqual({bytes}, {Utf8(text)})"));

    private static string Parse(RecordUnit unit, FieldUnit field) => FieldTypes.Parse(field, RecordEmitter.Codes(unit), "value");

    private static string IsNumber(RecordUnit unit, FieldUnit field) =>
        field.Model.Kind == FieldKind.Text ? $"{Checks}IsDigits(value)" : $"{Number(unit, field)}.HasValue";

    /// <summary>The value as a number; the codes of a number-or-code field are no numbers.</summary>
    private static string Number(RecordUnit unit, FieldUnit field) => field.Model.Kind switch
    {
        FieldKind.NumberOrCode => $"global::Utrex.Sdk.Text.Scalars.Decimal(value, {field.Model.Digits}, {field.Model.Decimals})",
        FieldKind.Text => "global::Utrex.Sdk.Text.Scalars.SignedDecimal(value)",
        _ => Parse(unit, field),
    };

    private static string Codes(RecordUnit unit, FieldUnit field, string order)
    {
        if (field.OnlyCodes.Count > 0)
        {
            return $"!({IsOneOf("value", field.OnlyCodes)})";
        }

        var code = $"code{order}";
        var known = field.Model.Kind == FieldKind.NumberOrCode
            ? $"{Checks}IsNumberLike(value) || {Parse(unit, field)}.HasValue"
            : $"{RecordEmitter.Codes(unit)}{field.CodeType}.TryParse(value, out var {code})" + (field.HasRetiredCodes ? $" && !{code}.IsRetired" : "");
        return $"!({known})";
    }

    private static string Range(RecordUnit unit, FieldUnit field, CheckModel check, string order)
    {
        var name = $"number{order}";
        var isText = field.Model.Kind == FieldKind.Text;
        var isWhole = isText && check.Min is >= 0 && IsWhole(check.Min) && IsWhole(check.Max);
        var number = isWhole ? "global::Utrex.Sdk.Text.Scalars.LongInteger(value)" : Number(unit, field);
        var literal = field.Model.Kind == FieldKind.Integer || isWhole ? (Func<decimal?, string>)Whole : Decimal;
        var bounds = new List<string>();
        if (check.Min is not null)
        {
            bounds.Add($"{name}.Value {(check.IsExclusiveMin ? ">" : ">=")} {literal(check.Min)}");
        }

        if (check.Max is not null)
        {
            bounds.Add($"{name}.Value {(check.IsExclusiveMax ? "<" : "<=")} {literal(check.Max)}");
        }

        var inRange = $"({number} is {{ HasValue: true }} {name} && {string.Join(" && ", bounds)})";
        if (check.IsOfNumbers)
        {
            return $"{Checks}IsNumberLike(value) && !{inRange}";
        }

        return field.Model.Kind == FieldKind.NumberOrCode
            ? $"!({inRange} || {RecordEmitter.Codes(unit)}{field.CodeType}.TryParse(value, out _))"
            : "!" + inRange;
    }

    private static bool IsWhole(decimal? value) => value is null || value == decimal.Truncate(value.Value);

    // A bound with a fraction compares as a decimal even where the field holds whole numbers.
    private static string Whole(decimal? value) => IsWhole(value) ? RecordInfoEmitter.Number(value!.Value) : Decimal(value);

    private static string Decimal(decimal? value) => RecordInfoEmitter.Number(value!.Value) + "m";

    private static string Substring(CheckModel check)
    {
        var start = check.Start - 1;
        var length = check.Length!.Value;
        var isOne = IsOneOf($"value.Slice({start}, {length})", check.Values);
        return check.IsNegated
            ? $"value.Length >= {start + length} && ({isOne})"
            : $"!(value.Length >= {start + length} && ({isOne}))";
    }

    /// <summary>A pattern of <c>#</c> for a digit, <c>[a-b]</c> for a range and any other character for itself.</summary>
    private static string Shape(string pattern)
    {
        var conditions = new StringBuilder();
        var position = 0;
        for (var i = 0; i < pattern.Length; i++, position++)
        {
            var at = position.ToString(CultureInfo.InvariantCulture);
            if (pattern[i] == '#')
            {
                conditions.Append($" && value[{at}] is >= (byte)'0' and <= (byte)'9'");
            }
            else if (pattern[i] == '[' && i + 4 < pattern.Length && pattern[i + 4] == ']')
            {
                conditions.Append($" && value[{at}] is >= (byte){Character(pattern[i + 1])} and <= (byte){Character(pattern[i + 3])}");
                i += 4;
            }
            else
            {
                conditions.Append($" && value[{at}] == {(int)pattern[i]}");
            }
        }

        return $"value.Length == {position}" + conditions;
    }
}
