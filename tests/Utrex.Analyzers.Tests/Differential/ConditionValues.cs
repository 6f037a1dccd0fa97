using System.Globalization;
using System.Text.Json;
using Utrex.Sdk.Specification;
using Utrex.Tests;

namespace Utrex.Analyzers.Tests.Differential;

/// <summary>Values for the fields of a rule: those that the rule's JSON speaks of, their neighbours, codes, days around those of the run, and the blank.</summary>
internal static class ConditionValues
{
    // Of the school year 2025-26; those of another one lie as many years before or after it.
    private const int YearOfDays = 2026;

    private static readonly string[] Days =
    [
        "19990228", "20030702", "20040701", "20060901", "20070630", "20080229", "20120901", "20190901", "20200902", "20220902", "20221001", "20240402", "20250630", "20250701",
        "20250831", "20250901", "20250902", "20250930", "20251001", "20251002", "20251123", "20251231", "20260528", "20260529", "20260530", "20260531", "20260630", "20260701",
    ];

    private static readonly string[] Numbers = ["0", "1", "9", "10", "20", "29", "30", "44", "45", "90", "170", "179", "180", "181", "200", "240"];

    /// <summary>For each field that the rule reads, the values to choose from.</summary>
    public static Dictionary<FieldInfo, List<string>> Of(SpecificationInfo year, RecordInfo record, RuleInfo rule)
    {
        var condition = Condition(year, record.Id, rule);
        var named = Strings(condition).ToList();
        var numbers = Literals(condition).ToList();
        var fields = record.Fields.Where(field => field.Type != FieldType.Constant && (named.Contains(field.Name, StringComparer.Ordinal) || string.Equals(field.Name, rule.Field, StringComparison.Ordinal)));
        return fields.ToDictionary(field => field, field => Values(year, field, named, numbers).Select(text => Written(field, text)).Append("").Append("").Distinct(StringComparer.Ordinal).ToList());
    }

    private static IEnumerable<string> Values(SpecificationInfo year, FieldInfo field, List<string> named, List<decimal> numbers)
    {
        var amounts = numbers.SelectMany(number => new[] { number - 1, number, number + 1 }).Where(number => number >= 0).Select(number => number.ToString(CultureInfo.InvariantCulture)).Concat(Numbers);
        var days = Days.Select(day => DateOnly.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture).AddYears(year.EndingYear - YearOfDays).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        return field.Type switch
        {
            FieldType.Code => Codes(field, named),
            FieldType.NumberOrCode => Codes(field, named).Concat(amounts),
            FieldType.Integer => amounts,
            FieldType.Decimal => amounts.Append("0.5").Append("3.5"),
            FieldType.Date => days,
            FieldType.IsoDate => days.Select(day => $"{day[..4]}-{day[4..6]}-{day[6..]}"),
            FieldType.PartialDate => days.Concat([$"{year.EndingYear - 1}10", $"{year.EndingYear}05"]),
            FieldType.MonthDay => days.Select(day => day[4..]),
            FieldType.DateTime => days.Select(day => $"{day[..4]}-{day[4..6]}-{day[6..]} 00:00:00.000"),
            // A part of a text may stand anywhere in it.
            _ => named.Where(text => text.Length <= 20)
                .Concat(named.Where(text => text.Length <= 4).SelectMany(text => Enumerable.Range(0, 7).Select(before => new string('4', before) + text + "9")))
                .Concat(Listed(year, named)).Concat(["104", "1", "0", "Alpha", "22040000001"]),
        };
    }

    // Codes that the rule names come up as often as all others together.
    private static IEnumerable<string> Codes(FieldInfo field, List<string> named)
    {
        var all = field.Codes!.Codes.Where(code => !code.IsRetired).ToList();
        var group = all.Where(code => named.Contains(code.Code, StringComparer.Ordinal) || code.Groups.Any(name => named.Contains(name, StringComparer.Ordinal))).Select(code => code.Code).ToList();
        return all.Take(40).Select(code => code.Code).Concat(group);
    }

    /// <summary>What stands in the lists and code tables that the rule names.</summary>
    private static IEnumerable<string> Listed(SpecificationInfo year, List<string> named) => year.Lookups
        .Where(lookup => named.Contains(lookup.Id, StringComparer.Ordinal))
        .SelectMany(lookup => lookup.Rows.Take(40).SelectMany(row => row.Where(cell => cell.Length is > 0 and <= 20)))
        .Concat(year.CodeTables.Where(table => named.Contains(table.Id, StringComparer.Ordinal)).SelectMany(table => table.Codes.Select(code => code.Code)));

    /// <summary>The text as a writer writes it.</summary>
    private static string Written(FieldInfo field, string text) => field.Type is FieldType.Integer or FieldType.Decimal or FieldType.NumberOrCode && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? field.Decimals == 0
            ? decimal.Truncate(number).ToString("F0", CultureInfo.InvariantCulture).PadLeft(field.Digits, '0')
            : number.ToString("F" + field.Decimals, CultureInfo.InvariantCulture)
        : text;

    private static JsonElement Condition(SpecificationInfo year, string record, RuleInfo rule)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("spec-schema", "utah", year.SchoolYear, "rules", record + ".json")));
        return document.RootElement.GetProperty("rules").EnumerateArray().ElementAt(rule.Order).GetProperty("condition").Clone();
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };

    private static IEnumerable<decimal> Literals(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDecimal()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Literals),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Literals(property.Value)),
        _ => [],
    };
}
